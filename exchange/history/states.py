"""Versions and revisions of an entry, from their lines."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

from exchange.history.lines import HeadLine, PartLine, StateLine
from history.versions.parts import canonical
from history.versions.store import DESK, PUBLIC, Store

BATCH: Final = 300
STORES: Final = {"version": PUBLIC, "revision": DESK}


def missing_states(
    what: str,
    head: HeadLine,
    pk: int | None,
    lines: Sequence[StateLine],
    people: Mapping[str, int],
) -> bool:
    """Store the states that the database lacks; tell whether their parts are to follow.

    They are not if it lacks none, nor if it has others beside those of the package: then both were
    written to since they parted.
    """
    store = STORES[what]
    held = set(store.states.objects.filter(**_owner(what, head, pk)).values_list("number", "at"))
    given = {(one.number, one.at) for one in lines}
    if not held < given:
        return False
    identity = {"pid": head.pid, "kind": head.kind} if store is DESK else {}
    store.states.objects.bulk_create(
        [
            store.states(
                entry_id=pk,
                number=one.number,
                at=one.at,
                user_id=people.get(one.user),
                action=one.action,
                note=one.note,
                **identity,
            )
            for one in lines
            if (one.number, one.at) not in held
        ],
        batch_size=BATCH,
    )
    return True


def load_parts(
    what: str,
    head: HeadLine,
    pk: int | None,
    lines: Iterable[PartLine],
    moments: Mapping[int, datetime],
) -> None:
    """Let the parts be those of the package; raises LookupError if one names no state of it."""
    store = STORES[what]
    store.parts.objects.filter(**_owner(what, head, pk)).delete()
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        rows = [_part(store, head, pk, one, moments) for one in batch]
        store.parts.objects.bulk_create(rows, batch_size=BATCH)


def _owner(what: str, head: HeadLine, pk: int | None) -> dict[str, Any]:
    """Return what finds the rows of this entry; revisions outlive it, and go by pid."""
    return {"entry": pk} if STORES[what] is PUBLIC else {"pid": head.pid}


def _part(
    store: Store, head: HeadLine, pk: int | None, line: PartLine, moments: Mapping[int, datetime]
) -> Any:
    """Return one part, unsaved. It lasted until the state came in which it was no more."""
    if line.first not in moments:
        raise LookupError(f"state {line.first}")
    return store.parts(
        entry_id=pk,
        key=line.key,
        position=line.position,
        body=canonical(line.body),
        first=line.first,
        last=line.last,
        since=moments[line.first],
        until=None if line.last is None else moments.get(line.last + 1),
        **({"pid": head.pid} if store is DESK else {}),
    )
