"""The two ends of a life, or of what an organisation or a serial had of one, as statements."""

from collections.abc import Iterable

from dates import HistoricalDate
from entries.models import Property


def ends_of(
    date: HistoricalDate, kind: str, properties: Iterable[Property]
) -> list[tuple[Property | None, HistoricalDate]]:
    """Return which properties of a kind say when what `date` spans began and ended, and the dates.

    `1879/1940` is a beginning and an end, a date alone a beginning; an end that is open or unknown
    is left out. The first of `properties` that fits is taken; None where there is none.
    """
    known = list(properties)
    begin, _slash, end = date.edtf.partition("/")
    parts = {Property.Boundary.BEGIN: begin, Property.Boundary.END: end}
    written = date.written if not end else ""
    return [
        (_fitting(known, boundary, kind), HistoricalDate(edtf, date.calendar, written))
        for boundary, edtf in parts.items()
        if edtf not in {"", ".."}
    ]


def _fitting(properties: Iterable[Property], boundary: str, kind: str) -> Property | None:
    bounding = (one for one in properties if one.boundary == boundary and one.admits(kind, None))
    return min(bounding, key=lambda one: (one.position, one.code), default=None)
