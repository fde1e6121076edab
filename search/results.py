"""What a search answers."""

from dataclasses import dataclass, field

from entries.languages import Shown
from entries.models import Entry
from search.facets import Facet


@dataclass(frozen=True, slots=True)
class Match:
    """The name under which an entry was found."""

    text: str
    language: str
    type: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry of the list."""

    entry: Entry
    summary: Shown
    names: list[Shown]
    matched: Match | None
    passage: str | None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet, and how many entries have it among what else is asked for.

    That is how many choosing it alone in its facet shows; what is left out in the facet stays so.
    """

    param: str
    label: Shown
    count: int
    selected: bool
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FacetResult:
    """One facet with its most frequent values; `more` counts those that are not listed."""

    facet: Facet
    values: list[FacetCount]
    more: int


@dataclass(frozen=True, slots=True)
class YearBar:
    """How many entries have something in one year."""

    year: int
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits with its facets; counts of a facet ignore what is selected in itself."""

    total: int
    hits: list[Hit]
    number: int
    pages: int
    facets: list[FacetResult] = field(default_factory=list)
    histogram: list[YearBar] = field(default_factory=list)
    near: bool = False
    """Nothing is spelt like the text; this is what is a letter off."""
