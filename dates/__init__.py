"""Historical dates: as written, understood exactly, in the calendar of their time and place.

A library of its own: pure Python, except for the Django field (`dates.fields`, `dates.lookups`) and
form field (`dates.forms`).
"""

from dates.calendars import CALENDARS, GREGORIAN, JULIAN, Calendar
from dates.errors import DateError
from dates.finding import Found, find
from dates.historical import HistoricalDate
from dates.words import parse, readings

__all__ = [
    "CALENDARS",
    "GREGORIAN",
    "JULIAN",
    "Calendar",
    "DateError",
    "Found",
    "HistoricalDate",
    "find",
    "parse",
    "readings",
]
