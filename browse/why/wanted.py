"""What was asked for, as tests that a statement of an entry may pass."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from tantivy import Occur, Query, Searcher

from browse.timelines.rows import SHIFT
from dates.calendars import to_jdn
from dates.lookups import overlaps
from entries import pid as pids
from entries.models import Entry, Property
from entries.prepared import Prepared
from search.analysis import is_thai, stems, thai_words, typed_words
from search.asking import read
from search.asking.fields import CITED, RELATIONS, years_of
from search.asking.tree import Form, Leaf, wanted_leaves
from search.facets import BY_CODE
from search.follower import fresh_reader
from search.found import keys_of
from search.limits import FIRST_YEAR, LAST_YEAR, Limit, Stretch
from search.parse import entries_named
from search.query import SearchQuery
from search.schema import schema

MOST_NAMED: Final = 100
"""Entries of that name that are looked at for one word; of more, those of which most is said."""
_keys_of: Final[Prepared[tuple[str, int]]] = Prepared(
    lambda pids: Entry.objects.published().filter(pid__in=pids).values_list("pid", "pk")
)
_properties: Final[Prepared[tuple[int]]] = Prepared(
    lambda codes: Property.objects.filter(code__in=codes).values_list("pk")
)
NAMED_ANYWHERE: Final = frozenset({"", "related"})


class Row(NamedTuple):
    """A statement, as far as it decides whether it meets what was asked."""

    pk: int
    subject: int
    other: int | None
    place: int | None
    event: int | None
    property_id: int
    symmetric: bool
    edtf: object
    calendar: str

    @property
    def ends(self) -> set[int]:
        """All entries that it touches."""
        return {end for end in self[1:5] if end is not None}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that was asked for: ends, properties, a stretch of time or sources."""

    code: str
    """The facet, `years`, or the place of a word in the text."""
    heading: str | Promise
    ends: frozenset[int] = frozenset()
    properties: frozenset[int] = frozenset()
    stretch: Stretch | None = None
    facet: str = ""
    """The facet that `ends` are values of; empty for a word that may be in any related name."""
    sources: frozenset[int] = frozenset()
    """Sources of which any is to be evidence: that is no matter of a statement's ends."""
    words: tuple[str, ...] = ()
    """The tokens by which names have the word, if it is one: any of them will do."""

    def is_met_by(self, row: Row, entry: int) -> bool:
        """Tell whether an entry meets this by a statement of which it is an end."""
        if self.stretch is not None:
            return self.stretch.holds_stored(row.edtf, row.calendar)
        if self.properties:
            own = row.subject == entry or (row.symmetric and row.other == entry)
            return own and row.property_id in self.properties
        return bool(self.ends & (row.ends - {entry}))

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and last day (JDN) that may belong to the years of the stretch, if it is one.

        Their days are looked at again by `is_met_by`.
        """
        if self.stretch is None:
            return None
        first, last = self.stretch.years
        return days_of(FIRST_YEAR if first is None else first, LAST_YEAR if last is None else last)

    @property
    def condition(self) -> Q:
        """What rows that may meet it have; `role` is the key of their property."""
        if self.days is not None:
            return dated_between(*self.days)
        if self.sources:
            return Q(pk__in=[])
        if self.properties:
            # Not by its index: a database would begin with all statements that have the property.
            return Q(role__in=self.properties)
        return at_an_end(self.ends)


def days_of(first: int, last: int) -> tuple[int, int]:
    """Return the first and last day (JDN) of what may be in these years, in either calendar."""
    return to_jdn(first, 1, 1) - SHIFT, to_jdn(last, 12, 31) + SHIFT


def dated_between(first: int, last: int) -> Q:
    """Return the condition of having a date that meets these days (JDN)."""
    return Q(date__isnull=False) & overlaps("date", first, last)


def at_an_end(keys: Iterable[int]) -> Q:
    """Return the condition of having one of the entries at any end."""
    some = list(keys)
    return Q(subject__in=some) | Q(object__in=some) | Q(place__in=some) | Q(event__in=some)


def read_wanted(query: SearchQuery) -> list[Wanted]:
    """Return what statements may explain of a question: two queries, a search for each word.

    One less where the question knows the keys of its entries.
    """
    pids = {
        pid for code, chosen in query.selected.items() if BY_CODE[code].is_integer for pid in chosen
    }
    pks = {**query.pks, **dict(_keys_of(missing) if (missing := pids - query.pks.keys()) else ())}
    found = []
    for code, chosen in query.selected.items():
        if BY_CODE[code].is_integer:
            ends = frozenset(pks[one] for one in chosen if one in pks)
            found.append(Wanted(code, BY_CODE[code].label, ends=ends, facet=code))
    if roles := query.selected.get("role"):
        keys = frozenset(key for (key,) in _properties(roles))
        found.append(Wanted("role", BY_CODE["role"].label, properties=keys))
    if query.stretch.is_limited:
        found.append(_dated("years", query.stretch))
    if leaves := list(wanted_leaves(read(query.text).tree)):
        searcher = fresh_reader().searcher
        for place, leaf in enumerate(leaves):
            found += _of_leaf(f"text {place}", leaf, searcher)
    return [one for one in found if one.ends or one.properties or one.stretch or one.sources]


def _dated(code: str, stretch: Stretch) -> Wanted:
    return Wanted(code, _("Years"), stretch=stretch)


def _of_leaf(code: str, leaf: Leaf, searcher: Searcher) -> list[Wanted]:
    """Return what a word of the text may be met by: a year, or the names of what is related."""
    if leaf.field == "year":
        years = years_of(leaf.text)
        return [_dated(code, Stretch(*map(Limit, years)))] if years else []
    if leaf.field == CITED or (leaf.field in RELATIONS and pids.is_valid(leaf.text)):
        heading = _("“%(text)s”") % {"text": leaf.text}
        named = frozenset(entries_named(leaf, searcher)[:MOST_NAMED])
        if leaf.field == CITED:
            return [Wanted(code, heading, sources=named)]
        return [Wanted(code, heading, ends=named, facet=leaf.field)]
    if leaf.field not in {*NAMED_ANYWHERE, *RELATIONS}:
        return []
    kind = leaf.field if leaf.field in RELATIONS else ""
    found = []
    for place, (word, _spelt) in enumerate(typed_words(leaf.text)):
        begun = leaf.form is Form.BEGINNING
        forms = (word, *stems([word]))
        heading = _("“%(text)s”") % {"text": word}
        ends = frozenset(_named(searcher, word, forms, kind, begun=begun))
        words = () if kind else forms
        found.append(Wanted(f"{code} {place}", heading, ends=ends, facet=kind, words=words))
    return found


def _named(
    searcher: Searcher, word: str, forms: Iterable[str], kind: str, *, begun: bool
) -> list[int]:
    """Return the entries with the word in a preferred name (with a `kind`, in any name)."""
    field = "name" if kind else "label"
    places = [Query.term_query(schema(), field, one, "basic") for one in forms]
    if begun:
        places.append(Query.regex_query(schema(), field, f"{word}.*"))
    if is_thai(word) and (pieces := thai_words(word)):
        parts = [Query.term_query(schema(), field, one, "basic") for one in pieces]
        places.append(Query.boolean_query([(Occur.Must, one) for one in parts]))
    clauses = [(Occur.Must, Query.boolean_query([(Occur.Should, one) for one in places]))]
    if kind:
        clauses.append((Occur.Must, Query.term_query(schema(), BY_CODE["kind"].field, kind)))
    query = Query.const_score_query(Query.boolean_query(clauses), 1.0)
    hits = searcher.search(query, limit=MOST_NAMED, count=False, weight_by_field="weight").hits
    return keys_of(searcher, hits)
