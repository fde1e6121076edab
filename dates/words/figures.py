"""Figures and marks, the same in every language."""

import re
from typing import Final

from dates.errors import DateError
from dates.words.tokens import Kind, Meanings, Rule, Value, rule, sign

_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def _year_first(match: re.Match[str]) -> Meanings:
    year, month, day = (int(match[name]) for name in ("y", "m", "d"))
    return [[("ymd", _checked(match[0], year, month, day))]]


def _day_first(match: re.Match[str]) -> Meanings:
    return [[("ymd", _checked(match[0], int(match["y"]), int(match["m"]), int(match["d"])))]]


def _either_first(match: re.Match[str]) -> Meanings:
    """9/1/1905 is day and month, or in America month and day."""
    first, second, year = int(match["d"]), int(match["m"]), int(match["y"])
    pairs = dict.fromkeys([(second, first), (first, second)])
    possible = [(month, day) for month, day in pairs if 1 <= month <= 12 and 1 <= day <= 31]
    if not possible:
        raise DateError("impossible", match[0])
    return [[("ymd", (year, month, day))] for month, day in possible]


def _roman_month(match: re.Match[str]) -> Meanings:
    month = _ROMAN.index(match["m"].lower()) + 1
    return [[("ymd", _checked(match[0], int(match["y"]), month, int(match["d"])))]]


def _checked(text: str, year: int, month: int, day: int) -> tuple[int, int, int]:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise DateError("impossible", text)
    return year, month, day


def _month_and_year(match: re.Match[str]) -> Meanings:
    """5.1905 is May; with a Roman number as well."""
    month = match["m"].lower()
    number = _ROMAN.index(month) + 1 if month in _ROMAN else int(month)
    return [[("ymd", (int(match["y"]), number, 0))]]


def _two_years(match: re.Match[str]) -> Meanings:
    """1904/1905 beside words: a winter, or the two years of a session."""
    first, last = int(match[1]), int(match[2])
    if last == first + 1:
        return [[("span", (first, last))]]
    return [[("number", first), ("slash", 0), ("number", last)]]


def _several_days(match: re.Match[str]) -> Meanings:
    """5, 7 and 9 September."""
    days = [int(day) for day in match[0].split(",")]
    if not all(1 <= day <= 31 for day in days):
        raise DateError("impossible", match[0])
    tokens: list[tuple[Kind, Value]] = []
    for day in days:
        tokens += [("comma", 0), ("day", day)]
    return [tokens[1:]]


def _supplied(match: re.Match[str]) -> Meanings:
    """19-- and 190- are a century and a decade, as cataloguers wrote them."""
    known = match["known"] or match["known3"]
    first = int(known) * 10 ** (4 - len(known))
    if len(known) == 3:
        return [[("decade", first)]]
    return [[("century", first // 100 + 1)]]


def decade(match: re.Match[str]) -> Meanings:
    """1920s; but 1900s, of whatever language, may be the century."""
    first = int(match[1])
    if first % 100:
        return [[("decade", first)]]
    return [[("decade", first)], [("century", first // 100 + 1)]]


def whole_decade(match: re.Match[str]) -> Meanings:
    """Decade 1900–1909, which is no century."""
    return [[("decade", int(match[1]))]]


def two_decades(match: re.Match[str]) -> Meanings:
    """1920–30s, and the same in other languages: two decades, the second without its century."""
    century = int(match[1]) * 100
    return [[("decade", century + int(match[2])), ("dash", 0), ("decade", century + int(match[3]))]]


def _years(match: re.Match[str]) -> Meanings:
    """1904–5 is two years; 1904-05 and 1904/05 may be a month, and 1914–8 be cut by "8 May"."""
    first, digits, mark = int(match["y"]), match["n"], match["mark"]
    size = 10 ** len(digits)
    last = first // size * size + int(digits)
    meanings: Meanings = [[("span", (first, last))]] if last > first else []
    joint: Kind = "slash" if mark == "/" else "dash"
    meanings.append([("number", first), (joint, 0), ("number", int(digits))])
    if mark in "-/" and len(digits) == 2 and 1 <= int(digits) <= 12:
        meanings.append([("ymd", (first, int(digits), 0))])
    return meanings


def _number(match: re.Match[str]) -> Meanings:
    if len(match[0]) > 4:
        raise DateError("not-understood", match[0])
    if int(match[0]) == 0:
        raise DateError("impossible", match[0])
    # Four digits, or three, are a year whatever stands beside them.
    return [[("number", int(match[0]))]]


RULES: Final[list[Rule]] = [
    rule(r"(?P<y>\d{4})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)", _year_first),
    rule(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)", _day_first),
    rule(r"(?P<d>\d{1,2})(?P<s>[-/])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)", _either_first),
    rule(
        rf"(?P<d>\d{{1,2}})(?P<s>[-./ ])\s?(?P<m>{'|'.join(_ROMAN)})(?P=s)\s?(?P<y>\d{{4}})(?!\d)",
        _roman_month,
    ),
    rule(
        r"(?P<y>\d{4})\s?(?P<mark>[-–—/])\s?(?P<n>\d{1,2})(?!\d|[-./]\d|st|nd|rd|th|-[йегмя]|\s*[.(]?\s*(?:quarter|third|half))",
        _years,
    ),
    rule(r"(?<![\d.])(?P<m>1[0-2]|0?[1-9])\.(?P<y>\d{4})(?![\d.])", _month_and_year),
    rule(rf"(?<!\w)(?P<m>{'|'.join(_ROMAN)})[./](?P<y>\d{{4}})(?!\d)", _month_and_year),
    rule(r"(?P<known>\d\d)(?:--|\?\?)\??|(?P<known3>\d{3})-(?=\s*\??$)\??", _supplied),
    rule(r"(\d{4})\s?/\s?(\d{4})(?!\d)", _two_years),
    # No more than a month has: an endless list would be read to its end from each of its numbers.
    rule(
        r"\d{1,2}(?:\s*,\s*\d{1,2}){1,30}(?=\s*,?\s*(?:and|or|и|или|และ|กับ|หรือ)\s*\d)",
        _several_days,
    ),
    rule(r"\d+", _number),
    sign(r"[–—-]", "dash"),
    sign(r"/", "slash"),
    sign(r"\(\?\)|\[\?\]|\?", "doubt"),
    sign(r"~", "circa"),
    sign(r"[(\[]", "open"),
    sign(r"[)\]]", "close"),
    sign(",", "comma"),
    sign(";", "skip"),
]
