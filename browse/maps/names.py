"""What a place was called in a year: Petrograd in 1916."""

from collections.abc import Collection

from dates.calendars import to_jdn
from entries.languages import Shown, show
from entries.models import Name


def names_in_year(keys: Collection[int], year: int) -> dict[int, Shown]:
    """Return the dated names that were in use in the year, by the key of the place: one query.

    Of several, the one that was in use for most of the year, and of these the later. A place
    without a dated name for the year is left out: its usual name may stand.
    """
    first, last = to_jdn(year, 1, 1), to_jdn(year, 12, 31)
    columns = ("entry_id", "language", "text", "date_earliest", "date_latest")
    names = Name.objects.filter(entry__in=keys).in_use(first, last).order_by()
    best: dict[tuple[int, str], tuple[int, int, str]] = {}
    for pk, language, text, earliest, latest in names.values_list(*columns):
        begin = max(first if earliest is None else earliest, first)
        end = min(last if latest is None else latest, last)
        best[pk, language] = max(best.get((pk, language), (-1, 0, "")), (end - begin, begin, text))
    by_place: dict[int, dict[str, str]] = {}
    for (pk, language), (_days, _begin, text) in best.items():
        by_place.setdefault(pk, {})[language] = text
    return {pk: show(texts) for pk, texts in by_place.items()}
