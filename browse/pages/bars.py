"""Rows on one axis of time: who had a part in a serial or a body, and what a place was called.

Each row says in words, as a list, what its bar shows; dates that are not sure look it, as on the
timeline.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from browse.charts import Tick, label_ends, per_cent, year_ticks
from browse.marks import draw_mark
from browse.markup import fill
from browse.pages.claims import Claim, End
from browse.pages.roles import Part, part_of, take_part
from browse.words import Linker, in_words, when_in
from dates import HistoricalDate
from dates.calendars import to_jdn
from entries.choices import Certainty
from entries.languages import current_language, show
from entries.models import Entry, Name

MOST: Final = 60
"""Rows of one picture."""
MOST_TICKS: Final = 5
LONGEST: Final = 1500
"""Years beyond which a date is too vague to stretch an axis to it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years, from the first day of the first to the last day of the last."""

    first_year: int
    last_year: int

    @property
    def first(self) -> int:
        """The first day, as a Julian Day Number."""
        return to_jdn(self.first_year, 1, 1)

    @property
    def last(self) -> int:
        """The last day, as a Julian Day Number."""
        return to_jdn(self.last_year, 12, 31)

    def place(self, day: float) -> float:
        """Return where the beginning of a day lies, in per cent of the breadth."""
        return 100 * (day - self.first) / (self.last + 1 - self.first)


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing on the axis, and how it is said; `title` stands at the mark."""

    date: HistoricalDate | None
    words: SafeString
    title: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row: a name, what is said of it, and the marks."""

    name: SafeString
    words: list[SafeString]
    marks: SafeString


@dataclass(frozen=True, slots=True)
class Bars:
    """All rows on their axis; `more` have no room."""

    rows: list[BarRow]
    ticks: list[Tick]
    life: tuple[str, str] | None
    """Where the line of the entry's own years runs in each row, if they are known."""
    more: int


def people_over_time(
    claims: Iterable[Claim], entry: Entry, *, on_other_pages: bool = False
) -> Bars | None:
    """Return who had a part in the entry, the earliest first; None if nothing of it is dated.

    What the archive no longer holds is left out. The words lead to the statements, which may stand
    `on_other_pages` of the entry. Costs no query.
    """
    pattern = "?statement={0}#s-{0}" if on_other_pages else "#s-{0}"
    language = current_language()
    linker = Linker(language)
    by_person: dict[int, list[tuple[Claim, Part]]] = defaultdict(list)
    ends: dict[int, End] = {}
    for claim in claims:
        if (part := part_of(claim, entry)) is not None and take_part(part, entry):
            by_person[part.who.pk].append((claim, part))
            ends[part.who.pk] = part.who
    rows = [
        (linker(ends[pk]), [_bar(claim, part, language, pattern) for claim, part in parts])
        for pk, parts in by_person.items()
    ]
    return _draw(rows, entry.span)


def names_over_time(names: Iterable[Name]) -> Bars | None:
    """Return the dated names of an entry, each period with what it was called then in any script.

    None unless there are two periods: one name is no change. Costs no query.
    """
    language = current_language()
    by_period: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        if name.date is not None:
            by_period[name.date.edtf, name.date.calendar].append(name)
    if len(by_period) < 2:
        return None
    return _draw([_period(found, language) for found in by_period.values()])


def _bar(claim: Claim, part: Part, language: str, pattern: str) -> Bar:
    """Return one part that somebody had, led to where its evidence stands."""
    words = fill('<a href="{}">{}</a>', pattern.format(claim.uid), in_words(part.role))
    date = when_in(language, claim.date)
    return Bar(
        claim.date,
        fill("{} {}", words, date) if date else words,
        f"{_said(claim.date, language)}: {part.role.text}",
        claim.certainty != Certainty.CERTAIN,
    )


def _period(names: Sequence[Name], language: str) -> tuple[SafeString, list[Bar]]:
    """Return a period under its name for the reader; the others stand beside its years."""
    own = show({name.language: name.text for name in reversed(names)}, language)
    date = names[0].date
    others = [
        fill('<a href="#name-{}" lang="{}">{}</a>', name.pk, name.language, name.text)
        for name in names
        if name.text != own.text
    ]
    title = f"{_said(date, language)}: {own.text}"
    words = SafeString(" · ".join([when_in(language, date), *others]))
    return in_words(own), [Bar(date, words, title)]


def _said(date: HistoricalDate | None, language: str) -> str:
    return date.format(language, "short") if date is not None else ""


def _draw(
    rows: Sequence[tuple[SafeString, list[Bar]]], span: HistoricalDate | None = None
) -> Bars | None:
    """Return the rows in the order of time, undated ones last; None if none is dated."""
    dates = [bar.date for _name, bars in rows for bar in bars if bar.date is not None]
    axis = _axis([*dates, span] if dates and span is not None else dates)
    if axis is None:
        return None
    ordered = sorted(rows, key=lambda row: min(map(_moment, row[1])))
    return Bars(
        rows=[_row(name, bars, axis) for name, bars in ordered[:MOST]],
        ticks=_ticks(axis),
        life=_life(span, axis),
        more=max(len(rows) - MOST, 0),
    )


def _ticks(axis: Axis) -> list[Tick]:
    ticks = year_ticks(axis.first_year, axis.last_year + 1, MOST_TICKS)
    return label_ends(
        ticks, axis.first_year, axis.last_year, lambda year: axis.place(to_jdn(year, 7, 1))
    )


def _row(name: SafeString, bars: list[Bar], axis: Axis) -> BarRow:
    dated = sorted(bars, key=_moment)
    marks = [
        draw_mark(bar.date, axis, bar.title, doubtful=bar.doubtful)
        for bar in dated
        if bar.date is not None
    ]
    drawn = SafeString("".join(mark.html for mark in marks if mark is not None))
    return BarRow(name, [bar.words for bar in dated], drawn)


def _moment(bar: Bar) -> tuple[float, float]:
    """Sort by beginning, then end; what has no date comes last."""
    return bar.date.sort_key if bar.date is not None else (float("inf"), float("inf"))


def _life(span: HistoricalDate | None, axis: Axis) -> tuple[str, str] | None:
    if span is None or span.earliest is None or span.latest is None:
        return None
    begin, end = axis.place(span.earliest), axis.place(span.latest + 1)
    return per_cent(max(begin, 0)), per_cent(min(end, 100))


def _axis(dates: Iterable[HistoricalDate]) -> Axis | None:
    """Return the years around all that is dated, a year of room at an end that is open."""
    first, last = [], []
    for date in dates:
        years = date.years()
        if not years or years[-1] - years[0] > LONGEST:
            continue
        first.append(years[0] - (date.earliest is None))
        last.append(years[-1] + (date.latest is None))
    return Axis(min(first), max(last)) if first else None
