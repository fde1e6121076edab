"""Reading EDTF, the Extended Date/Time Format of ISO 8601-2 (Library of Congress, 2019).

Levels 0, 1 and 2: `read` turns a string into a tree of `Single`, `Interval` and `Choice`, or raises
`DateError` with the part at fault. What a tree covers is told by `dates.bounds`, since that depends
on the calendar.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final, Literal

from dates.errors import DateError

MAX_LENGTH: Final = 255
MAX_YEAR_DIGITS: Final = 15  # the days of such a year still fit 64 bits

UNCERTAIN: Final = 1
APPROXIMATE: Final = 2
QUALIFIERS: Final = ("", "?", "~", "%")  # by their flags
_FLAGS: Final[dict[str | None, int]] = {
    None: 0,
    **{sign: flags for flags, sign in enumerate(QUALIFIERS)},
}


class Edge(Enum):
    """The end of an interval that has no date: it goes on (open), or nobody knows (unknown)."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Single:
    """One date: a year, a month or sub-year grouping, or a day, perhaps with digits unknown.

    `year` holds the digits without sign, `X` where unknown; `month` and `day` two characters each;
    `season` is a code of 21–41; `significant` counts the digits of the year to be trusted; `flags`
    are the qualifiers of year, month and day.
    """

    text: str
    year: str
    negative: bool = False
    month: str | None = None
    day: str | None = None
    season: int | None = None
    significant: int | None = None
    flags: tuple[int, int, int] = (0, 0, 0)

    @property
    def year_number(self) -> int | None:
        """The astronomical year, or None where a digit of it is unknown."""
        if "X" in self.year:
            return None
        return -int(self.year) if self.negative else int(self.year)

    @property
    def is_day(self) -> bool:
        """Whether it is one day, no digit unknown."""
        return self.day is not None and "X" not in f"{self.year}{self.month}{self.day}"


End = Single | Edge


@dataclass(frozen=True, slots=True)
class Interval:
    """From a beginning to an end, both included."""

    start: End
    end: End

    @property
    def text(self) -> str:
        """The interval as EDTF writes it."""
        return "/".join(end.value if isinstance(end, Edge) else end.text for end in self)

    def __iter__(self) -> Iterator[End]:
        """Both ends, the beginning first."""
        return iter((self.start, self.end))


@dataclass(frozen=True, slots=True)
class Choice:
    """A set: one of its members (`[…]`) or all of them (`{…}`)."""

    kind: Literal["one", "all"]
    members: tuple[Single | Interval, ...]


Node = Single | Interval | Choice

_Q: Final = r"[?~%]?"
_DATE: Final = re.compile(
    rf"""
    (?P<q1>{_Q})
    (?: (?P<sign>-?)(?P<year>[0-9X]{{4}})
      | Y(?P<long_sign>-?)(?P<long>[1-9]\d*)(?:E(?P<power>\d+))? )
    (?: S(?P<significant>\d+) )?
    (?P<q2>{_Q})
    (?: -(?P<q3>{_Q})(?P<month>[0-9X]{{2}})(?P<q4>{_Q})
        (?: -(?P<q5>{_Q})(?P<day>[0-9X]{{2}})(?P<q6>{_Q}) )?
    )?
    """,
    re.VERBOSE | re.ASCII,
)
# Zones lie between 12 hours behind and 14 ahead; there is no "-00:00" (ISO 8601-1, 4.3.13).
_ZONE: Final = (
    r"Z|\+(?:(?:0\d|1[0-3])(?::[0-5]\d)?|14(?::00)?)"
    r"|-(?!00(?::00)?$)(?:(?:0\d|1[01])(?::[0-5]\d)?|12(?::00)?)"
)
# Midnight at the end of a day is 24:00:00, and still of that day.
_TIME: Final = re.compile(rf"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d|24:00:00)(?:{_ZONE})?", re.ASCII)
_SEPARATOR: Final = re.compile(r", ?")
# February has a day more than in most years: leap years are the bounds' to know.
_LONGEST: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@lru_cache(maxsize=4096)
def read(text: str) -> Node:
    """The tree of an EDTF string; `DateError` if it is none, or names a date that cannot be."""
    if not text:
        raise DateError("empty", text)
    if len(text) > MAX_LENGTH:
        raise DateError("too-long", text[:20] + "…")
    if text[0] in "[{":
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    if "T" in text:
        return _read_moment(text)
    return read_single(text)


def read_single(text: str) -> Single:
    """The tree of one EDTF date without time, interval or set."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise DateError("not-understood", text)
    found = match.groupdict()
    digits, negative = _read_year(text, found)
    month, season = _read_month(found["month"])
    trusted = int(found["significant"]) if found["significant"] else None
    if trusted is not None and (month or season or trusted == 0):
        raise DateError("not-understood", text)
    if season and found["day"]:
        raise DateError("not-understood", text)
    single = Single(
        text=text,
        year=digits,
        negative=negative,
        month=month,
        day=found["day"],
        season=season,
        significant=trusted,
        flags=_read_flags(found),
    )
    _check_day(single)
    return single


def _read_year(text: str, found: dict[str, str | None]) -> tuple[str, bool]:
    if found["year"]:
        if found["sign"] and found["year"] == "0000":
            raise DateError("impossible", text)
        if found["significant"] and "X" in found["year"]:
            raise DateError("not-understood", text)
        return found["year"], bool(found["sign"])
    digits, power = found["long"] or "", found["power"] or ""
    if found["month"] or (not power and len(digits) < 5):
        raise DateError("not-understood", text)
    if len(power) > 2 or len(digits) + int(power or 0) > MAX_YEAR_DIGITS:
        raise DateError("out-of-range", text)
    return digits + "0" * int(power or 0), bool(found["long_sign"])


def _read_month(text: str | None) -> tuple[str | None, int | None]:
    if text is None or "X" in text:
        if text and not _fitting(text, 12):
            raise DateError("impossible", text)
        return text, None
    if 1 <= int(text) <= 12:
        return text, None
    if 21 <= int(text) <= 41:
        return None, int(text)
    raise DateError("impossible", text)


def _read_flags(found: dict[str, str | None]) -> tuple[int, int, int]:
    """The qualifiers per part: one before a part is that part's, one after it reaches back."""
    before = [_FLAGS[found[name]] for name in ("q1", "q3", "q5")]
    after = [_FLAGS[found[name]] for name in ("q2", "q4", "q6")]
    return (
        before[0] | after[0] | after[1] | after[2],
        before[1] | after[1] | after[2],
        before[2] | after[2],
    )


def _check_day(single: Single) -> None:
    """Refuse a day no month has; what hangs on leap years is the bounds' to say."""
    if single.day is None or single.month is None:
        return
    longest = max(_LONGEST[month] for month in _fitting(single.month, 12))
    if not _fitting(single.day, longest):
        raise DateError("impossible", single.text)


def _fitting(mask: str, last: int) -> Sequence[int]:
    """The numbers from 1 to `last` that fit the mask."""
    if "X" in mask:
        return [number for number in range(1, last + 1) if matches(mask, number)]
    number = int(mask)
    return (number,) if 1 <= number <= last else ()


def matches(mask: str, number: int) -> bool:
    """Whether the number, written in two digits, fits the mask: `1X` fits 10 to 19."""
    return all(want in ("X", digit) for want, digit in zip(mask, f"{number:02}", strict=True))


def _read_moment(text: str) -> Single:
    """A day with its time of day; the day, as the clock there showed it, is what is kept."""
    day, _, time = text.partition("T")
    if not _DATE.fullmatch(day):
        raise DateError("not-understood", text)
    single = read_single(day)
    if not single.is_day or any(single.flags):
        raise DateError("not-understood", text)
    if not _TIME.fullmatch(time):
        raise DateError("not-understood", time)
    return single


def _read_interval(text: str) -> Interval:
    first, _, second = text.partition("/")
    if not first and not second:
        raise DateError("incomplete", text)
    return Interval(_read_end(first), _read_end(second))


def _read_end(text: str) -> End:
    if text in ("", ".."):
        return Edge(text)
    return read_single(text)


def _read_set(text: str) -> Choice:
    closing = {"[": "]", "{": "}"}[text[0]]
    if len(text) < 3 or text[-1] != closing:
        raise DateError("not-understood", text)
    members = tuple(_read_member(member) for member in _SEPARATOR.split(text[1:-1]))
    for number, member in enumerate(members):
        if isinstance(member, Interval) and (
            (member.start is Edge.OPEN and number > 0)
            or (member.end is Edge.OPEN and number < len(members) - 1)
        ):
            raise DateError("not-understood", text)
    return Choice("one" if closing == "]" else "all", members)


def _read_member(text: str) -> Single | Interval:
    if ".." not in text:
        return read_single(text)
    first, _, second = text.partition("..")
    if not first and not second:
        raise DateError("not-understood", text)
    return Interval(
        read_single(first) if first else Edge.OPEN, read_single(second) if second else Edge.OPEN
    )


def singles(node: Node) -> list[Single]:
    """Every single date in a tree, in order."""
    if isinstance(node, Single):
        return [node]
    if isinstance(node, Interval):
        return [end for end in node if isinstance(end, Single)]
    return [single for member in node.members for single in singles(member)]


def write_year(year: int) -> str:
    """An astronomical year as EDTF writes it: four digits, more after a `Y`."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:05}" if year < 0 else f"{year:04}"
