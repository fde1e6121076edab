"""Putting a date into words, the same steps for every language."""

from typing import TYPE_CHECKING, Final, cast

from dates import calendars, conventions
from dates.bounds import year_span
from dates.calendars import GREGORIAN, JULIAN
from dates.edtf import APPROXIMATE, UNCERTAIN, Choice, Edge, End, Interval, Node, Single
from dates.format.language import Case, Language, Style
from dates.format.wording import says_after, says_before

if TYPE_CHECKING:
    from dates.historical import HistoricalDate

# 15 October 1582: before that day nobody had a Gregorian date.
FIRST_GREGORIAN_DAY: Final = 2299161


class Phrase:
    """One date, one language, one style; `text` is the answer."""

    def __init__(self, date: "HistoricalDate", language: Language, style: Style) -> None:
        self.date = date
        self.language = language
        self.style = style

    def text(self) -> str:
        """The date in words, with its calendar if that is the Julian."""
        node = self.date.node
        if self.date.calendar == GREGORIAN:
            return self._node(node)
        if self.style == "long" and (self.date.earliest or 0) >= FIRST_GREGORIAN_DAY:
            new = self.date.to_gregorian()
            if new is not None and new.earliest is not None and new.latest is not None:
                return self._both(node, new.node)
        text = self._node(node)
        return self.language.in_old_style(text, self.style) if finer_than_year(node) else text

    def _both(self, old: Node, new: Node) -> str:
        """A day, or days, in the Julian and the Gregorian calendar."""
        if isinstance(old, Single):
            first = _ymd(old)
            days = self.language.two_days(first, calendars.convert(first, JULIAN, GREGORIAN))
            return self._qualified(days, _all_flags(old))
        new = cast(Interval, new)
        # The year of the second is that of the first, unless a new year lies between.
        years = {cast(Single, end).year_number for end in (*cast(Interval, old), *new)}
        again = self._node(new) if len(years) > 1 else self._interval_core(new)
        return self.language.both_styles(self._node(old), again)

    def _node(self, node: Node) -> str:
        if isinstance(node, Choice):
            return self._choice(node)
        said = conventions.said(node, self.date.calendar, self.date.written)
        if said is not None:
            whole = self._plain(said.base, "genitive", part=True)
            return self._qualified(
                self.language.portion(said.portion, whole), _all_flags(said.base)
            )
        return self._interval(node) if isinstance(node, Interval) else self._single(node)

    def _choice(self, node: Choice) -> str:
        words = [self._node(member) for member in node.members]
        if len(words) == 1:
            return words[0]
        joint = self.language.either if node.kind == "one" else self.language.both
        return f"{', '.join(words[:-1])} {joint} {words[-1]}"

    # Single dates

    def _single(self, node: Single, case: Case = "nominative") -> str:
        flags = _all_flags(node)
        plain = self._plain(node, "genitive" if flags & APPROXIMATE else case)
        return self._qualified(plain, flags)

    def _qualified(self, text: str, flags: int) -> str:
        if flags & APPROXIMATE:
            text = self.language.about(text, self.style)
        return self.language.doubtful(text) if flags & UNCERTAIN else text

    def _plain(self, node: Single, case: Case, *, part: bool = False) -> str:
        """A single date without its doubts; `part` if only a part of it is meant."""
        core = self._core(node, case, part=part)
        if node.year == "XXXX":
            return self.language.year_unknown(core)
        year = node.year_number
        if year is None or node.significant is not None:
            span = self._year_span(node, case)
            return f"{core}, {span}" if core else span
        if core:
            return self.language.of_year(core, year, self.style)
        return self.language.year(year, self.style)

    def _year_span(self, node: Single, case: Case) -> str:
        """A year of which not all digits are known."""
        first, last = year_span(node)
        if first > 0 and (last - first, first % 10) == (9, 0):
            return self.language.decade(first, self.style, case)
        if first > 0 and (last - first, first % 100) == (99, 0) and node.significant is None:
            return self.language.century(first // 100 + 1, self.style, case)
        return self.language.between(
            self.language.year(first, self.style), self.language.year(last, self.style)
        )

    def _core(self, node: Single, case: Case, *, part: bool = False) -> str:
        """The season, month or day without the year; empty where the year is all there is."""
        if node.season is not None:
            return self.language.season(node.season, case)
        if node.month is None or "X" in node.month:
            return ""
        if node.day is None or "X" in node.day:
            name = self.language.full_month if part else self.language.month
            return name(int(node.month), self.style, case)
        return self.language.day(
            self.language.digits(str(int(node.day))), int(node.month), self.style
        )

    # Intervals

    def _interval(self, node: Interval) -> str:
        start, end = node
        if isinstance(start, Single) and isinstance(end, Single):
            return self._from_to(start, end)
        if isinstance(start, Single) and end is Edge.OPEN:
            after = says_after(self.date.written)
            return self.language.since(self._single(start, "genitive"), after=after)
        if isinstance(end, Single) and start is Edge.OPEN:
            before = says_before(self.date.written)
            return self.language.until(self._single(end, "genitive"), before=before)
        return f"{self._edge(start)} – {self._edge(end)}"

    def _edge(self, end: End) -> str:
        if isinstance(end, Single):
            return self._single(end)
        return "…" if end is Edge.OPEN else "?"

    def _from_to(self, start: Single, end: Single) -> str:
        flags = _all_flags(start)
        if flags != _all_flags(end) or not (_exact(start) and _exact(end)):
            return f"{self._single(start)} – {self._single(end)}"
        fused = self._fused(start, end)
        if flags and " – " in fused:  # a doubt is said of each end, unless they are one thing
            return f"{self._single(start)} – {self._single(end)}"
        return self._qualified(fused, flags)

    def _fused(self, start: Single, end: Single) -> str:
        """Two exact ends, saying once what they share."""
        first, last = start.year_number or 0, end.year_number or 0
        if not self._core(start, "nominative") and not self._core(end, "nominative") and first > 0:
            return self.language.years(first, last, self.style)
        core = self._interval_core(Interval(start, end)) if first == last else ""
        if core:
            return self.language.of_year(core, first, self.style)
        return f"{self._plain(start, 'nominative')} – {self._plain(end, 'nominative')}"

    def _interval_core(self, node: Interval) -> str:
        """Days or months from one to another of the same year, without it; else empty."""
        start, end = cast(Single, node.start), cast(Single, node.end)
        if start.is_day and end.is_day and start.month == end.month:
            days = f"{int(start.day or 0)}–{int(end.day or 0)}"
            return self.language.day(self.language.digits(days), int(start.month or 0), self.style)
        first, last = self._core(start, "nominative"), self._core(end, "nominative")
        if start.is_day and end.is_day:
            return f"{first} – {last}"
        return f"{first}–{last}" if start.month and end.month and not (start.day or end.day) else ""


def _all_flags(node: Single) -> int:
    return node.flags[0] | node.flags[1] | node.flags[2]


def _exact(node: Single) -> bool:
    return "X" not in node.text and node.significant is None


def _ymd(node: Single) -> tuple[int, int, int]:
    return node.year_number or 0, int(node.month or 0), int(node.day or 0)


def finer_than_year(node: Node) -> bool:
    """Whether the calendar shows: a year is a year in both."""
    if isinstance(node, Choice):
        return any(finer_than_year(member) for member in node.members)
    ends = node if isinstance(node, Interval) else (node,)
    return any(isinstance(end, Single) and bool(end.month or end.season) for end in ends)
