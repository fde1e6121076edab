"""What an entry keeps of its names and statements so that a list of entries is one query.

`labels`, `sort_*` and `slug` follow from names, `span` from the statements whose property opens
or closes a life (born, founded / died, ceased). The models call `refresh_*` whenever one of these
is saved or deleted; whoever writes in bulk calls them once at the end, or uses `set_names` and
`span_of`, which only compute, before the entries are stored.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dates import HistoricalDate
from dates.edtf import write_year
from dates.fields import date_values
from entries.choices import NameType, Rank
from entries.languages import INTERFACE_LANGUAGES, Localised, show
from writing import slugify, sort_key

if TYPE_CHECKING:
    from entries.models import Entry, Statement

RANK_ORDER: Final = {Rank.PREFERRED: 0, Rank.NORMAL: 1}
SORT_LENGTH: Final = 200
TAKEN: Final = re.compile("correct|versions|v[0-9]+")
"""What stands in addresses in the place of a slug."""


def labels(entry: "Entry") -> Localised:
    """Return the preferred names by language; without any, the first name there is."""
    names = list(entry.names.all())
    preferred = {name.language: name.text for name in names if name.type == NameType.PREFERRED}
    if preferred or not names:
        return preferred
    return {names[0].language: names[0].text}


def set_names(entry: "Entry") -> None:
    """Compute labels, sort keys and slug from the names (one query unless they are fetched)."""
    entry.labels = labels(entry)
    for language in INTERFACE_LANGUAGES:
        shown = show(entry.labels, language)
        setattr(entry, f"sort_{language}", sort_key(shown.text, shown.language)[:SORT_LENGTH])
    entry.slug = _free(slugify(show(entry.labels, "en").text))


def _free(slug: str) -> str:
    """Return a slug that is no address of something else: a rocket may be called V2."""
    return f"{slug}-" if TAKEN.fullmatch(slug) else slug


def refresh_names(entry: "Entry") -> None:
    """Store labels, sort keys and slug anew (two queries), whatever names were fetched before."""
    getattr(entry, "_prefetched_objects_cache", {}).pop("names", None)
    set_names(entry)
    _store(entry, "labels", "slug", *(f"sort_{language}" for language in INTERFACE_LANGUAGES))


def refresh_span(entry: "Entry") -> None:
    """Store the span of years from the bounding statements anew (two queries).

    A kind with a date column of its own has its span from there (see `Entry.save`).
    """
    if entry.specific.has_own_date:
        return
    found = entry.statements.filter(
        property__boundary__in=("begin", "end"), date__isnull=False
    ).exclude(rank=Rank.DEPRECATED)
    entry.span = span_of(found.select_related("property"))
    type(entry)._base_manager.filter(pk=entry.pk).update(**date_values("span", entry.span))


def span_of(bounds: Iterable["Statement"]) -> HistoricalDate | None:
    """Return the years that dated statements of bounding properties span; None without any.

    The best rank counts, then the earliest date; an end before the beginning is left out, for an
    impossible life may be what the sources say. Statements held with no longer must not be among
    them.
    """
    statements = sorted(
        bounds,
        key=lambda one: (RANK_ORDER[Rank(one.rank)], _first_day(one), one.pk or 0),
    )
    begin = _year(statements, "begin")
    end = _year(statements, "end")
    if begin is None and end is None:
        return None
    if begin is not None and end is not None and end < begin:
        end = None
    first, last = ("" if year is None else write_year(year) for year in (begin, end))
    return HistoricalDate(f"{first}/{last}")


def _first_day(statement: "Statement") -> int:
    """Return the first day of the statement as a Julian Day Number; 0 where it is open."""
    return statement.date.earliest or 0 if statement.date is not None else 0


def _year(statements: list["Statement"], boundary: str) -> int | None:
    """Return the astronomical year of the best statement for this boundary, or None."""
    for statement in statements:
        if statement.property.boundary == boundary and statement.date is not None:
            years = statement.date.years()
            if years:
                return years[0] if boundary == "begin" else years[-1]
    return None


def _store(entry: "Entry", *columns: str) -> None:
    """Write derived columns alone: no new revision, no change of the date of change."""
    type(entry)._base_manager.filter(pk=entry.pk).update(
        **{column: getattr(entry, column) for column in columns}
    )
