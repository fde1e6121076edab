"""Which entries of a result set a picture of its network can show: those joined with most others.

Two entries are joined by a statement of which one is the subject and the other the object or the
event in whose course it happened. What the archive no longer holds with joins nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from entries.choices import Kind
from entries.models import Statement
from entries.querysets import StatementQuerySet
from search.query import SearchQuery
from search.questions import Condition
from search.resultset import MOST_VALUES, Counts, ResultSet, not_of_kind

FIRST_LOOK: Final = 2_000
"""The most connected entries that are looked at first: the picture is nearly always among them."""
AT_ONCE: Final = 1_000
MOST_STATEMENTS: Final = 1_500
"""Statements of one picture."""


@dataclass(frozen=True, slots=True)
class Members:
    """The entries that may be nodes: those of the result set, but places only if asked for."""

    found: ResultSet
    conditions: tuple[Condition, ...]
    kinds: tuple[str, ...]

    def count(self) -> int:
        """Return how many there are."""
        return self.found.count(*self.conditions)


def members_of(found: ResultSet) -> Members:
    """Return who may be a node. Places are joined with nearly everything, and have their map."""
    asked = asked_kinds(found.query)
    if asked:
        return Members(found, (), asked)
    kinds = tuple(kind for kind in Kind.values if kind != Kind.PLACE)
    return Members(found, (not_of_kind(Kind.PLACE),), kinds)


def asked_kinds(query: SearchQuery) -> tuple[str, ...]:
    """Return the kinds that the question names; none means all."""
    return tuple(kind for kind in query.selected.get("kind", ()) if kind in Kind.values)


def choose_nodes(members: Members, code: str, most: int) -> Counts:
    """Return the entries that are joined with most others of the result set, and with how many.

    With the code of a property, those joined by it.
    """
    fields = [f"links.{code}"] if code else [f"joined.{kind}" for kind in members.kinds]
    chosen: Counts = {}
    for look in (FIRST_LOOK, MOST_VALUES):
        tallies = [members.found.tally(one, *members.conditions, most=look) for one in fields]
        counts = {pk: count for tally in tallies for pk, count in tally.items()}
        chosen = _first_members(members, counts, most)
        if len(chosen) == most or all(len(tally) < look for tally in tallies):
            break
    return chosen


def _first_members(members: Members, counts: Counts, most: int) -> Counts:
    """Return the first that belong to the set themselves, those with most connections first."""
    order = sorted(counts, key=lambda pk: (-counts[pk], pk))
    chosen: list[int] = []
    for at in range(0, len(order), AT_ONCE):
        some = order[at : at + AT_ONCE]
        inside = members.found.members(some, *members.conditions)
        chosen += [pk for pk in some if pk in inside]
        if len(chosen) >= most:
            break
    return {pk: counts[pk] for pk in chosen[:most]}


def joining(code: str) -> StatementQuerySet:
    """Return the statements that join two entries, with the code of a property those of it."""
    joins = Q(object__isnull=False) | Q(event__isnull=False)
    statements = Statement.objects.public().standing().filter(joins)
    return statements.filter(property__code=code) if code else statements


def between(nodes: Iterable[int], code: str) -> StatementQuerySet:
    """Return the statements that join two of the nodes."""
    keys = list(nodes)
    ends = Q(object__in=keys) | Q(event__in=keys)
    return joining(code).filter(ends, subject__in=keys).order_by("pk")
