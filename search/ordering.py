"""Places in a sorted list, as integers with gaps.

Sorting by an integer costs nothing however deep the page. A rebuild hands out places with wide
gaps; an entry that is new or renamed takes the middle between its neighbours in the database.
"""

from typing import Any, Final

from django.db.models import Q
from tantivy import Query, Searcher

from entries.languages import INTERFACE_LANGUAGES
from entries.models import Entry
from search.documents.shape import SearchDocument
from search.schema import schema

GAP: Final = 2**32


def places_anew() -> dict[int, dict[str, int]]:
    """Return the place of every published entry in every language (three queries)."""
    places: dict[int, dict[str, int]] = {}
    for language in INTERFACE_LANGUAGES:
        pks = Entry.objects.published().in_reading_order(language).values_list("pk", flat=True)
        for at, pk in enumerate(pks.iterator(chunk_size=10_000), start=1):
            places.setdefault(pk, {})[language] = at * GAP
    return places


class Places:
    """Places for changed documents, found among those that the index holds."""

    def __init__(self, searcher: Searcher) -> None:
        """Look into `searcher` for what neighbours have."""
        self.searcher = searcher
        self.given: dict[int, dict[str, int]] = {}

    def of(self, document: SearchDocument) -> dict[str, int]:
        """Return the place of a document in each language: the old one unless it was renamed."""
        stored = self._stored(document.pk)
        places = {}
        for language in INTERFACE_LANGUAGES:
            key = document.sort.get(language, "")
            if stored is not None and stored.get_first(f"sort_{language}") == key:
                places[language] = int(stored.get_first(f"order_{language}"))
            else:
                places[language] = self._between(document.pk, language, key)
        self.given[document.pk] = places
        return places

    def _between(self, pk: int, language: str, key: str) -> int:
        """Return the middle between the neighbours in this language's list."""
        column = f"sort_{language}"
        others = Entry.objects.published().exclude(pk=pk)
        pid = Entry.objects.values_list("pid", flat=True).get(pk=pk)
        before = Q(**{f"{column}__lt": key}) | Q(**{column: key, "pid__lt": pid})
        after = Q(**{f"{column}__gt": key}) | Q(**{column: key, "pid__gt": pid})
        low = self._place(others.filter(before).order_by(f"-{column}", "-pid"), language)
        high = self._place(others.filter(after).order_by(column, "pid"), language)
        if low is None and high is None:
            return GAP
        if high is None:
            return (low or 0) + GAP
        if low is None:
            return high - GAP
        return (low + high) // 2

    def _place(self, nearest: Any, language: str) -> int | None:
        """Return the place of the first of `nearest` that has one already."""
        for pk in nearest.values_list("pk", flat=True)[:20]:
            if pk in self.given:
                return self.given[pk][language]
            stored = self._stored(pk)
            if stored is not None:
                return int(stored.get_first(f"order_{language}"))
        return None

    def _stored(self, pk: int) -> Any:
        """Return the document that the index holds for this entry, or None."""
        query = Query.term_query(schema(), "key", str(pk))
        hits = self.searcher.search(query, limit=1, count=False).hits
        return self.searcher.doc(hits[0][1]) if hits else None
