"""What is the matter with the entries of a list, in words, for those that are on the page."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from desk.worklists.looking import broken_parts, dead_parts
from entries.doubts import Group, all_checks
from entries.models import Identifier

Told = Mapping[int, Sequence[Any]]
"""Sentences by the key of the entry; or something that the page of the list has words for."""
Tell = Callable[[Sequence[int]], Told]

MOST: Final = 5
"""Sentences about one entry."""
READ: Final = 500


def tell_doubts(group: Group) -> Tell:
    """Return how the checks of a group speak (a query each)."""

    def tell(keys: Sequence[int]) -> Told:
        found: defaultdict[int, list[str]] = defaultdict(list)
        for check in all_checks(group):
            path = "pk__in" if check.owner == "pk" else f"{check.owner}__in"
            rows = check.model._default_manager.filter(check.condition, **{path: keys})
            if check.needs:
                rows = rows.select_related(*check.needs)
            for row in rows.order_by("pk")[:READ]:
                if check.holds(row) and len(found[check.owner_key(row)]) < MOST:
                    found[check.owner_key(row)].append(check.say(row))
        return dict(found)

    return tell


def tell_broken(keys: Sequence[int]) -> Told:
    """Return what is broken, as it stands there."""
    return {pk: parts[:MOST] for pk, parts in broken_parts(keys).items()}


def tell_dead(keys: Sequence[int]) -> Told:
    """Return the addresses where nobody answers."""
    return {pk: links[:MOST] for pk, links in dead_parts(keys).items()}


def tell_unverified(keys: Sequence[int]) -> Told:
    """Return the numbers that nobody has looked up."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for one in Identifier.objects.filter(entry__in=keys, verified=False)[:READ]:
        if len(found[one.entry_id]) < MOST:
            found[one.entry_id].append(str(one))
    return dict(found)
