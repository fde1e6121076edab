"""Finding dates in running text: English, Thai and Russian, with blanks or without.

A text is cut into runs of words that dates are made of (`scan`); of each run the longest pieces
that `dates.words` reads, and that mean a date where they stand (`sense`), are dates. A day or month
without its year, and "the same day", take what they lack from the dates around (`context`).

What a span holds: the words that say something of the date (`early`, `ต้น`, `после`, a weekday, the
word for day, month, year), but no preposition (in, on, since, between, ใน, ระหว่าง, в, с). What
"between" and "from" say of two dates is read all the same; "since 1905" is found as 1905.
"""

from dates.calendars import Calendar
from dates.finding.context import Found, settle
from dates.finding.sense import is_thai, mentions

__all__ = ["Found", "find"]


def find(
    text: str,
    lang: str | None = None,
    *,
    calendar: Calendar | None = None,
    year: int | None = None,
) -> list[Found]:
    """Every date in a text, in the order of the text; spans never overlap.

    `lang` is the language of the text (`en`, `th`, `ru`), guessed if not given. `calendar` is that
    of days and months which do not name theirs, Gregorian if not given. `year` is the year the text
    begins in, for days and months that come before any year. A day or month for which no year is to
    be had is left out. Dates take the time of reading the text once: no text makes it much longer.
    """
    thai = is_thai(text) if lang is None else lang.partition("-")[0] == "th"
    return settle(text, mentions(text, lang, calendar, thai=thai), calendar, year)
