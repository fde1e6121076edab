"""Saying a date in words: `format_date` and the languages that can.

A language is a subclass of `dates.format.language.Language`; to add one, write it and enter it in
`LANGUAGES`.
"""

from typing import TYPE_CHECKING, Final

from dates.bounds import bounds
from dates.calendars import GREGORIAN, buddhist_years
from dates.format.en import English
from dates.format.language import Language, Style
from dates.format.phrase import Phrase, finer_than_year
from dates.format.ru import Russian
from dates.format.th import Thai

if TYPE_CHECKING:
    from dates.historical import HistoricalDate

LANGUAGES: Final[dict[str, Language]] = {"en": English(), "ru": Russian(), "th": Thai()}

__all__ = ["LANGUAGES", "Style", "format_date"]


def format_date(date: "HistoricalDate", lang: str, style: Style = "long") -> str:
    """The date in the words of a language (its first subtag counts); English if unknown.

    A tag that asks for the calendar `buddhist`, such as `th-u-ca-buddhist` (BCP 47, RFC 6067), adds
    the year of the Buddhist Era in brackets; two years where the date lies in both.
    """
    tag = lang.lower()
    language = LANGUAGES.get(tag.partition("-")[0], LANGUAGES["en"])
    text = Phrase(date, language, style).text()
    if "-u-ca-buddhist" not in tag:
        return text
    # A year is said without its calendar: the Thai year beside it is that of the Gregorian one.
    calendar = date.calendar if finer_than_year(date.node) else GREGORIAN
    years = buddhist_years(*bounds(date.node, calendar))
    return f"{text} ({language.buddhist_era(*years)})" if years else text
