"""Which other entries stand closest: those that share the most statements with this one."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from browse.pages.claims import Claim, End
from entries.choices import Rank
from entries.models import Entry

MOST: Final = 8
LEAST_SHARED: Final = 2


def find_related(statements: Iterable[Claim], entry: Entry) -> list[tuple[End, int]]:
    """Return the entries with at least `LEAST_SHARED` statements in common, most first.

    Costs no query: the ends are those of statements that were fetched for the page.
    """
    ends: dict[int, End] = {}
    shared: Counter[int] = Counter()
    for statement in statements:
        if statement.rank == Rank.DEPRECATED:
            continue
        others = {
            end.pk: end
            for end in (statement.subject, statement.object, statement.place, statement.event)
            if end is not None and end.pk != entry.pk
        }
        ends.update(others)
        shared.update(others.keys())
    closest = sorted(
        (pk for pk, count in shared.items() if count >= LEAST_SHARED),
        key=lambda pk: (-shared[pk], ends[pk].pid),
    )
    return [(ends[pk], shared[pk]) for pk in closest[:MOST]]
