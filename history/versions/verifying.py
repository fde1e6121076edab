"""Whether what is kept is what there is: every entry, some of them at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from entries.models import Entry
from history.models import Revision, Version
from history.versions.delta import delta
from history.versions.documents import find_pieces
from history.versions.keeping import BATCH, MEND, keep
from history.versions.store import DESK, PUBLIC, Store


@dataclass(slots=True)
class Report:
    """What is kept otherwise than it should be, by identifier."""

    checked: int = 0
    without_version: list[str] = field(default_factory=list)
    """Published, and no version of it."""
    without_revision: list[str] = field(default_factory=list)
    other_version: list[str] = field(default_factory=list)
    """Whose public record is not that of the last version."""
    other_revision: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not (
            self.without_version
            or self.without_revision
            or self.other_version
            or self.other_revision
        )


def verify() -> Report:
    """Compare every entry with what is kept of it; reads only.

    Some thirty queries for each hundred entries, whose records are in memory at once.
    """
    report = Report()
    for batch in _batches():
        report.checked += len(batch)
        _compare(DESK, batch, report.without_revision, report.other_revision)
        public = Entry.objects.published().filter(pk__in=batch).order_by("pk")
        keys = list(public.values_list("pk", flat=True))
        _compare(PUBLIC, keys, report.without_version, report.other_version)
    return report


def mend() -> tuple[int, int]:
    """Store the versions and revisions that are missing; return how many of each.

    Each hundred entries are a transaction of their own. Where there is nothing to mend, nothing is
    stored.
    """
    before = Version.objects.count(), Revision.objects.count()
    for batch in _batches():
        keep(batch, action=MEND)
    return Version.objects.count() - before[0], Revision.objects.count() - before[1]


def _batches() -> Iterator[list[int]]:
    """Yield the keys of all entries, some at a time, in order; those made meanwhile as well."""
    last = 0
    while True:
        rows = Entry.objects.filter(pk__gt=last).order_by("pk")
        batch = list(rows.values_list("pk", flat=True)[:BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1]


def _compare(store: Store, pks: list[int], without: list[str], other: list[str]) -> None:
    """Note which of these entries have no state in a store, and which have another one."""
    entries = list(Entry.objects.filter(pk__in=pks).values_list("pk", "kind", "pid"))
    numbers, alive = store.numbers(pks), store.alive(pks)
    found = find_pieces([(pk, kind) for pk, kind, _pid in entries], store.scope, alive)
    for pk, _kind, pid in entries:
        if pk not in numbers:
            without.append(pid)
            continue
        closed, fresh = delta(alive.get(pk, {}), found.pieces.get(pk, []))
        if closed or fresh:
            other.append(pid)
