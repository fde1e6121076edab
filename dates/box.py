"""The one box an editor types a date into: text to and from a `HistoricalDate`, without loss.

A wording that gives the date by itself stands alone. Where it does not, since the year came from
the context or the calendar from the place, what is meant follows in brackets:

    วันอาทิตย์ที่ ๙ มกราคม [= 1905-01-09, julian]

Without a wording there is the EDTF, in brackets with its calendar if that is Julian.
"""

import re
from typing import Final, cast

from dates.calendars import GREGORIAN, Calendar
from dates.edtf import MAX_LENGTH
from dates.errors import DateError
from dates.historical import MAX_WRITTEN, HistoricalDate
from dates.words import parse, readings

_MEANT: Final = re.compile(
    r"(?P<written>.*)\[=\s*(?P<edtf>.+?)\s*(?:,\s*(?P<calendar>gregorian|julian)\s*)?\]\s*",
    re.DOTALL | re.IGNORECASE,
)

# A wording and an EDTF at their longest, and what stands around them.
MAX_BOX: Final = MAX_WRITTEN + MAX_LENGTH + 50


def to_box(date: HistoricalDate | None) -> str:
    """The text that `from_box` takes back for exactly this date; empty for None."""
    if date is None:
        return ""
    alone = date.written or date.edtf
    try:
        if from_box(alone) == date:
            return alone
    except DateError:
        pass
    calendar = "" if date.calendar == GREGORIAN else f", {date.calendar}"
    return f"{date.written} [= {date.edtf}{calendar}]".lstrip()


def choices(error: DateError, text: str) -> list[HistoricalDate]:
    """The dates that a text may mean which `from_box` found ambiguous; none for any other error.

    `to_box` of each is the text with what is meant in brackets.
    """
    return readings(text) if error.code == "ambiguous" else []


def from_box(text: str) -> HistoricalDate:
    """The date that a text means, with or without brackets; raises `DateError` as `parse` does.

    What language the editor reads settles nothing, since the source may be in another.
    """
    if len(text) > MAX_BOX:
        raise DateError("too-long", text[:20] + "…")
    match = _MEANT.fullmatch(text)
    if match is None:
        return parse(text)
    calendar = (match["calendar"] or GREGORIAN).lower()
    return HistoricalDate(match["edtf"], cast(Calendar, calendar), match["written"])
