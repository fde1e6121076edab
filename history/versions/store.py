"""Where states are kept: one pair of tables for the public, one for the desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import models

from history.models import Revision, RevisionPart, Version, VersionPart
from history.models.version import State, StatePart
from history.versions.delta import Held, Placed
from records.write import Scope

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BATCH: Final = 300
"""Rows written in one query."""


@dataclass(frozen=True, slots=True)
class Store:
    """A pair of tables, and whose view of an entry they hold."""

    states: Any
    parts: Any
    scope: Scope

    def alive(self, pks: Iterable[int], *, keys: Iterable[str] | None = None) -> "Alive":
        """Return the parts that last, by entry and key, in order (one query)."""
        rows = self.parts.objects.filter(entry__in=pks, last=None)
        if keys is not None:
            rows = rows.filter(key__in=keys)
        found: Alive = {}
        columns = rows.order_by("entry_id", "position", "key").values_list(
            "entry_id", "pk", "key", "position", "body"
        )
        for entry, pk, key, position, body in columns.iterator(chunk_size=2000):
            found.setdefault(entry, {})[key] = Held(pk, key, position, body)
        return found

    def numbers(self, pks: Iterable[int]) -> dict[int, int]:
        """Return the number of the last state of each entry that has any (one query)."""
        rows = self.states.objects.filter(entry__in=pks).order_by()
        return dict(rows.values_list("entry").annotate(last=models.Max("number")))


Alive = dict[int, dict[str, Held]]

PUBLIC: Final = Store(Version, VersionPart, Scope.PUBLIC)
DESK: Final = Store(Revision, RevisionPart, Scope.FULL)


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did what, when, and why."""

    user: "User | None"
    action: str
    note: str
    at: datetime


class Writer:
    """Gathers what is to be stored in one of the two places, and writes it in bulk."""

    def __init__(self, store: Store, numbers: Mapping[int, int]) -> None:
        """Begin; `numbers` are those of the last states."""
        self.store = store
        self.numbers = numbers
        self.states: list[State] = []
        self.fresh: list[StatePart] = []
        self.closed: dict[tuple[int, datetime], list[int]] = {}
        """Primary keys of the parts that end, by the last state that has them and when it ended."""

    def add(
        self,
        pk: int,
        deed: Deed,
        closed: Iterable[Held],
        fresh: Iterable[Placed],
        identity: Mapping[str, Any],
    ) -> None:
        """Let an entry have one more state, in which these parts are gone and these new.

        `identity` holds the columns that outlive the entry: `pid` and `kind`, at the desk.
        """
        number = self.numbers.get(pk, 0) + 1
        self.states.append(
            self.store.states(
                entry_id=pk,
                number=number,
                at=deed.at,
                user=deed.user,
                action=deed.action,
                note=deed.note,
                **identity,
            )
        )
        ends = self.closed.setdefault((number - 1, deed.at), [])
        ends += [part.pk for part in closed]
        columns = {name: value for name, value in identity.items() if name == "pid"}
        self.fresh += [
            self.store.parts(
                entry_id=pk,
                key=piece.key,
                position=position,
                body=piece.body,
                first=number,
                since=deed.at,
                **columns,
            )
            for piece, position in fresh
        ]

    def write(self) -> None:
        """Write it all. A part ends before the one that follows it begins."""
        manager = self.store.parts.objects
        for (last, until), keys in self.closed.items():
            for start in range(0, len(keys), BATCH):
                chunk = keys[start : start + BATCH]
                manager.filter(pk__in=chunk).update(last=last, until=until)
        self.store.states.objects.bulk_create(self.states, batch_size=BATCH)
        manager.bulk_create(self.fresh, batch_size=BATCH)
