"""What a process that answers requests does at its beginning, before anybody asks."""

from search import background, store
from search.query import SearchQuery


def warm() -> bool:
    """Count what every reader sees first: all facets of the whole archive.

    Counting that is the dearest part of the front page and of the list without a filter. It is
    kept, and corrected after each edit (`search.tallies`). Where there is no index yet, whoever
    asks first has to make one. Return False: there is nothing more to do.
    """
    if store.reader() is not None:
        SearchQuery().sized(1).run()
    return False


def warm_in_background() -> None:
    """Begin to warm up, while the first requests are answered."""
    background.start(warm, "search-warming")
