"""The page of the timeline: everything that its template is given."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from browse.charts import per_cent
from browse.frame import Ask, Frame
from browse.kinds import HEADINGS
from browse.markup import fill
from browse.timelines.rows import Row, fetch_things, make_rows
from browse.timelines.window import PATTERN, Column, Window, make_bars, make_columns, read_window
from browse.words import link, when
from dates.calendars import JULIAN, from_jdn
from entries.models import Entry
from search.resultset import ResultSet, of_kind, undated, weighed

FEW: Final = 8
"""Rows of a lane among several."""
MANY: Final = 40
"""Rows of a lane that is alone."""
MOST_PARTS: Final = 250
LISTED: Final = 200
"""Lines of the table."""
UNDATED: Final = 30
"""Undated entries that are named."""
TOP: Final = 14.0
"""Per cent of a lane's bars that stay free above the highest."""


class TimelineForm(forms.Form):
    """The parameters of the timeline alone."""

    at = forms.RegexField(PATTERN, max_length=8, label=gettext_lazy("Time"), required=False)
    part = forms.IntegerField(
        min_value=1, max_value=MOST_PARTS, label=gettext_lazy("Part"), required=False
    )

    def clean_at(self) -> str:
        """Refuse what only looks like a time; the pattern may match a part of it alone."""
        text: str = self.cleaned_data["at"]
        if text and PATTERN.fullmatch(text) is None:
            raise forms.ValidationError(_("Give a decade, year or month."), code="invalid")
        return text


@dataclass(frozen=True, slots=True)
class Bar:
    """How many entries of a kind have something in a year or month."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The entries of one kind: how many there are, when, and some of them row by row."""

    kind: str
    heading: str | Promise
    count: int
    bars: list[Bar]
    rows: list[Row]
    more: int
    """Entries of the kind in this time that have no row."""
    url: str
    """The lane alone, with more rows; empty if it is alone."""


@dataclass(frozen=True, slots=True)
class Step:
    """A column of the axis and, if there is something in it, a line of the table of numbers."""

    label: str
    short: str
    x: str
    width: str
    name_x: str
    anchor: str
    """Where its name stands: in its middle, or where it begins if that is a year."""
    url: str
    """Nearer; empty where there is nothing."""
    counts: list[int]
    total: int
    minor: bool
    """Whether its name gives way on a narrow screen."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day named on the axis of a month: of the new style above, of the old below."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """All that the template is given."""

    frame: Frame
    window: Window
    count: int
    """Entries that have something in this time."""
    lanes: list[Lane]
    steps: list[Step]
    kinds: list[str | Promise]
    grid: SafeString
    """Lines where the columns begin, for every row."""
    days: list[Day]
    old_days: list[Day]
    things: list[tuple[SafeString, SafeString]]
    more_things: int
    cut: bool
    wider_url: str
    all_url: str
    earlier: tuple[str, str]
    later: tuple[str, str]
    parts: tuple[str, str]
    undated: list[SafeString]
    undated_count: int
    more_undated: int


def build_timeline(params: QueryDict) -> TimelinePage:
    """Return the timeline of what the parameters ask for: a fixed number of queries."""
    ask = Ask(params, "timeline", TimelineForm)
    found = ask.found
    window = read_window(ask.own.get("at", ""), found)
    counts = found.count_by_kind(*window.conditions)
    kinds = [kind for kind in HEADINGS if kind in counts]
    number = ask.own.get("part", 1) if len(kinds) == 1 else 1
    keys = {kind: _keys(found, window, kind, number, alone=len(kinds) == 1) for kind in kinds}
    fetched = fetch_things([pk for some in keys.values() for pk in some], window)
    columns = make_columns(window, found)
    shown = window.with_old_style() if fetched.julian else window
    bars = make_bars(window, found)
    highest = max((count for some in bars.values() for _f, _l, count in some), default=1)
    missing = found.page(undated(), sort="name", size=UNDATED)
    undated_count = found.count(undated())
    lanes = [
        Lane(
            kind=kind,
            heading=HEADINGS[kind],
            count=counts[kind],
            bars=[_bar(bar, shown, highest) for bar in bars.get(kind, [])],
            rows=make_rows(keys[kind], fetched, shown),
            more=counts[kind] - len(keys[kind]),
            url=ask.address(kind=kind, part=None) if len(kinds) > 1 else "",
        )
        for kind in kinds
    ]
    steps = [_step(column, at, kinds, shown, ask) for at, column in enumerate(columns)]
    return TimelinePage(
        frame=ask.frame(),
        window=shown,
        count=sum(counts.values()),
        lanes=lanes,
        steps=steps,
        kinds=[HEADINGS[kind] for kind in kinds],
        grid=_grid(steps),
        days=_days(shown) if window.unit == "month" else [],
        old_days=_days(shown, old=True) if window.unit == "month" and fetched.julian else [],
        things=[(when(one.date, "long"), one.sentence) for one in fetched.things[:LISTED]],
        more_things=max(len(fetched.things) - LISTED, 0),
        cut=fetched.cut,
        wider_url=ask.address(at=window.wider or None, part=None) if window.text else "",
        all_url=ask.address(at=None, part=None) if window.unit in {"year", "month"} else "",
        earlier=_beside(ask, window, -1),
        later=_beside(ask, window, 1),
        parts=_parts(ask, number, kinds, counts),
        undated=_links(missing),
        undated_count=undated_count,
        more_undated=undated_count - len(missing),
    )


def _keys(found: ResultSet, window: Window, kind: str, number: int, *, alone: bool) -> list[int]:
    """Return the entries of a lane that have a row.

    Of a lane alone a part, the earliest first; of one among several those of whom most is said.
    """
    conditions = [*window.conditions, of_kind(kind)]
    if alone:
        return found.page(*conditions, sort="date", number=number, size=MANY)
    return found.page(*conditions, weighed(), sort="relevance", size=FEW)


def _bar(bar: tuple[int, int, int], window: Window, highest: int) -> Bar:
    first, last, count = bar
    x, end = window.place(first), window.place(last + 1)
    height = max((100 - TOP) * count / highest, 3)
    return Bar(per_cent(x), per_cent(100 - height), per_cent((end - x) * 0.86), per_cent(height))


def _step(column: Column, at: int, kinds: list[str], window: Window, ask: Ask) -> Step:
    x = max(window.place(column.first), 0)
    width = window.place(column.last + 1) - x
    if not column.counts:
        url = ""
    elif column.at:
        url = ask.address(at=column.at, part=None)
    else:
        url = ask.asked_anew(from_=column.years[0], to=column.years[1])
    return Step(
        label=column.label,
        short=column.short,
        x=per_cent(x),
        width=per_cent(width),
        name_x=per_cent(x if window.unit == "all" else x + width / 2),
        anchor="start" if window.unit == "all" else "middle",
        url=url,
        counts=[column.counts.get(kind, 0) for kind in kinds],
        total=sum(column.counts.values()),
        minor=at % 4 != 0 if len(kinds) and window.unit == "all" else at % 2 != 0,
    )


def _grid(steps: list[Step]) -> SafeString:
    pattern = '<line class="grid" x1="{}" x2="{}" y1="0" y2="100%"></line>'
    return SafeString("".join(fill(pattern, step.x, step.x) for step in steps))


def _beside(ask: Ask, window: Window, step: int) -> tuple[str, str]:
    """Return name and address of the time before or after."""
    text = window.beside(step)
    if not text:
        return "", ""
    return read_window(text, ask.found).label, ask.address(at=text, part=None)


def _parts(ask: Ask, number: int, kinds: list[str], counts: dict[str, int]) -> tuple[str, str]:
    """Return the addresses of the rows before and after, where a lane is alone."""
    if len(kinds) != 1:
        return "", ""
    parts = min(-(-counts[kinds[0]] // MANY), MOST_PARTS)
    before = ask.address(part=number - 1 if number > 2 else None) if number > 1 else ""
    return before, ask.address(part=number + 1) if number < parts else ""


def _days(window: Window, *, old: bool = False) -> list[Day]:
    """Return every fifth day of the axis, by one of the calendars."""
    days = []
    for day in range(window.first, window.last + 1):
        number = from_jdn(day, JULIAN if old else "gregorian")[2]
        if number == 1 or (number % 5 == 0 and number != 30):
            days.append(Day(per_cent(window.place(day + 0.5)), str(number)))
    return days


def _links(keys: list[int]) -> list[SafeString]:
    """Return links to some entries, in the order of their keys."""
    entries = Entry.objects.published().in_bulk(keys)
    return [link(entries[key]) for key in keys if key in entries]
