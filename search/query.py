"""The one query of the archive: what is asked, immutable and chainable."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import or_
from typing import ClassVar, Final, Self

import numpy as np
from django.db.models import Q

from entries.choices import Status
from entries.models import Entry, Name
from search import parse
from search.asking import read
from search.columns.counting import first_of_kinds
from search.engine import count_facets, find_from, find_page
from search.facets import BY_CODE
from search.follower import fresh_reader
from search.hits import make_hits
from search.limits import EVER, Limit, Stretch
from search.questions import Condition, any_of, conditions
from search.ranking import ranked_before
from search.results import Results
from search.store import Reader
from writing import fold

PAGE_SIZE: Final = 25
MAX_PAGES: Final = 400
FURTHER: Final = 8
"""So many times more are looked through where one of them is not among those."""
LOOKED_AT: Final = 500
"""Hits among which the best of each kind is looked for, before it is searched for by itself."""
UNPUBLISHED: Final = tuple(status for status in Status if status != Status.PUBLISHED)
SORTS: Final = ("relevance", "name", "date", "-date", "changed")


@dataclass(frozen=True)
class SearchQuery:
    """What a reader asks for. Every method returns a new query; nothing runs before `run`.

    `selected` maps the code of a facet to values as they stand in addresses (pids, codes). It is
    an OR within a facet and an AND between facets. Of what `excluded` maps them to, an entry has
    none.
    """

    model: ClassVar[type[Entry]] = Entry
    """What a query finds: django-filter asks a queryset for it."""

    text: str = ""
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stretch: Stretch = EVER
    sort: str = ""
    number: int = 1
    size: int = PAGE_SIZE
    pks: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """Keys of entries among the values, by pid, so that nobody need look them up again."""

    def all(self) -> Self:
        """Return the query itself: django-filter asks a queryset for this."""
        return self

    def matching(self, text: str) -> Self:
        """Ask for a text."""
        return replace(self, text=text.strip()[: parse.MAX_LENGTH])

    def where(self, code: str, params: Sequence[str]) -> Self:
        """Ask for entries that have one of `params` in the facet `code`."""
        chosen = {**self.selected, code: tuple(dict.fromkeys(params))}
        return replace(self, selected={key: value for key, value in chosen.items() if value})

    def without(self, code: str, params: Sequence[str]) -> Self:
        """Ask for entries that have none of `params` in the facet `code`."""
        left_out = {**self.excluded, code: tuple(dict.fromkeys(params))}
        return replace(self, excluded={key: value for key, value in left_out.items() if value})

    def knowing(self, pks: Mapping[str, int]) -> Self:
        """Ask the same; `pks` are the keys of all its public entries, by pid."""
        return replace(self, pks=pks)

    def between(self, first: Limit | int | None, last: Limit | int | None) -> Self:
        """Ask for entries with something dated between these ends or years, both included."""
        ends = (Limit(end) if isinstance(end, int) else end for end in (first, last))
        return replace(self, stretch=Stretch.between(*ends))

    def sorted_by(self, sort: str) -> Self:
        """Sort by relevance, name, date, -date (latest first) or changed (latest first)."""
        return replace(self, sort=sort if sort in SORTS else "")

    def page(self, number: int) -> Self:
        """Ask for another page, from 1 to `MAX_PAGES`."""
        return replace(self, number=min(max(number, 1), MAX_PAGES))

    def sized(self, size: int) -> Self:
        """Ask for pages of another size."""
        return replace(self, size=size)

    @cached_property
    def effective_sort(self) -> str:
        """The sort that applies: without a choice, relevance for a text and name without."""
        has_text = read(self.text).ranks
        if not self.sort or (self.sort == "relevance" and not has_text):
            return "relevance" if has_text else "name"
        return self.sort

    def run(self, *, facets: bool = True, only: Collection[str] = ()) -> Results:
        """Answer: the page of hits and, unless switched off, counts and the years.

        `only` are the facets that are counted beside those with a selection; without it, all.
        Costs a handful of queries to the database whatever the size of the archive.
        """
        reader = fresh_reader()
        wanted, near = self._conditions(reader), False
        codes = self._counted_codes(only) if facets else []
        # Who counts reads all keys, and the page is then the first of them.
        counted = count_facets(reader, wanted, codes) if facets else ([], [])
        total, keys = self._page(reader, wanted)
        if not total and self.text:
            wanted, near = self.conditions_in(reader)
            if near:
                counted = count_facets(reader, wanted, codes) if facets else counted
                total, keys = self._page(reader, wanted)
        pages = min(max(-(-total // self.size), 1), MAX_PAGES)
        hits = make_hits(keys, self.text)
        return Results(total, hits, self.number, pages, *counted, near)

    def _counted_codes(self, only: Collection[str]) -> list[str]:
        """Return the facets to count."""
        codes = {*only, *self.selected, *self.excluded} if only else BY_CODE.keys()
        return [code for code in BY_CODE if code in codes]

    def _page(self, reader: Reader, wanted: Sequence[Condition]) -> tuple[int, list[int]]:
        """Return how many entries there are, and the keys of those on the page."""
        ranked = ranked_before(reader, wanted)
        if self.effective_sort != "relevance" or ranked is None:
            return find_page(reader, wanted, self.effective_sort, self.number, self.size)
        start = (self.number - 1) * self.size
        return len(ranked), ranked[start : start + self.size].tolist()

    def count(self, *, forgiving: bool = True) -> int:
        """Return how many entries there are; perhaps only those that are spelt like the text."""
        reader = fresh_reader()
        wanted = self.conditions_in(reader)[0] if forgiving else self._conditions(reader)
        return find_page(reader, wanted, "name", 1, 1)[0]

    def keys(self, limit: int) -> list[int]:
        """Return the primary keys of the first entries."""
        reader = fresh_reader()
        return find_page(reader, self.conditions_in(reader)[0], self.effective_sort, 1, limit)[1]

    def keys_from(self, start: int, size: int) -> tuple[int, list[int]]:
        """Return how many entries there are, and the keys of `size` of them after `start`."""
        reader = fresh_reader()
        wanted, _near = self.conditions_in(reader)
        return find_from(reader, wanted, self.effective_sort, start, size)

    def best_of(self, kinds: Collection[str], *, near: bool) -> list[int]:
        """Return the key of the best entry of each kind that has any; `near` is that of `Results`.

        Costs no query but that of looking whether the index is fresh.
        """
        reader = fresh_reader()
        wanted = self._conditions(reader, near=near)
        ranked = ranked_before(reader, wanted)
        if ranked is None:
            found = find_page(reader, wanted, "relevance", 1, LOOKED_AT)[1]
            best = first_of_kinds(reader, np.array(found, np.int64))
        else:
            looked_at = LOOKED_AT
            best = first_of_kinds(reader, ranked[:looked_at])
            while set(kinds) - best.keys() and looked_at < len(ranked):
                looked_at *= FURTHER
                best = first_of_kinds(reader, ranked[:looked_at])
        for kind in set(kinds) - best.keys():
            of_kind = Condition("kind", any_of(BY_CODE["kind"], [kind]), (kind,))
            found = find_page(reader, [*wanted, of_kind], "relevance", 1, 1)[1]
            best.update((kind, key) for key in found)
        return [best[kind] for kind in kinds if kind in best]

    def conditions_in(self, reader: Reader) -> tuple[list[Condition], bool]:
        """Return the conditions, and whether a typing error had to be forgiven.

        That is only done where nothing in the archive is spelt like the text: whoever asks for
        Levin does not mean Lenin.
        """
        wanted = self._conditions(reader)
        text = [one for one in wanted if one.code == ""]
        if not text or find_page(reader, text, "relevance", 1, 1)[0]:
            return wanted, False
        near = self._conditions(reader, near=True)
        found = find_page(reader, near, "relevance", 1, 1)[0]
        return (near, True) if found else (wanted, False)

    def _conditions(self, reader: Reader, *, near: bool = False) -> list[Condition]:
        given = self.text, self.selected, self.stretch, self.excluded
        return conditions(*given, near=near, searcher=reader.searcher, pks=self.pks)


def find_entries(
    text: str, kinds: Sequence[str] = (), limit: int = 20, drafts: bool = False
) -> list[int]:
    """Return the keys of entries that a text, perhaps not typed to its end, may mean.

    With `drafts`, entries that are not public and so not in the index are found by the beginning
    or the key of a name; they come last.
    """
    reader = fresh_reader()
    begun = _words_beginning_with(reader, text)
    query = parse.parse_prefix(text, begun)
    if query is None:
        return []
    wanted = [Condition("", query, (text,))]
    if kinds:
        wanted.append(Condition("kind", any_of(BY_CODE["kind"], kinds), tuple(sorted(kinds))))
    found = find_page(reader, wanted, "relevance", 1, limit)[1]
    if not found:
        found = SearchQuery(text, {"kind": tuple(kinds)} if kinds else {}).keys(limit)
    if drafts and len(found) < limit:
        found += _drafts(text, kinds, limit - len(found))
    return found


def _words_beginning_with(reader: Reader, text: str) -> list[str]:
    """Return words of names that begin with the last word of `text`, the most frequent first."""
    words = fold(text[: parse.MAX_LENGTH]).split()
    if not words or len(words[-1]) < 2:
        return []
    return [word for word, _count in reader.searcher.terms_with_prefix("name", words[-1], limit=40)]


MOST_WORDS: Final = 8
"""Words of a text that drafts are asked for; what follows would not change who is meant."""

_NOT_PUBLIC: Final = reduce(or_, (Q(status=one) for one in UNPUBLISHED))
"""One by one, so that SQLite sees that the index of what is not public answers each."""


def _drafts(text: str, kinds: Sequence[str], limit: int) -> list[int]:
    """Return unpublished entries with a name of which words begin like those of `text`.

    In any order: a name from a catalogue has the surname first.
    """
    words = fold(text[: parse.MAX_LENGTH]).split()[:MOST_WORDS]
    # From the entries to their names: the other way round, every name of the archive is read.
    entries = Entry.objects.filter(_NOT_PUBLIC)
    if kinds:
        entries = entries.filter(kind__in=kinds)
    begun = (Q(folded__startswith=word) | Q(folded__contains=f" {word}") for word in words)
    names = Name.objects.filter(*begun, entry__in=entries)
    return list(names.order_by("entry_id").values_list("entry_id", flat=True).distinct()[:limit])
