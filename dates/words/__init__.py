"""Reading dates: EDTF, ISO, and words in English, Thai and Russian.

A text is first tried as EDTF, which always wins (`1904-05` is May 1904). Otherwise it is cut into
words (`tokens`, with the words of each language in its own module), each date is put together
(`point`), and what stands between them is read (`grammar`). To add a language, list its words and
enter them in `RULES`.
"""

import re
from itertools import product
from typing import Final

from dates.calendars import GREGORIAN, Calendar
from dates.edtf import MAX_LENGTH
from dates.errors import DateError, Fault
from dates.historical import HistoricalDate
from dates.words import en, figures, ru, th
from dates.words.grammar import evaluate
from dates.words.tokens import Rule, Token, normal, tokenise

RULES: Final[list[Rule]] = [*figures.RULES, *en.RULES, *th.RULES, *ru.RULES]

_THAI: Final = re.compile(r"[\u0e00-\u0e7f]")
_LIKE_EDTF: Final = re.compile(r"[-\d?~%./\[\]{},:+ XYESTZ]+")
# A full stop after a year in figures, or a word that is no abbreviation.
_FULL_STOP: Final = re.compile(r"(?:\d{4}|\w{5,})\.$")
# Languages that put the day first in figures.
_DAY_FIRST: Final = ("th", "ru")
# What EDTF says of a text that only looks like EDTF says nothing.
_NOT_EDTF: Final[tuple[Fault, ...]] = ("not-understood", "incomplete")
_MOST_READINGS: Final = 64


def parse(text: str, lang: str | None = None, calendar: Calendar | None = None) -> HistoricalDate:
    """The date that a text gives, with the text as its wording.

    `lang` is the language of the text, if the caller knows it: it settles what else would be
    ambiguous (9/1/1905 is 9 January in a Thai or Russian text). `calendar` is that of dates which
    do not name one, Gregorian if not given. Raises `DateError`, with the part at fault, for what is
    not understood, is no date, contradicts itself, or has several readings.
    """
    found = readings(text, lang, calendar)
    if len(found) > 1:
        raise DateError("ambiguous", text, tuple(date.edtf for date in found))
    return found[0]


def readings(
    text: str, lang: str | None = None, calendar: Calendar | None = None
) -> list[HistoricalDate]:
    """Every date that a text may give, the likeliest first; `DateError` if there is none."""
    text = " ".join(text.split())
    bare = text.strip("«»“”„\"'‘’")
    text = bare.removesuffix(".") if _FULL_STOP.search(bare) else bare
    if not text:
        raise DateError("empty", text)
    if len(text) > MAX_LENGTH:
        raise DateError("too-long", text[:20] + "…")
    fault: DateError | None = None
    plain = normal(text).strip()
    if _LIKE_EDTF.fullmatch(plain.upper()) and not _THAI.search(text):
        try:
            return [HistoricalDate(plain.upper(), calendar or GREGORIAN, text)]
        except DateError as error:
            fault = error
    try:
        found = _in_words(text, calendar)
    except DateError:
        if fault is not None and fault.code not in _NOT_EDTF:
            raise fault from None
        raise
    if len(found) > 1 and lang is not None and lang.partition("-")[0] in _DAY_FIRST:
        return _day_first(found, plain)
    return found


def _in_words(text: str, calendar: Calendar | None) -> list[HistoricalDate]:
    pieces = tokenise(text, RULES)
    fault: DateError | None = None
    found: dict[HistoricalDate, None] = {}
    ways = list(_ways(pieces, text))
    buddhist = (False, True) if _THAI.search(text) else (False,)
    for way, era in product(ways, buddhist):
        try:
            found[evaluate(way, text, calendar, buddhist=era)] = None
        except DateError as error:
            fault = fault or DateError(error.code, error.part or text.strip(), error.readings)
    if not found and fault is not None:
        raise fault
    return list(found)


def _ways(pieces: list[list[list[Token]]], text: str) -> list[list[Token]]:
    """Each way to take the pieces, one meaning of each."""
    count = 1
    for piece in pieces:
        count *= len(piece)
    if count > _MOST_READINGS:
        raise DateError("not-understood", text)
    return [[token for one in way for token in one] for way in product(*pieces)]


def _day_first(found: list[HistoricalDate], plain: str) -> list[HistoricalDate]:
    """Of two readings of figures, the one with the day first."""
    figures_only = re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/]\d{4}", plain)
    if figures_only is None:
        return found
    return [date for date in found if date.edtf.endswith(f"-{int(figures_only[1]):02}")][:1]
