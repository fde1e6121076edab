"""The value itself: a date as historians know it."""

from typing import Final, NoReturn

from dates import calendars, conventions
from dates.bounds import bounds, year_span
from dates.calendars import CALENDARS, GREGORIAN, JULIAN, Calendar
from dates.edtf import (
    APPROXIMATE,
    QUALIFIERS,
    UNCERTAIN,
    Choice,
    Edge,
    Interval,
    Node,
    Single,
    read,
    singles,
    write_year,
)
from dates.errors import DateError
from dates.format import Style, format_date

MAX_WRITTEN: Final = 255
# Beyond so many years a set is told by its first and last alone.
_MANY_YEARS: Final = 10_000

_SUB_YEARS: Final = {
    **dict.fromkeys(range(21, 33), "season"),
    **dict.fromkeys((40, 41), "half-year"),
}


class HistoricalDate:
    """A date as written, as understood (EDTF), and in its calendar. Immutable and hashable.

    `edtf` is checked and must be a date of `calendar`; `written` is the wording of the source and
    need not give the EDTF by itself (a year may come from the context). A wording that is the EDTF
    itself is no wording, and blanks in it count once. Raises `DateError`, naming the part at fault.
    """

    __slots__ = ("_earliest", "_latest", "calendar", "edtf", "written")

    edtf: str
    calendar: Calendar
    written: str
    _earliest: int | None
    _latest: int | None

    def __init__(self, edtf: str, calendar: Calendar = GREGORIAN, written: str = "") -> None:
        edtf = edtf.replace(", ", ",")
        written = " ".join(written.split())
        if calendar not in CALENDARS:
            raise DateError("calendar", calendar)
        if len(written) > MAX_WRITTEN:
            raise DateError("too-long", written[:20] + "…")
        earliest, latest = bounds(read(edtf), calendar)
        fill = object.__setattr__
        fill(self, "edtf", edtf)
        fill(self, "calendar", calendar)
        fill(self, "written", "" if written == edtf else written)
        fill(self, "_earliest", earliest)
        fill(self, "_latest", latest)

    @classmethod
    def stored(
        cls, edtf: str, calendar: Calendar, written: str, earliest: int | None, latest: int | None
    ) -> "HistoricalDate":
        """A date from columns that a date was once written to: nothing is checked or computed."""
        date, fill = cls.__new__(cls), object.__setattr__
        fill(date, "edtf", edtf)
        fill(date, "calendar", calendar)
        fill(date, "written", written)
        fill(date, "_earliest", earliest)
        fill(date, "_latest", latest)
        return date

    # A value

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a HistoricalDate cannot be changed: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a HistoricalDate cannot be changed: {name}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, HistoricalDate):
            return NotImplemented
        return (self.edtf, self.calendar, self.written) == (
            other.edtf,
            other.calendar,
            other.written,
        )

    def __hash__(self) -> int:
        return hash((self.edtf, self.calendar, self.written))

    def __reduce__(self) -> tuple[object, ...]:
        return HistoricalDate, (self.edtf, self.calendar, self.written)

    def __repr__(self) -> str:
        rest = f", {self.calendar!r}, {self.written!r}" if self.written else f", {self.calendar!r}"
        return f"HistoricalDate({self.edtf!r}{rest})"

    def __str__(self) -> str:
        return self.edtf

    # Where it lies

    @property
    def node(self) -> Node:
        """The tree of the EDTF."""
        return read(self.edtf)

    @property
    def earliest(self) -> int | None:
        """The first day it can reach, as a Julian Day Number; None if open or unknown."""
        return self._earliest

    @property
    def latest(self) -> int | None:
        """The last day it can reach, as a Julian Day Number; None if open or unknown."""
        return self._latest

    @property
    def is_open_start(self) -> bool:
        """Whether it has no beginning: it held before, as far back as one likes."""
        return self._has_edge(Edge.OPEN, last=False)

    @property
    def is_open_end(self) -> bool:
        """Whether it has no end: it goes on."""
        return self._has_edge(Edge.OPEN, last=True)

    @property
    def is_unknown_start(self) -> bool:
        """Whether it began on some day that nobody knows."""
        return self._has_edge(Edge.UNKNOWN, last=False)

    @property
    def is_unknown_end(self) -> bool:
        """Whether it ended on some day that nobody knows."""
        return self._has_edge(Edge.UNKNOWN, last=True)

    def _has_edge(self, edge: Edge, *, last: bool) -> bool:
        node = self.node
        members = node.members if isinstance(node, Choice) else (node,)
        return any(
            isinstance(member, Interval) and tuple(member)[last] is edge for member in members
        )

    @property
    def sort_key(self) -> tuple[float, float]:
        """For sorting in memory: by beginning, then end; what has no beginning, by its end."""
        first = self._earliest if self._earliest is not None else self._latest
        last = self._latest if self._latest is not None else self._earliest
        return (
            float("-inf") if first is None else first,
            float("inf") if last is None else last,
        )

    def years(self) -> range | tuple[int, ...]:
        """The astronomical years it covers, in its own calendar, for counting.

        An open or unknown end adds nothing to the year of the known end; a set gives its own years.
        """
        node = self.node
        if not isinstance(node, Choice):
            return _node_years(node, self.calendar)
        spans = [_node_years(member, self.calendar) for member in node.members]
        if sum(len(span) for span in spans) > _MANY_YEARS:
            return range(min(span[0] for span in spans), max(span[-1] for span in spans) + 1)
        return tuple(sorted({year for span in spans for year in span}))

    # What kind it is

    @property
    def precision(self) -> str:
        """How finely it is known.

        One of day, month, season, quarter, third (of a year), half-year, year, decade, century,
        millennium, unknown (not even that), interval, set.
        """
        node = self.node
        if isinstance(node, Choice):
            return "set"
        if isinstance(node, Interval):
            return "interval"
        return _precision(node)

    @property
    def approximate(self) -> bool:
        """Whether any part of it is marked as approximate (circa, `~` or `%`)."""
        return self._has_flag(APPROXIMATE)

    @property
    def uncertain(self) -> bool:
        """Whether any part of it is marked as uncertain (`?` or `%`)."""
        return self._has_flag(UNCERTAIN)

    def _has_flag(self, flag: int) -> bool:
        return any(part & flag for single in singles(self.node) for part in single.flags)

    # How it is said

    def format(self, lang: str, style: Style = "long") -> str:
        """The date in words of a language (`en`, `th`, `ru`; any other is answered in English).

        `long` gives a Julian day in both calendars; `short` fits a column of a list.
        """
        return format_date(self, lang, style)

    def iso(self) -> str | None:
        """The Gregorian year, month or day as HTML's `<time datetime>` has it.

        None for what that cannot express: intervals, seasons, unknown digits, doubt, years before
        AD 1, and Julian dates coarser than a day.
        """
        date = self.to_gregorian()
        node = date.node if date else None
        if not isinstance(node, Single) or node.season is not None or any(node.flags):
            return None
        if node.significant is not None or (node.year_number or 0) < 1 or "X" in node.text:
            return None
        return "-".join(filter(None, (node.year, node.month, node.day)))

    def to_gregorian(self) -> "HistoricalDate | None":
        """The same days in the Gregorian calendar; itself if it is Gregorian already.

        Only days convert, and intervals from day to day; for anything coarser, and for the early,
        middle or late part of a month, the answer is None. The wording stays.
        """
        if self.calendar == GREGORIAN:
            return self
        node = self.node
        if isinstance(node, Interval) and conventions.said(node, JULIAN, self.written) is None:
            ends = [_end_to_gregorian(end) for end in node]
            if None in ends:
                return None
            return HistoricalDate("/".join(end or "" for end in ends), GREGORIAN, self.written)
        converted = _end_to_gregorian(node) if isinstance(node, Single) else None
        return None if converted is None else HistoricalDate(converted, GREGORIAN, self.written)


def _node_years(node: Single | Interval, calendar: Calendar) -> range:
    if isinstance(node, Single) and node.season is None:
        first, last = year_span(node)
        return range(first, last + 1)
    known = [day for end in singles(node) for day in bounds(end, calendar) if day is not None]
    years = [calendars.from_jdn(day, calendar)[0] for day in known]
    return range(min(years), max(years) + 1) if years else range(0)


def _precision(node: Single) -> str:
    if node.season is not None:
        return _SUB_YEARS.get(node.season) or ("quarter" if node.season < 37 else "third")
    unknown = len(node.year) - len(node.year.rstrip("X"))
    if node.significant is not None:
        unknown = max(len(node.year) - node.significant, 0)
    if "X" in node.year.rstrip("X"):
        unknown = len(node.year) - node.year.index("X")
    if unknown:
        coarse = {1: "decade", 2: "century"}
        return coarse.get(unknown, "unknown" if node.year == "XXXX" else "millennium")
    if node.month is None or "X" in node.month:
        return "year"
    return "month" if node.day is None or "X" in node.day else "day"


def _end_to_gregorian(end: Single | Edge) -> str | None:
    """The EDTF of a Julian day in the Gregorian calendar, any qualifier now on the whole of it."""
    if isinstance(end, Edge):
        return end.value
    if not end.is_day:
        return None
    first, _ = bounds(end, JULIAN)
    year, month, day = calendars.from_jdn(first or 0, GREGORIAN)
    if abs(year) > 9999:  # EDTF has no months in such a year
        return None
    flags = end.flags[0] | end.flags[1] | end.flags[2]
    return f"{write_year(year)}-{month:02}-{day:02}{QUALIFIERS[flags]}"
