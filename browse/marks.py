"""How a date is drawn: what is sure and what is not look different, not in colour alone.

A day is a dot. What lasted is a solid bar. What happened some time within a month, year or decade
is an open bar: nobody knows on which day. *About* and *perhaps* are broken lines; an end that is
unknown is a short broken tail, one that is open runs on to the edge.
"""

from dataclasses import dataclass
from typing import Final, Protocol

from django.utils.safestring import SafeString

from browse.charts import per_cent
from browse.markup import fill
from dates import HistoricalDate
from dates.conventions import said
from dates.edtf import Choice

LEAST: Final = 0.55
"""Per cent below which a bar is drawn as a dot."""
TAIL: Final = 2.5
"""Per cent."""


class Stretch(Protocol):
    """The time that is drawn, with its first and last day as Julian Day Numbers."""

    @property
    def first(self) -> int:
        """The first day."""

    @property
    def last(self) -> int:
        """The last day."""

    def place(self, day: float) -> float:
        """Return where the beginning of a day lies, in per cent of the breadth."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One date in a row. A bar has a breadth, a dot has none; tails are from and to, if any."""

    x: str
    breadth: str
    look: str
    """Class names: dot or bar; open where the day is unknown; rough where there is doubt."""
    tails: list[tuple[str, str]]
    title: str
    at: float

    @property
    def html(self) -> SafeString:
        """The mark as it stands in its row: a timeline has hundreds."""
        if self.breadth:
            shape = fill(
                '<rect x="{}" y="50%" width="{}" height="7" transform="translate(0 -3.5)"></rect>',
                self.x,
                self.breadth,
            )
        else:
            shape = fill('<circle cx="{}" cy="50%" r="4"></circle>', self.x)
        tails = [
            fill('<line class="tail" x1="{}" x2="{}" y1="50%" y2="50%"></line>', one, other)
            for one, other in self.tails
        ]
        return fill(
            '<g class="{}"><title>{}</title>{}{}</g>',
            self.look,
            self.title,
            SafeString("".join(tails)),
            shape,
        )


def draw_mark(
    date: HistoricalDate, window: Stretch, title: str, *, doubtful: bool = False
) -> Mark | None:
    """Return the mark of a date in the window; None for one without any known day in view."""
    first = date.earliest if date.earliest is not None else date.latest
    last = date.latest if date.latest is not None else date.earliest
    if first is None or last is None or last < window.first or first > window.last:
        return None
    begin = max(window.place(first), 0.0)
    end = min(window.place(last + 1), 100.0)
    rough = doubtful or date.approximate or date.uncertain
    look = "rough " if rough else ""
    if _is_within(date):
        look += "open "
    breadth = end - begin
    is_dot = breadth < LEAST or date.precision == "day"
    middle = (begin + end) / 2
    return Mark(
        x=per_cent(middle if is_dot else begin),
        breadth="" if is_dot else per_cent(breadth),
        look=look + ("dot" if is_dot else "bar"),
        tails=_tails(date, begin, end),
        title=title,
        at=begin,
    )


def _is_within(date: HistoricalDate) -> bool:
    """Tell whether it is some day within the time, and not all of it."""
    if date.precision == "day":
        return False
    if date.precision != "interval":
        return True
    node = date.node
    return not isinstance(node, Choice) and said(node, date.calendar, date.written) is not None


def _tails(date: HistoricalDate, begin: float, end: float) -> list[tuple[str, str]]:
    """Return the broken lines beyond ends that are open or unknown."""
    tails = []
    if date.is_open_start or date.is_unknown_start:
        tails.append((0.0 if date.is_open_start else max(begin - TAIL, 0.0), begin))
    if date.is_open_end or date.is_unknown_end:
        tails.append((end, 100.0 if date.is_open_end else min(end + TAIL, 100.0)))
    return [(per_cent(one), per_cent(other)) for one, other in tails]
