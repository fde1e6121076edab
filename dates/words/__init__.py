"""Reading dates: EDTF, ISO, and words in English, Thai and Russian."""

from dates.calendars import GREGORIAN, Calendar
from dates.historical import HistoricalDate


def parse(text: str, lang: str | None = None, calendar: Calendar | None = None) -> HistoricalDate:
    """The date a text gives."""
    return HistoricalDate(text, calendar or GREGORIAN)
