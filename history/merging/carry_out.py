"""Merging: one transaction, all or nothing."""

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entries import rights
from entries.actions import record
from entries.choices import Status
from entries.derive import refresh_names, refresh_span
from entries.models import Entry
from entries.signals import entries_changed
from history.merging.citing import move_citations
from history.merging.heads import head_record, heads
from history.merging.moving import move_statements
from history.merging.parcel import MovedColumn, Parcel, Redirected, pack
from history.merging.plan import MergePlan
from history.merging.plan import plan as make_plan
from history.merging.report import Counts, say_counts
from history.merging.uniting import set_columns, unite_rows
from history.models.merge import Merge
from history.versions.keeping import together
from records.neighbours import neighbours

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that has been carried out."""

    merge: Merge
    counts: Counts

    def __str__(self) -> str:
        """Return the report in one line."""
        return say_counts(self.counts.as_dict())


@transaction.atomic
def carry_out(plan: MergePlan, user: "User", note: str = "") -> Merged:
    """Merge as planned, as `user`.

    The plan is worked out again from the rows as they now stand, locked, with the choices of the
    plan. Raises PermissionDenied without the right to merge, and ValidationError if anything has
    changed since the plan was made or if something stands in its way; then nothing is changed.
    """
    if not rights.may_merge(user):
        raise PermissionDenied
    keys = [party.pk for party in plan.parties]
    list(Entry.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    found = make_plan(plan.parties, plan.survivor, plan.choices)
    if found.digest != plan.digest:
        message = _("Somebody has changed one of these entries since you saw them: look again.")
        raise ValidationError(message, code="changed")
    if found.problems:
        raise ValidationError(found.problems, code="problems")
    with together(user=user, action="merge", note=note):
        return _carry_out(found, user, note)


def _carry_out(plan: MergePlan, user: "User", note: str) -> Merged:
    """Do all of it; the parties are locked."""
    survivor, merged = plan.survivor, plan.merged
    shown_by = set(chain.from_iterable(neighbours(party.pk) for party in plan.parties))
    counts = Counts(
        moved=len(plan.statements.moved),
        folded=len(plan.statements.folds),
        dropped=len(plan.statements.dropped),
        turned=len(plan.statements.turned),
    )
    parcel = Parcel(
        survivor=survivor.pid,
        before={party.pid: head_record(party) for party in plan.parties},
    )
    move_statements(plan, parcel)
    unite_rows(plan, counts)
    move_citations(survivor.pk, {party.pk: party.pid for party in merged}, parcel, counts)
    _move_columns(plan, parcel, counts)
    _redirect(plan, parcel, counts, user)
    survivor.revision += 1
    survivor.changed_by = user
    set_columns(survivor, plan.columns, plan.editors_note)
    refresh_names(survivor)
    refresh_span(survivor)
    parcel.after = head_record(heads(survivor.kind, [survivor.pk])[survivor.pk])
    merge = _store(plan, parcel, counts, user, note)
    entries_changed.send(sender=Entry, pks={party.pk for party in plan.parties}, shown_by=shown_by)
    return Merged(merge, counts)


def _move_columns(plan: MergePlan, parcel: Parcel, counts: Counts) -> None:
    """Let columns of other entries lead to the survivor."""
    pids = {party.pk: party.pid for party in plan.merged}
    for reference, keys in plan.references:
        name = reference.field.name
        rows = reference.model._base_manager.filter(**{f"{name}__in": list(pids)})
        rows = rows.exclude(pk__in=[party.pk for party in plan.parties])
        parcel.columns += [
            MovedColumn(entry=pid, column=name, before=pids[key])
            for pid, key in rows.values_list("pid", f"{name}_id")
        ]
        rows.update(**{name: plan.survivor.pk})
        counts.columns += len(keys)


def _redirect(plan: MergePlan, parcel: Parcel, counts: Counts, user: "User") -> None:
    """Let the addresses of the merged entries lead to the survivor, in one step."""
    pids = {party.pk: party.pid for party in plan.merged}
    parcel.redirects = [
        Redirected(entry=entry.pid, before=pids[entry.merged_into_id or 0])
        for entry in plan.redirects
    ]
    counts.redirects = len(plan.redirects)
    earlier = Entry.objects.filter(pk__in=[entry.pk for entry in plan.redirects])
    earlier.update(merged_into=plan.survivor.pk)
    for party in plan.merged:
        Entry.objects.filter(pk=party.pk).update(
            status=Status.MERGED,
            merged_into=plan.survivor.pk,
            withdrawn_at=None,
            withdrawal_reason={},
            revision=party.revision + 1,
            changed_by=user,
            changed_at=timezone.now(),
        )


def _store(plan: MergePlan, parcel: Parcel, counts: Counts, user: "User", note: str) -> Merge:
    """Keep what is needed to undo it, and write the log of every party."""
    merge = Merge.objects.create(
        survivor_id=plan.survivor.pk,
        user=user,
        note=note,
        counts=counts.as_dict(),
        parcel=pack(parcel),
    )
    for party in plan.merged:
        merge.parties.create(entry_id=party.pk)
        party.revision += 1
        record(party, user, "merge", f"→ {plan.survivor.pid}. {note}".strip())
    merged = ", ".join(party.pid for party in plan.merged)
    record(plan.survivor, user, "merge", f"← {merged}. {note}".strip())
    return merge
