"""One date among the words: what is said of it, and what that is in EDTF."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from dates import conventions
from dates.calendars import GREGORIAN, Calendar
from dates.conventions import Portion
from dates.edtf import APPROXIMATE, QUALIFIERS, UNCERTAIN, read_single, write_year
from dates.errors import DateError
from dates.words.tokens import Token, text_of

Era = Literal["ce", "bc", "be", "rs"]

# Years added to reach the Buddhist Era.
_BUDDHIST: Final = 543
_RATTANAKOSIN: Final = 2324
# From this Buddhist year on (1941) the Thai year is the Gregorian one; before, it began in April.
_JANUARY_YEARS: Final = 2484
# A Thai text that gives such a year without an era may well mean the Buddhist one.
_PERHAPS_BUDDHIST: Final = 2300

_Slot = Literal["day", "month", "season", "portion", "century", "style", "era"]


@dataclass(slots=True)
class Point:
    """A date as far as the words say it. Years are counted in `era`."""

    text: str
    day: int | None = None
    month: int | None = None
    season: int | None = None
    year: int | None = None
    last_year: int | None = None
    decade: bool = False
    century: int | None = None
    era: Era | None = None
    portion: Portion | None = None
    style: Calendar | None = None
    flags: int = 0
    buddhist: bool = field(default=False, compare=False)

    @property
    def dated(self) -> bool:
        """Whether it has a year, or a century in place of one."""
        return self.year is not None or self.century is not None

    @property
    def only_a_year(self) -> bool:
        """Whether it is a year and no more."""
        rest = (self.day, self.month, self.season, self.last_year, self.portion)
        return self.year is not None and not self.decade and not any(rest)

    @property
    def only_in_thai_year(self) -> bool:
        """Whether it is a whole year, or part of one, that began in April."""
        return not (self.day or self.month or self.season or self.decade or self.last_year)

    @property
    def only_a_number(self) -> bool:
        """Whether it is one small number, whose meaning the other date of a pair tells."""
        return self.day is not None and not (self.month or self.season or self.dated)


def make_point(tokens: list[Token]) -> Point:
    """The date that a run of tokens describes; `DateError` for a token that has no place in it."""
    if not tokens:
        raise DateError("incomplete", "")
    point = Point(text=text_of(tokens))
    for number, token in enumerate(tokens):
        following = tokens[number + 1].kind if number + 1 < len(tokens) else None
        after_era = number > 0 and tokens[number - 1].kind == "era"
        after_next = tokens[number + 2].kind if number + 2 < len(tokens) else None
        before_era = following == "era" and after_next != "number"
        _take(point, token, year_expected=after_era or before_era)
    return point


def _take(point: Point, token: Token, *, year_expected: bool) -> None:
    """Put a token in its place."""
    if token.kind == "number" and isinstance(token.value, int):
        small = token.value < 100 and not year_expected and not point.decade
        put(point, "day" if small else "year", token)
    elif token.kind == "ymd" and isinstance(token.value, tuple):
        for slot, value in zip(("year", "month", "day"), token.value, strict=True):
            if value:
                put(point, slot, replace(token, value=value))
    elif token.kind == "span" and isinstance(token.value, tuple):
        put(point, "year", replace(token, value=token.value[0]))
        point.last_year = token.value[1]
    elif token.kind == "decade":
        put(point, "year", token)
        point.decade = True
    elif token.kind == "decade-word" and not point.decade:
        point.decade = True
    elif token.kind in ("circa", "doubt"):
        point.flags |= APPROXIMATE if token.kind == "circa" else UNCERTAIN
    elif token.kind in ("day", "month", "season", "portion", "century", "style", "era"):
        put(point, token.kind, token)
    else:
        raise DateError("not-understood", token.text)


def put(point: Point, slot: str, token: Token) -> None:
    """Fill a slot once; a second, different value is one too many."""
    if getattr(point, slot) not in (None, token.value):
        raise DateError("not-understood", token.text)
    setattr(point, slot, token.value)


def style_of(points: Iterable[Point], wanted: Calendar | None, text: str) -> Calendar:
    """The calendar that the points and the caller name, which must be one."""
    named = {point.style for point in points if point.style} | ({wanted} if wanted else set())
    if len(named) > 1:
        raise DateError("calendar", text)
    return named.pop() if named else GREGORIAN


def completed(point: Point, other: Point) -> Point:
    """The point with what it leaves to the other: the year, and for a bare day the month."""
    if point.only_a_number and not other.month and other.dated:
        # "44–40 BC", "19th–20th century": the bare number is what the other one is.
        if other.century:
            return replace(point, day=None, century=point.day, era=point.era or other.era)
        if other.year is not None and other.year < 100:
            return replace(point, day=None, year=point.day, era=point.era or other.era)
    changes: dict[str, object] = {}
    if point.day and point.month is None and point.season is None:  # "May 9–12, 1905"
        changes |= {"month": other.month}
    bare = not (point.day or point.month or point.season or point.dated)
    if point.month is None and point.season is None and (point.only_a_number or bare):
        changes |= {"month": other.month, "season": other.season}
    if not point.dated:
        changes |= {"year": other.year, "century": other.century, "decade": other.decade}
        changes["flags"] = point.flags | other.flags
    if point.era is None:
        changes["era"] = other.era
    filled = replace(point)
    for slot, value in changes.items():
        setattr(filled, slot, value)
    return filled


def to_edtf(point: Point, calendar: Calendar) -> tuple[str, str]:
    """The EDTF of the beginning and the end of what a point covers: the same for a single date."""
    sign = QUALIFIERS[point.flags]
    start, end = _span(point)
    if point.portion is None:
        return start + sign, end + sign
    narrowed = None
    if start != end and point.only_in_thai_year:
        return _part_of_thai_year(point, start, sign)
    if start == end:
        narrowed = conventions.narrow(read_single(start + sign), point.portion, calendar)
    if narrowed is None:
        raise DateError("not-understood", point.text)
    first, _, last = narrowed.partition("/")
    return first, last or first


def _part_of_thai_year(point: Point, start: str, sign: str) -> tuple[str, str]:
    """Four months of a year that began in April and had twelve."""
    parts: dict[Portion | None, tuple[int, int]] = {
        "early": (4, 7),
        "mid": (8, 11),
        "late": (12, 15),
    }
    if point.portion not in parts or int(start[:4]) + _BUDDHIST == _JANUARY_YEARS - 1:
        raise DateError("not-understood", point.text)
    first, last = (
        f"{int(start[:4]) + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}{sign}"
        for month in parts[point.portion]
    )
    return first, last


def _span(point: Point) -> tuple[str, str]:
    """Beginning and end without qualifiers."""
    if point.season and (point.month or point.day):
        raise DateError("not-understood", point.text)
    if point.century is not None:
        return _century(point)
    if point.year is None:
        raise DateError("incomplete", point.text)
    if point.decade or point.last_year is not None:
        return _several_years(point, point.year)
    if point.day and not point.month:
        raise DateError("incomplete", point.text)
    if point.month is None and point.season is None:
        return _year(point, point.year)
    month, code = point.month or 0, point.month or point.season or 0
    text = f"{write_year(_year_of(point, point.year, month, point.season))}-{code:02}"
    text += f"-{point.day:02}" if point.day else ""
    return text, text


def _century(point: Point) -> tuple[str, str]:
    whole = not (point.day or point.month or point.season or point.decade)
    if not whole or point.era not in (None, "ce", "bc") or not 1 <= (point.century or 0) <= 99:
        raise DateError("not-understood", point.text)
    text = f"{'-' if point.era == 'bc' else ''}{(point.century or 1) - 1:02}XX"
    return text, text


def _several_years(point: Point, first: int) -> tuple[str, str]:
    """A decade, or years like 1904–5; a winter may be called by both its years."""
    if point.day or point.month:
        raise DateError("not-understood", point.text)
    if point.decade:
        if first % 10 or point.season:
            raise DateError("not-understood", point.text)
        if _buddhist_year(point, first) is None and point.era != "bc":
            return f"{first // 10:03}X", f"{first // 10:03}X"
        return _year(point, first)[0], _year(point, first + 9)[1]
    last = point.last_year or first
    if point.season:
        if point.season != 24 or last != first + 1 or point.era not in (None, "ce"):
            raise DateError("not-understood", point.text)
        return f"{first:04}-24", f"{first:04}-24"
    return _year(point, first)[0], _year(point, last)[1]


def _buddhist_year(point: Point, year: int) -> int | None:
    """The year of the Buddhist Era that is meant; None in the Christian one."""
    if point.era == "rs":
        return year + _RATTANAKOSIN
    if point.era == "be" or (point.era is None and point.buddhist and year >= _PERHAPS_BUDDHIST):
        return year
    return None


def _year(point: Point, year: int) -> tuple[str, str]:
    """A whole year. A Thai one before 1941 is the twelve months (1940: nine) from April."""
    thai = _buddhist_year(point, year)
    if thai is None:
        text = write_year(_common_year(point, year))
        return text, text
    begun = thai - _BUDDHIST
    if thai >= _JANUARY_YEARS:
        return write_year(begun), write_year(begun)
    if thai == _JANUARY_YEARS - 1:
        return f"{write_year(begun)}-04-01", f"{write_year(begun)}-12-31"
    return f"{write_year(begun)}-04-01", f"{write_year(begun + 1)}-03-31"


def _common_year(point: Point, year: int) -> int:
    return 1 - year if point.era == "bc" else year


def _year_of(point: Point, year: int, month: int, season: int | None) -> int:
    """The astronomical year in which the month or season of the year lies."""
    thai = _buddhist_year(point, year)
    if thai is None:
        return _common_year(point, year)
    if thai >= _JANUARY_YEARS or month >= 4:
        return thai - _BUDDHIST
    if season is not None:
        if season == 21:  # March of one year, April and May of the other
            raise DateError("not-understood", point.text)
        return thai - _BUDDHIST
    if thai == _JANUARY_YEARS - 1:  # the year that began in April 1940 ended with December
        raise DateError("impossible", point.text)
    return thai - _BUDDHIST + 1
