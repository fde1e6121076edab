"""Places in a sorted list, as integers with gaps.

Sorting by an integer costs nothing however deep the page. A rebuild hands out places with wide
gaps; entries that are new or renamed go between their neighbours in the database.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import Q, QuerySet
from tantivy import Query, Searcher

from entries.languages import INTERFACE_LANGUAGES
from entries.models import Entry
from search.documents.shape import SearchDocument
from search.schema import schema

GAP: Final = 2**38
"""Between neighbours after a rebuild: more than thirty million entries fit into 63 bits."""
STEP: Final = 2**20
"""At most so far behind its neighbour goes a new entry: whoever enters the issues of a serial in
order finds room for hundreds of thousands, where halving the gap would end it after forty."""

Place = dict[str, int]


class NoRoom(Exception):
    """Two neighbours have no integer left between them: the index wants to be rebuilt."""


class PlacesAnew(Mapping[int, Place]):
    """The place of every published entry in every language, by its key: 32 bytes an entry.

    Costs four queries. An entry that is published or withdrawn between them is left out: it is in
    the log.
    """

    def __init__(self) -> None:
        """Number the entries in the order of each language."""
        published = Entry.objects.published()
        self.pks = array("q", _keys(published.order_by("pk")))
        self.ranks = {tag: array("q", bytes(8 * len(self.pks))) for tag in INTERFACE_LANGUAGES}
        for language, ranks in self.ranks.items():
            in_order = _keys(published.in_reading_order(language))
            for rank, pk in enumerate(in_order, start=1):
                at = self._index(pk)
                if at is not None:
                    ranks[at] = rank

    def __getitem__(self, pk: int) -> Place:
        at = self._index(pk)
        if at is None or not self._is_whole(at):
            raise KeyError(pk)
        return {language: ranks[at] * GAP for language, ranks in self.ranks.items()}

    def __iter__(self) -> Iterator[int]:
        return (pk for at, pk in enumerate(self.pks) if self._is_whole(at))

    def __len__(self) -> int:
        return sum(1 for _pk in self)

    def _index(self, pk: int) -> int | None:
        """Return where the entry stands in the list of keys."""
        at = bisect_left(self.pks, pk)
        return at if at < len(self.pks) and self.pks[at] == pk else None

    def _is_whole(self, at: int) -> bool:
        """Tell whether the entry was met in every language."""
        return all(ranks[at] for ranks in self.ranks.values())


def places_anew() -> Mapping[int, Place]:
    """Return the place of every published entry in every language."""
    return PlacesAnew()


def _keys(entries: QuerySet[Entry]) -> Iterator[int]:
    """Yield primary keys without holding them all."""
    return iter(entries.values_list("pk", flat=True).iterator(chunk_size=10_000))


class Places:
    """Places for changed documents, found among those that the index holds."""

    def __init__(self, searcher: Searcher) -> None:
        """Look into `searcher` for what neighbours have."""
        self.searcher = searcher
        self.given: dict[int, tuple[SearchDocument, Place]] = {}

    def of(self, documents: Sequence[SearchDocument]) -> dict[int, Place]:
        """Return the place of each document: the old one in a language unless it was renamed.

        Raises NoRoom when a gap is full.
        """
        pids = dict(
            Entry.objects.filter(pk__in=[one.pk for one in documents]).values_list("pk", "pid")
        )
        places: dict[int, Place] = {one.pk: {} for one in documents}
        for language in INTERFACE_LANGUAGES:
            moving: list[tuple[str, str, int]] = []
            for one in documents:
                key = one.sort.get(language, "")
                old = self._settled(one.pk, language, key)
                if old is None:
                    moving.append((key, pids.get(one.pk, ""), one.pk))
                else:
                    places[one.pk][language] = old
            for pk, place in self._between_neighbours(sorted(moving), language).items():
                places[pk][language] = place
        self.given |= {one.pk: (one, places[one.pk]) for one in documents}
        return places

    def _between_neighbours(
        self, moving: list[tuple[str, str, int]], language: str
    ) -> dict[int, int]:
        """Return places for entries, sorted by key and pid, that have none yet.

        Those that stand between the same two neighbours share the gap evenly.
        """
        found: dict[int, int] = {}
        left = moving
        while left:
            low, high, border = self._neighbours(left, language)
            size = next(
                (at for at, one in enumerate(left) if border and one[:2] > border), len(left)
            )
            run, left = left[:size], left[size:]
            if low is None and high is None:
                low = 0
            if low is None:
                low = (high or 0) - STEP * (size + 1)
            step = STEP if high is None else min((high - low) // (size + 1), STEP)
            if step < 1:
                raise NoRoom
            found |= {pk: low + step * at for at, (_key, _pid, pk) in enumerate(run, start=1)}
        return found

    def _neighbours(
        self, moving: list[tuple[str, str, int]], language: str
    ) -> tuple[int | None, int | None, tuple[str, str] | None]:
        """Return the places before and after the first of `moving`, and who stands after it."""
        column = f"sort_{language}"
        key, pid, _pk = moving[0]
        others = Entry.objects.published().exclude(pk__in=[pk for _key, _pid, pk in moving])
        before = Q(**{f"{column}__lte": key}) & (~Q(**{column: key}) | Q(pid__lt=pid))
        after = Q(**{f"{column}__gte": key}) & (~Q(**{column: key}) | Q(pid__gt=pid))
        low, _who = self._first(others.filter(before).order_by(f"-{column}", "-pid"), language)
        high, who = self._first(others.filter(after).order_by(column, "pid"), language)
        return low, high, who

    def _first(self, nearest: Any, language: str) -> tuple[int | None, tuple[str, str] | None]:
        """Return the place of the first of `nearest` that stands where it belongs, and its key."""
        rows = nearest.values_list("pk", f"sort_{language}", "pid")
        start, size = 0, 10
        while chunk := list(rows[start : start + size]):
            for pk, key, pid in chunk:
                place = self._settled(pk, language, key)
                if place is not None:
                    return place, (key, pid)
            start, size = start + size, size * 10
        return None, None

    def _settled(self, pk: int, language: str, key: str) -> int | None:
        """Return the place of an entry unless it is new or was renamed since it got one."""
        if pk in self.given:
            document, place = self.given[pk]
            return place[language] if document.sort.get(language, "") == key else None
        query = Query.term_query(schema(), "key", str(pk))
        hits = self.searcher.search(query, limit=1, count=False).hits
        if not hits:
            return None
        stored: Any = self.searcher.doc(hits[0][1])
        same = stored.get_first(f"sort_{language}") == key
        return int(stored.get_first(f"order_{language}")) if same else None
