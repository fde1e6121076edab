"""How values stand in a table."""

from collections.abc import Iterable

from dates import HistoricalDate
from dates.calendars import from_jdn
from dates.edtf import write_year

DATE_COLUMNS = ("date", "calendar", "earliest", "latest")


def date_cells(date: HistoricalDate | None) -> tuple[str, str, str, str]:
    """Return a date as EDTF with its calendar, and its first and last day as ISO 8601 has them.

    The days are Gregorian, whatever the calendar of the date; an open or unknown end has none.
    """
    if date is None:
        return "", "", "", ""
    return date.edtf, date.calendar, iso_day(date.earliest), iso_day(date.latest)


def iso_day(jdn: int | None) -> str:
    """Return a day, given by its Julian Day Number, in the Gregorian calendar as in ISO 8601."""
    if jdn is None:
        return ""
    year, month, day = from_jdn(jdn)
    return f"{write_year(year)}-{month:02}-{day:02}"


def listed(values: Iterable[object]) -> str:
    """Return several codes in one cell, in a fixed order."""
    return " ".join(sorted(str(value) for value in values))
