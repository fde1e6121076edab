"""Figures and marks, the same in every language."""

import re
from typing import Final

from dates.errors import DateError
from dates.words.tokens import Meanings, Rule, rule, sign

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


def _years(match: re.Match[str]) -> Meanings:
    """1904–5 is two years; 1904-05 and 1904/05 may be a month, and 1914–8 be cut by "8 May"."""
    first, digits, mark = int(match["y"]), match["n"], match["mark"]
    size = 10 ** len(digits)
    last = first // size * size + int(digits)
    meanings: Meanings = [[("span", (first, last))]] if last > first else []
    meanings.append([("number", first), ("dash", 0), ("number", int(digits))])
    if mark in "-/" and len(digits) == 2 and 1 <= int(digits) <= 12:
        meanings.append([("ymd", (first, int(digits), 0))])
    return meanings


def _number(match: re.Match[str]) -> Meanings:
    if len(match[0]) > 4:
        raise DateError("not-understood", match[0])
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
    rule(r"(?P<y>\d{4})\s?(?P<mark>[-–—/])\s?(?P<n>\d{1,2})(?!\d|[-./]\d)", _years),
    rule(r"\d+", _number),
    sign(r"[–—-]", "dash"),
    sign(r"/", "slash"),
    sign(r"\(\?\)|\?", "doubt"),
    sign(r"~", "circa"),
    sign(r"\(", "open"),
    sign(r"\)", "close"),
    sign(r"[,;]", "skip"),
]
