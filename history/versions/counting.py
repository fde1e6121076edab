"""How much each version of an entry changed, without reading any of them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from django.db.models import Q
from django.db.models.functions import MD5

from entries.models import Entry
from history.models import VersionPart
from history.versions.differences import Section
from history.versions.parts import HEAD

SECTIONS: Final[dict[str, Section]] = {
    "name": "names",
    "text": "texts",
    "statement": "statements",
    "incoming": "incoming",
    "identifier": "identifiers",
    "image": "images",
    "citation": "citations",
}
"""The sorts of parts that are counted, and where their differences are listed."""
KEYED_BY_CONTENT: Final = frozenset({"name", "citation"})
"""Sorts whose key changes with what the row says: a change is one that went and one that came."""
BESIDE_FIELDS: Final = frozenset({"format", "pid", "kind", "published_at", "fields"})
"""What in the head is no field that a reader sees."""

Digests = dict[str, str]


def count_changes(entry: Entry, first: int, last: int) -> dict[int, Counter[Section]]:
    """Return for each version from `first` to `last` what differs from the one before it.

    Two queries; no more is read than what changed. The first version of all is not among them,
    for everything in it is new. Rows that only changed their place are not counted.
    """
    numbers = range(max(first, 2), last + 1)
    if not numbers:
        return {}
    found: dict[int, Counter[Section]] = {number: Counter() for number in numbers}
    begun, ended = _read_parts(entry, numbers)
    for number in numbers:
        for sort, section in SECTIONS.items():
            came, went = begun[number, sort], ended[number, sort]
            count = _count(sort, went, came)
            if count:
                found[number][section] = count
    for number, count in _count_fields(entry, numbers):
        found[number]["fields"] = count
    return found


def _read_parts(
    entry: Entry, numbers: range
) -> tuple[defaultdict[tuple[int, str], Digests], defaultdict[tuple[int, str], Digests]]:
    """Return what begins with each version and what ended before it, by sort (one query)."""
    begun: defaultdict[tuple[int, str], Digests] = defaultdict(dict)
    ended: defaultdict[tuple[int, str], Digests] = defaultdict(dict)
    rows = VersionPart.objects.filter(entry=entry.pk).filter(
        Q(first__gte=numbers[0], first__lte=numbers[-1])
        | Q(last__gte=numbers[0] - 1, last__lt=numbers[-1])
    )
    for key, first, last, digest in rows.order_by().values_list(
        "key", "first", "last", MD5("body")
    ):
        sort = key.partition(":")[0]
        if first in numbers:
            begun[first, sort][key] = digest
        if last is not None and last + 1 in numbers:
            ended[last + 1, sort][key] = digest
    return begun, ended


def _count(sort: str, went: Digests, came: Digests) -> int:
    """Return how many rows of one sort are not as they were."""
    if sort in KEYED_BY_CONTENT:
        return max(len(went.keys() - came.keys()), len(came.keys() - went.keys()))
    return sum(1 for key in went.keys() | came.keys() if went.get(key) != came.get(key))


def _count_fields(entry: Entry, numbers: range) -> Iterator[tuple[int, int]]:
    """Yield each version in which fields changed, and how many (one query)."""
    heads = VersionPart.objects.filter(entry=entry.pk, key=HEAD, first__lte=numbers[-1])
    heads = heads.filter(Q(last=None) | Q(last__gte=numbers[0] - 1))
    before: dict[str, object] | None = None
    for first, body in heads.order_by("first").values_list("first", "body"):
        after = _fields(json.loads(body))
        if before is not None and first in numbers:
            changed = sum(
                1 for name in before.keys() | after.keys() if before.get(name) != after.get(name)
            )
            if changed:
                yield first, changed
        before = after


def _fields(head: dict[str, object]) -> dict[str, object]:
    """Return the fields of a head, and what else in it a reader sees."""
    own = head.get("fields")
    rest = {name: value for name, value in head.items() if name not in BESIDE_FIELDS}
    return {**rest, **(own if isinstance(own, dict) else {})}
