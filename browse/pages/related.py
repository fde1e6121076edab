"""Which other entries stand closest: those that share the most statements with this one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from browse.pages.claims import Claim, End
from entries.choices import Rank
from entries.languages import Shown
from entries.models import Entry, Property

MOST: Final = 8
LEAST_SHARED: Final = 2
MOST_REASONS: Final = 3


class Related(NamedTuple):
    """An entry, how many statements it shares, and what they say of it, the most frequent first."""

    end: End
    shared: int
    reasons: list[Shown]


def find_related(statements: Sequence[Claim], entry: Entry) -> list[Related]:
    """Return the entries with at least `LEAST_SHARED` statements in common, most first.

    Costs no query: the ends are those of statements that were fetched for the page.
    """
    own = entry.pk
    ends: dict[int, End] = {}
    shared: Counter[int] = Counter()
    for statement in statements:
        if statement.rank == Rank.DEPRECATED:
            continue
        others = {
            end.pk: end
            for end in (statement.subject, statement.object, statement.place, statement.event)
            if end is not None and end.pk != own
        }
        ends.update(others)
        shared.update(others.keys())
    closest = sorted(
        (pk for pk, count in shared.items() if count >= LEAST_SHARED),
        key=lambda pk: (-shared[pk], ends[pk].pid),
    )[:MOST]
    reasons = _reasons(statements, entry, closest)
    return [Related(ends[pk], shared[pk], reasons[pk]) for pk in closest]


def _reasons(
    statements: Iterable[Claim], entry: Entry, closest: Iterable[int]
) -> dict[int, list[Shown]]:
    """Return the properties, as read from the entry, that join it with each of the closest."""
    counted: dict[int, Counter[tuple[int, bool]]] = {pk: Counter() for pk in closest}
    properties: dict[int, Property] = {}
    own = entry.pk
    for one in statements:
        if one.rank == Rank.DEPRECATED:
            continue
        forward = one.subject_id == own
        for pk in {one.subject_id, one.object_id, one.place_id, one.event_id}:
            if pk in counted:
                counted[pk][one.property.pk, forward] += 1
                properties[one.property.pk] = one.property
    return {
        pk: [
            properties[key].forward if forward else properties[key].backward
            for (key, forward), _count in some.most_common(MOST_REASONS)
        ]
        for pk, some in counted.items()
    }
