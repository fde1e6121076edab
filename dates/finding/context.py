"""What a date lacks, taken from the dates around it."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dates.calendars import Calendar, from_jdn
from dates.errors import DateError
from dates.finding.leaning import Leaning, leanings
from dates.finding.sense import Mention
from dates.historical import HistoricalDate
from dates.words import readings

LONG_AHEAD: Final = 5
"""Years; what lies farther ahead of a story, or behind it, is an aside."""
HALF_A_YEAR: Final = 6
"""Months; a month so much earlier than the one before it is of the next year."""

_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: the characters from `start` to before `end`.

    `inferred` says that its words leave something out, mostly the year, which was taken from the
    dates around it.
    """

    start: int
    end: int
    date: HistoricalDate
    inferred: bool = False


def settle(
    text: str, given: Iterable[Mention], calendar: Calendar | None, year: int | None
) -> list[Found]:
    """Give every mention what it lacks, in the order of the text."""
    found = list(given)
    taken = [(one.start, one.end) for one in found]
    found += _leaning(text, taken)
    found.sort(key=lambda one: one.start)
    story = _Story(text, year, calendar)
    settled = []
    for number, mention in enumerate(found):
        date = mention.date or story.complete(mention, found[number + 1 :])
        if date is None:
            continue
        story.tell(mention, date)
        settled.append(Found(mention.start, mention.end, date, mention.date is None))
    return settled


def _leaning(text: str, taken: list[tuple[int, int]]) -> list[Mention]:
    """The words for the same day, the next year… that are not part of a date."""
    places = sorted(taken)
    mentions: list[Mention] = []
    for start, end, leaning in leanings(text):
        if not _overlaps(places, start, end):
            mentions.append(Mention(start, end, None, text[start:end], 0, leaning))
            insort(places, (start, end))
    return mentions


def _overlaps(places: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of the sorted places that do not overlap has a character of this one."""
    at = bisect_left(places, (start, start))
    return any(first < end and start < last for first, last in places[max(at - 1, 0) : at + 1])


class _Story:
    """How far the text has come: the last date of it, and the last that was known to the month."""

    def __init__(self, text: str, year: int | None, calendar: Calendar | None) -> None:
        self.text = text
        self.calendar = calendar
        self.year = year
        self.last: HistoricalDate | None = None
        self.fine: HistoricalDate | None = None
        self.fine_at = 0

    def tell(self, mention: Mention, date: HistoricalDate) -> None:
        """Go on to this date, unless it is but an aside in brackets."""
        first, last = _span(date)
        bracketed = self.text[: mention.start].rstrip().endswith("(")
        if bracketed and first[0] != last[0]:
            return
        self.last = date
        if _is_fine(date):
            self.fine, self.fine_at = date, mention.start

    def complete(self, mention: Mention, coming: list[Mention]) -> HistoricalDate | None:
        """The date with what it lacks; None if there is nothing to take it from."""
        if mention.leaning is not None:
            return self._step(mention, mention.leaning)
        year = self._year(mention, coming)
        return None if year is None else self._dated(mention, year + mention.shift)

    def _dated(self, mention: Mention, year: int) -> HistoricalDate | None:
        try:
            date = readings(f"{mention.wording} {year}", None, self.calendar)[0]
        except DateError:
            return None
        wording = self.text[mention.start : mention.end]
        return HistoricalDate(date.edtf, date.calendar, wording)

    def _year(self, mention: Mention, coming: list[Mention]) -> int | None:
        """The year of a day or month, from what was told and what comes next."""
        here = self.text.rfind("\n", 0, mention.start) + 1
        if mention.shift or (self.fine is not None and self.fine_at >= here):
            return self._going_on(mention)
        ahead = self._ahead(mention, coming)
        if ahead is not None:
            return ahead
        if self.last is not None or self.year is not None:
            return self._going_on(mention)
        later = next((one.date for one in coming if one.date is not None), None)
        return _span(later)[0][0] if later is not None else None

    def _going_on(self, mention: Mention) -> int | None:
        """The year the story has come to, or the next if the month shows that it went on."""
        if self.last is None:
            return self.year
        first, last = _span(self.last)
        if self.fine is None:
            return last[0]
        told = _span(self.fine)[1]
        year = last[0] if first[0] == last[0] else told[0]
        if not told[0] <= year <= told[0] + LONG_AHEAD:
            year = told[0]
        if year != told[0] or mention.shift:
            return year
        return year + (told[1] - self._month(mention) >= HALF_A_YEAR)

    def _ahead(self, mention: Mention, coming: list[Mention]) -> int | None:
        """The year of the last such month before the next date that has one, in this paragraph."""
        end = self.text.find("\n", mention.end)
        dated = next((one for one in coming if one.date is not None), None)
        if dated is None or dated.date is None or not _is_fine(dated.date):
            return None
        if 0 <= end < dated.start:
            return None
        year, month, _day = _span(dated.date)[0]
        return year - (self._month(mention) > month)

    def _month(self, mention: Mention) -> int:
        """The month of a mention that has no year; it was read with that of a leap year."""
        date = readings(f"{mention.wording} 1904", None, self.calendar)[0]
        return _span(date)[0][1]

    def _step(self, mention: Mention, leaning: Leaning) -> HistoricalDate | None:
        """The same day, month or year as the last one, the next, or a part of it."""
        date = self.last if leaning.unit in ("year", "decade") else self.fine
        read = _say(leaning, date, *_span(date)) if date is not None else ""
        if date is None or not read:
            return None
        try:
            found = readings(read, "en", date.calendar)[0]
        except DateError:
            return None
        return HistoricalDate(found.edtf, found.calendar, self.text[mention.start : mention.end])


Day = tuple[int, int, int]


def _say(leaning: Leaning, date: HistoricalDate, first: Day, last: Day) -> str:
    """The date in full, in English; nothing where the one before does not settle it."""
    year, month, _day = last
    match leaning.unit:
        case "day":
            if first != last:
                return ""
            year, month, day = from_jdn((date.earliest or 0) + leaning.step, date.calendar)
            return f"{day} {_MONTHS[month - 1]} {year}"
        case "month":
            if first[:2] != last[:2]:
                return ""
            year, month = divmod(year * 12 + month - 1 + leaning.step, 12)
            figures = f"{leaning.figures} " if leaning.figures else ""
            return f"{leaning.portion} {figures}{_MONTHS[month]} {year}".strip()
        case "decade":
            return f"{year // 100}{leaning.figures}s"
        case _:
            return f"{leaning.portion} {year + leaning.step}".strip()


def _span(date: HistoricalDate) -> tuple[Day, Day]:
    """First and last day of a date as year, month, day; of an open one its known end twice."""
    known = [day for day in (date.earliest, date.latest) if day is not None]
    return from_jdn(known[0], date.calendar), from_jdn(known[-1], date.calendar)


def _is_fine(date: HistoricalDate) -> bool:
    """Whether a date is known to half a year or better."""
    earliest, latest = date.earliest, date.latest
    return earliest is not None and latest is not None and latest - earliest < 190
