"""The front page: the years of the archive, and ways in."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from browse.addresses import browse_url
from browse.charts import Histogram, draw_years
from browse.kinds import HEADINGS
from interop.citing.metadata import site_json_ld
from search.query import SearchQuery
from search.results import FacetCount, FacetResult

PLACES: Final = 12
ABOUT: Final = gettext_noop(
    "Persons, newspapers, congresses, arrests and escapes of a revolutionary movement, in Thai,"
    " Russian and English, each statement with its evidence."
)
"""What the head of every page says of the archive where it has nothing of its own."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way into the archive, with how many entries wait there."""

    label: str | Promise
    language: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Home:
    """All that the front page shows of the archive."""

    total: int
    years: Histogram | None
    kinds: list[Way]
    places: list[Way]
    json_ld: str
    """What the archive is, for machines."""


def build_home() -> Home:
    """Return the front page: the queries of one search."""
    results = SearchQuery().sized(1).run(only=("kind", "place"))
    facets = {result.facet.code: result for result in results.facets}
    years = draw_years(results.histogram, lambda first, last: browse_url(from_=first, to=last))
    return Home(
        total=results.total,
        years=years,
        kinds=_kinds(facets["kind"]),
        places=_places(facets["place"]),
        json_ld=site_json_ld(settings.SITE_NAME, _(ABOUT)),
    )


def _kinds(facet: FacetResult) -> list[Way]:
    """Return the kinds that have entries, in the order of the model."""
    counts = {value.param: value.count for value in facet.values}
    return [
        Way(heading, "", counts[kind], browse_url(kind=kind))
        for kind, heading in HEADINGS.items()
        if counts.get(kind)
    ]


def _places(facet: FacetResult) -> list[Way]:
    """Return the places with most entries."""
    return [_place(value) for value in facet.values[:PLACES]]


def _place(value: FacetCount) -> Way:
    language = value.label.language if value.label.foreign else ""
    return Way(value.label.text, language, value.count, browse_url(place=value.param))
