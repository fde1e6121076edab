"""Saying a date in words: `format_date` and the languages that can.

A language is a subclass of `dates.format.language.Language`; to add one, write it and enter it in
`LANGUAGES`.
"""

from typing import TYPE_CHECKING, Final

from dates.calendars import buddhist_years
from dates.format.en import English
from dates.format.language import Language, Style
from dates.format.phrase import Phrase
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
    years = buddhist_years(date.earliest, date.latest) if "-u-ca-buddhist" in tag else None
    return f"{text} ({language.buddhist_era(*years)})" if years else text
