"""Dates for citing: into CSL-JSON, and out of it into words.

CSL knows a day, month or year, a season, a range of these, and one mark for doubt. What it cannot
say stands there as a `literal` in words. A date of the Julian calendar stands as the thing itself
has it, for so it is found; `custom` says in EDTF and by its calendar what is lost of any date.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from dates import JULIAN, HistoricalDate
from dates.edtf import Choice, Edge, Interval, Single
from interop.citing.items import CslDate, Exact, Item

Parts = tuple[int, ...]
SEASONS: Final = range(21, 25)


def csl_date(date: HistoricalDate, language: str) -> CslDate:
    """Return a date for CSL, what cannot be said otherwise in words of `language`."""
    node = date.node
    ends = tuple(node) if isinstance(node, Interval) else (node,)
    parts = [_parts(end) for end in ends]
    found: CslDate = {}
    if all(parts):
        found["date-parts"] = [list(part) for part in parts]
        if isinstance(node, Single) and node.season in SEASONS:
            found["season"] = (node.season or 0) - 20
        if date.approximate or date.uncertain:
            found["circa"] = True
    else:
        found["literal"] = date.format(language, "short")
    return found


def exact(date: HistoricalDate) -> Exact | None:
    """Return what `csl_date` loses of a date; None where it says all."""
    plain = csl_date(date, "en")
    says_all = "literal" not in plain and date.calendar != JULIAN and "season" not in plain
    if says_all and not plain.get("circa"):
        return None
    return Exact(edtf=date.edtf, calendar=date.calendar)


def csl_day(day: dt.date) -> CslDate:
    """Return a day of our own time."""
    return CslDate({"date-parts": [[day.year, day.month, day.day]]})


def is_julian_day(date: HistoricalDate) -> bool:
    """Tell whether a reader must be told of two calendars."""
    return date.calendar == JULIAN and date.to_gregorian() not in {None, date}


def _parts(end: Single | Edge | Choice) -> Parts:
    """Return year, month and day as far as they are known; nothing if CSL cannot have them.

    Years before AD 1 are left to words: processors do not agree on how to write them.
    """
    if not isinstance(end, Single) or end.significant is not None or (end.year_number or 0) < 1:
        return ()
    year = int(end.year)
    if end.season is not None:
        return (year,) if end.season in SEASONS else ()
    texts = [text for text in (end.month, end.day) if text is not None]
    if any("X" in text for text in texts) or year > 9999:
        return ()
    return (year, *(int(text) for text in texts))


@dataclass(frozen=True, slots=True)
class When:
    """When a cited thing came out."""

    start: Parts = ()
    end: Parts = ()
    """Empty unless it is a range."""
    circa: bool = False
    approximate: bool = False
    """Whether the doubt is “about” and not “perhaps”."""
    literal: str = ""
    """Words for what CSL cannot say, of whoever made the item."""
    whole: HistoricalDate | None = None
    """The date itself, where CSL does not say all of it."""

    def __bool__(self) -> bool:
        """Tell whether anything is known."""
        return bool(self.start or self.literal) or self.whole is not None

    @property
    def julian(self) -> bool:
        """Whether a day has to be given in both calendars."""
        return self.whole is not None and is_julian_day(self.whole)

    @property
    def gregorian(self) -> tuple[Parts, Parts]:
        """The days of a Julian date, or of its ends, in the Gregorian calendar."""
        converted = self.whole.to_gregorian() if self.whole is not None else None
        parts = csl_date(converted, "en").get("date-parts", []) if converted is not None else []
        ends = [tuple(part) for part in parts]
        return (ends[0], ends[1] if len(ends) > 1 else ()) if ends else (self.start, self.end)

    def words(self, language: str) -> str:
        """Return the date in words of the archive, for what a style has no form of its own."""
        if self.whole is None:
            return ""
        return self.whole.format(language, "long" if self.julian else "short")


def read_issued(item: Item) -> When:
    """Return when the item was issued."""
    issued = item.get("issued", {})
    given = item.get("custom", {}).get("issued")
    whole = HistoricalDate(given["edtf"], given["calendar"]) if given else None  # type: ignore[arg-type]
    parts = [tuple(part) for part in issued.get("date-parts", [])]
    return When(
        start=parts[0] if parts else (),
        end=parts[1] if len(parts) > 1 and parts[1] != parts[0] else (),
        circa=bool(issued.get("circa")),
        approximate=whole is not None and whole.approximate and not whole.uncertain,
        literal=issued.get("literal", ""),
        whole=whole,
    )


def read_day(date: CslDate | None) -> Parts:
    """Return the first day of a date; nothing if there is none."""
    parts = (date or {}).get("date-parts", [])
    return tuple(parts[0]) if parts else ()
