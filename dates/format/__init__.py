"""Saying a date in words: `format_date` and the languages that can.

A language is a subclass of `dates.format.language.Language`; to add one, write it and enter it in
`LANGUAGES`.
"""

from typing import TYPE_CHECKING, Final

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
    """The date in the words of a language (its first subtag counts); English if unknown."""
    language = LANGUAGES.get(lang.partition("-")[0].lower(), LANGUAGES["en"])
    return Phrase(date, language, style).text()
