"""Finding entries in lists and boxes of the admin: the index first, names for what it lacks."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Q

from entries.lookup import find_entries
from entries.models import Name
from entries.pointing import pointed_at, resolve
from writing import fold

MOST: Final = 200
LONGEST: Final = 200


def matching_keys(term: str, kinds: Sequence[str] = (), limit: int = MOST) -> list[int]:
    """Return the keys of the entries that `term` may mean, best first, drafts included.

    An identifier or address, ours or an authority's, finds its entry and nothing else. Other terms
    find what the index has, in any script. Where that is nothing, names that begin like the term
    are looked through, for entries that no index knows yet. At most `limit`.
    """
    term = term.replace("\x00", " ").strip()[:LONGEST]
    if not term:
        return []
    pointer = pointed_at(term)
    pointed = [] if pointer is None else resolve([term])[term]
    keys = [entry.pk for entry in pointed if not kinds or entry.kind in kinds]
    if pointer is not None and (keys or "://" in term):
        return keys  # neither an identifier that is taken nor an address is a name
    keys += find_entries(term, kinds, limit)
    if not keys:
        keys += _by_name(term, kinds, limit)
    return list(dict.fromkeys(keys))[:limit]


def _by_name(term: str, kinds: Sequence[str], limit: int) -> list[int]:
    """Return the keys of entries with a name of which a word begins like the term."""
    folded = fold(term)
    if not folded:
        return []
    names = Name.objects.filter(
        Q(folded__startswith=folded) | Q(folded__contains=f" {folded}")
    ).order_by("entry_id")
    if kinds:
        names = names.filter(entry__kind__in=kinds)
    return list(names.values_list("entry_id", flat=True).distinct()[:limit])
