"""The log, closures and merges of an entry, from their lines."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import models

from entries.models import AuditRecord, Entry
from exchange.history.lines import ClosureLine, LogLine, MergeLine
from history.merging.parcel import pack
from history.models import Closure, Merge, MergedEntry

BATCH: Final = 500


def load_log(pk: int, lines: Iterable[LogLine], people: Mapping[str, int]) -> None:
    """Add the lines of the log that are not there."""
    log = AuditRecord.objects.filter(entry=pk)
    held = set(log.values_list("at", "action", "revision", "note"))
    new = [
        AuditRecord(
            entry_id=pk,
            user_id=people.get(one.user),
            action=one.action,
            note=one.note,
            revision=one.revision,
            at=one.at,
        )
        for one in lines
        if (one.at, one.action, one.revision, one.note) not in held
    ]
    create_dated(AuditRecord, new)


def load_closures(pk: int, lines: Iterable[ClosureLine], people: Mapping[str, int]) -> None:
    """Add the closures that are not there; lift those that were lifted since."""
    held = {one.at: one for one in Closure.objects.filter(entry=pk)}
    for one in lines:
        lifted = {"lifted_at": one.lifted_at, "lifted_by_id": people.get(one.lifted_by)}
        if one.at not in held:
            columns = {"entry_id": pk, "ground": one.ground, "note": one.note, "at": one.at}
            create_dated(Closure, [Closure(**columns, user_id=people.get(one.user), **lifted)])
        elif one.lifted_at is not None and held[one.at].lifted_at is None:
            Closure.objects.filter(pk=held[one.at].pk).update(**lifted)


def load_merges(pk: int, lines: Iterable[MergeLine], people: Mapping[str, int]) -> None:
    """Add the merges into an entry that are not there; mark those that were undone since.

    Raises LookupError for a merged entry that is not there.
    """
    held = dict(Merge.objects.filter(survivor=pk).values_list("at", "pk"))
    for one in lines:
        undone = {
            "undone_at": one.undone_at,
            "undone_by_id": people.get(one.undone_by),
            "undo_note": one.undo_note,
        }
        if one.at in held:
            if one.undone_at is not None:
                Merge.objects.filter(pk=held[one.at], undone_at=None).update(**undone)
            continue
        merge = Merge(
            survivor_id=pk,
            user_id=people.get(one.user),
            note=one.note,
            counts=one.counts,
            parcel=pack(one.parcel),
            at=one.at,
            **undone,
        )
        create_dated(Merge, [merge])
        keys = dict(Entry.objects.filter(pid__in=one.merged).values_list("pid", "pk"))
        for pid in one.merged:
            if pid not in keys:
                raise LookupError(f"entry {pid}")
            MergedEntry.objects.create(merge=merge, entry_id=keys[pid])


def create_dated(model: type[models.Model], rows: list[Any]) -> None:
    """Store rows with the moments that they have, which Django would set to the present."""
    moments = [row.at for row in rows]
    model._default_manager.bulk_create(rows, batch_size=BATCH)
    for row, at in zip(rows, moments, strict=True):
        row.at = at
    model._default_manager.bulk_update(rows, ["at"], batch_size=BATCH)
