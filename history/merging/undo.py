"""Un-merging: both entries as they were, and a list of what has changed since and where it is.

What an editor changed after the merge is never undone with it. A statement that was added to the
survivor stays there, a moved one goes back as it reads now, a name that was corrected stays
corrected at the survivor; each is named in the report.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entries import rights
from entries.actions import record
from entries.choices import Status
from entries.derive import refresh_names, refresh_span
from entries.models import Entry, Identifier
from entries.signals import entries_changed
from history.merging.citing import return_citations
from history.merging.heads import heads
from history.merging.parcel import Parcel, unpack
from history.merging.returning import return_columns, return_statements
from history.merging.separating import separate
from history.models.merge import Merge
from history.versions.keeping import together, unkept
from records.neighbours import neighbours
from records.schema import EntryRecord

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Unmerged:
    """What undoing a merge did, or would do."""

    returned: int
    """Statements that have their old end again."""
    unfolded: int
    """Statements that had been folded or dropped, and are there again."""
    stayed: list[str] = field(default_factory=list)
    """What changed since the merge, and where it is: a sentence each."""
    added: list[str] = field(default_factory=list)
    """Anchors of the statements that were added to the survivor since. They stay there."""

    def __str__(self) -> str:
        """Return the report in one line."""
        return _("Statements: returned %(returned)d, unfolded %(unfolded)d.") % {
            "returned": self.returned,
            "unfolded": self.unfolded,
        }


def preview_undo(merge: Merge) -> Unmerged:
    """Return what undoing the merge would do; nothing is changed.

    Raises ValidationError if it cannot be undone.
    """
    with transaction.atomic(), unkept():
        found = _undo(merge)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def undo(merge: Merge, user: "User", note: str = "") -> Unmerged:
    """Undo the merge as `user`, and return the report.

    Raises PermissionDenied without the right to merge, and ValidationError if it was undone
    already, or if something later rests on it and must be undone first; then nothing is changed.
    """
    if not rights.may_merge(user):
        raise PermissionDenied
    with together(user=user, action="unmerge", note=note):
        found = _undo(merge, user)
        merge.undone_at, merge.undone_by, merge.undo_note = timezone.now(), user, note
        merge.save(update_fields=["undone_at", "undone_by", "undo_note"])
        for entry in _parties(merge):
            record(entry, user, "unmerge", note)
    return found


def _undo(merge: Merge, user: "User | None" = None) -> Unmerged:
    """Do all of it but the log."""
    parcel = unpack(bytes(merge.parcel))
    survivor, returning = _lock(merge, parcel)
    later = _later_parcels(merge)
    _refuse_entangled(parcel, later)
    shown_by = neighbours(survivor.pk)
    added = _added_since(parcel, survivor)
    stayed: list[str] = []
    keys = {party.pid: party.pk for party in returning}
    lost = return_citations(parcel.citations, survivor.pk, keys)
    if lost:
        stayed.append(
            _("%(count)d citations of the source were removed or changed since.") % {"count": lost}
        )
    returned, unfolded = return_statements(parcel, later, survivor, keys, stayed)
    _return_identifiers(parcel, survivor, keys, stayed)
    return_columns(parcel, survivor, keys, stayed)
    separate(parcel, later, survivor, stayed)
    for one in parcel.redirects:
        back = Entry.objects.filter(pid=one.entry, merged_into=survivor.pk)
        back.update(merged_into=keys[one.before])
    for party in returning:
        _set_free(party, parcel.before[party.pid], user)
    _count_revision(survivor, user)
    for party in returning:
        shown_by |= neighbours(party.pk)
        whole = heads(party.kind, [party.pk])[party.pk]
        refresh_names(whole)
        refresh_span(whole)
    entries_changed.send(sender=Entry, pks={survivor.pk, *keys.values()}, shown_by=shown_by)
    return Unmerged(returned, unfolded, stayed, added)


def _lock(merge: Merge, parcel: Parcel) -> tuple[Entry, list[Entry]]:
    """Return the survivor and those that come back, locked; refuse what cannot be undone."""
    stored = Merge.objects.select_for_update().get(pk=merge.pk)
    if stored.undone_at is not None:
        raise ValidationError(_("This merge has been undone already."), code="undone")
    found = Entry.objects.select_for_update().filter(pid__in=parcel.before).order_by("pk")
    rows = {entry.pid: entry for entry in found}
    survivor = rows[parcel.survivor]
    if survivor.status == Status.MERGED:
        message = _("“%(entry)s” has itself been merged into another entry: undo that first.")
        raise ValidationError(message % {"entry": survivor}, code="merged")
    returning = [rows[pid] for pid in parcel.before if pid != parcel.survivor]
    for party in returning:
        if party.merged_into_id != survivor.pk:
            message = _("“%(entry)s” is no longer merged into the survivor.")
            raise ValidationError(message % {"entry": party}, code="moved")
    return survivor, returning


def _later_parcels(merge: Merge) -> list[Parcel]:
    """Return what later merges into the same survivor changed, unless they were undone."""
    later = Merge.objects.filter(survivor=merge.survivor_id, undone_at=None, pk__gt=merge.pk)
    return [unpack(bytes(packed)) for packed in later.values_list("parcel", flat=True)]


def _refuse_entangled(parcel: Parcel, later: list[Parcel]) -> None:
    """Raise ValidationError if a later merge folded, dropped or turned a statement of this one."""
    ours = {one.statement for one in parcel.ends}
    for other in later:
        touched = {one.statement.id for one in other.removed}
        touched |= {one.into for one in other.removed if one.into is not None}
        touched |= {one.before.id for one in other.turned}
        if not ours.isdisjoint(touched):
            names = ", ".join(pid for pid in other.before if pid != other.survivor)
            message = _("A later merge (%(pids)s) rests on this one: undo that first.")
            raise ValidationError(message % {"pids": names}, code="entangled")


def _added_since(parcel: Parcel, survivor: Entry) -> list[str]:
    """Return the anchors of statements at the survivor that were not there at the merge."""
    known = set(parcel.known)
    from entries.models import Statement

    uids = Statement.objects.about(survivor.pk).order_by("pk").values_list("uid", flat=True)
    return [uid for uid in uids if uid not in known]


def _return_identifiers(
    parcel: Parcel, survivor: Entry, keys: dict[str, int], stayed: list[str]
) -> None:
    """Give identifiers back to those who had them."""
    there = {(one.scheme, one.value): one for one in Identifier.objects.filter(entry=survivor)}
    for pid, key in keys.items():
        for one in parcel.before[pid].identifiers:
            row = there.get((one.scheme, one.value))
            if row is None:
                message = _("Identifier %(value)s was removed since, and is not brought back.")
                stayed.append(message % {"value": one.value})
            else:
                Identifier.objects.filter(pk=row.pk).update(entry=key)


def _set_free(party: Entry, before: EntryRecord, user: "User | None") -> None:
    """Let a merged entry be itself again."""
    Entry.objects.filter(pk=party.pk).update(
        status=before.status,
        merged_into=None,
        withdrawn_at=before.withdrawn_at,
        withdrawal_reason=before.withdrawal_reason,
        revision=party.revision + 1,
        changed_by=user,
        changed_at=timezone.now(),
    )


def _count_revision(survivor: Entry, user: "User | None") -> None:
    """Store one more revision of the survivor, with all that is derived."""
    fresh = heads(survivor.kind, [survivor.pk])[survivor.pk]
    fresh.revision = survivor.revision + 1
    fresh.changed_by = user
    fresh.save(update_fields=["revision", "changed_by", "changed_at"])
    refresh_names(fresh)
    refresh_span(fresh)


def _parties(merge: Merge) -> list[Entry]:
    """Return the entries of a merge as they now stand, survivor first."""
    merged = [party.entry_id for party in merge.parties.all()]
    rows = Entry.objects.in_bulk([merge.survivor_id, *merged])
    return [rows[key] for key in (merge.survivor_id, *merged) if key in rows]
