"""Finding entries by what somebody types: lent by `search`, used by the admin of every room.

A lower room must not import a higher one; `search` registers its function here when it starts.
"""

from collections.abc import Callable, Sequence

Finder = Callable[[str, Sequence[str], int, bool], list[int]]
"""Takes the typed text, kinds (empty: all), a limit, and whether drafts count as well; returns
primary keys, best first."""

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Let `finder` answer from now on."""
    _finders[:] = [finder]


def find_entries(text: str, kinds: Sequence[str] = (), limit: int = 20) -> list[int]:
    """Return the keys of the entries, drafts included, that `text` may mean, best first."""
    return _finders[0](text, kinds, limit, True) if _finders else []
