"""What a process that answers requests does at its beginning, before anybody asks."""

from typing import Final

from search import background, store
from search.query import SearchQuery

MANY: Final = 2_000
"""From so many entries on, counting their facets is the dearest part of a list."""


def warm() -> list[SearchQuery]:
    """Count what every reader sees first: all facets of the whole archive.

    Counting that is the dearest part of the front page and of the list without a filter. It is
    kept, and corrected after each edit (`search.tallies`). Return what is asked next, one click
    further: the values that are listed and that many entries have. Where there is no index yet,
    whoever asks first has to make one, and nothing is asked next.
    """
    if store.reader() is None:
        return []
    whole = SearchQuery().sized(1)
    return [
        whole.where(result.facet.code, [value.param])
        for result in whole.run().facets
        for value in result.values
        if value.count >= MANY
    ]


class _Warming:
    """Counts one question after another, so that others have their turn in between."""

    def __init__(self) -> None:
        self.next: list[SearchQuery] | None = None

    def count_one(self) -> bool:
        """Count, and tell whether there is more to count."""
        if self.next is None:
            self.next = warm()[::-1]
        elif self.next:
            self.next[-1].run()
            self.next.pop()
        return bool(self.next)


def warm_in_background() -> None:
    """Begin to warm up, while the first requests are answered."""
    background.start(_Warming().count_one, "search-warming")
