"""One document, before it goes to the engine."""

import hashlib
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(slots=True)
class SearchDocument:
    """What is known of one published entry for searching, counting and sorting.

    `facets` maps the code of a facet to its values (see `search.facets`); `years` are those that
    the entry's own date and statements cover, `months` and `days` those that they name. `there`
    maps a year to the places where the entry was, or was connected with, in it; `links` maps the
    code of a property to the entries it is joined to by it, as subject or object or in the course
    of an event, and `joined` maps their kinds to the same entries. `cited` are the sources of the
    entry as a whole, of its names and of the statements on its page. `sort` maps a language to
    its collation key.
    """

    pk: int
    names: set[str] = field(default_factory=set)
    name_words: list[str] = field(default_factory=list)
    label_words: set[str] = field(default_factory=set)
    full_names: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    body: list[str] = field(default_factory=list)
    near: set[str] = field(default_factory=set)
    facets: dict[str, set[str | int]] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    there: dict[str, set[int]] = field(default_factory=dict)
    links: dict[str, set[int]] = field(default_factory=dict)
    joined: dict[str, set[int]] = field(default_factory=dict)
    cited: set[int] = field(default_factory=set)
    sort: dict[str, str] = field(default_factory=dict)
    earliest: int | None = None
    changed: int = 0
    statements: int = 0

    def add(self, facet: str, value: str | int) -> None:
        """Add a value of a facet."""
        self.facets.setdefault(facet, set()).add(value)

    def digest(self) -> str:
        """Return a fingerprint of all that is in the document."""
        parts = [f"{one.name}={_plain(getattr(self, one.name))}" for one in fields(self)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _plain(value: Any) -> str:
    """Return a value of a document as one line, the same whatever the order of a set."""
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, set):
        return "|".join(sorted(map(str, value)))
    if isinstance(value, dict):
        return "&".join(f"{key}:{_plain(one)}" for key, one in sorted(value.items()))
    return str(value)
