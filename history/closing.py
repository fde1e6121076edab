"""Withdrawal for law or privacy: the entry, its names and all its versions leave the public.

An ordinary withdrawal leaves a tombstone with the name and lets versions be read: what was cited
stays to be checked. Where a law or a person's privacy asks for more, an entry is closed. The
address still answers, with 410 and what kind of thing was there, but without its name.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entries import rights
from entries.actions import record, withdraw
from entries.choices import Status
from entries.languages import Localised
from entries.models import Entry
from history.models.closure import Closure

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def closure_of(entry: Entry) -> Closure | None:
    """Return the closure that holds for an entry now, if there is one (one query)."""
    return Closure.objects.filter(entry=entry.pk, lifted_at=None).first()


def is_closed(entry: Entry) -> bool:
    """Tell whether nothing of the entry may be shown: no name, no version."""
    return closure_of(entry) is not None


@transaction.atomic
def close(entry: Entry, user: "User", ground: str, reason: Localised, note: str) -> Closure:
    """Withdraw a published entry for law or privacy, or close one that is withdrawn already.

    `ground` is one of `Closure.Ground`; `reason` is shown on the tombstone and should name nobody;
    `note`, which must be given, says in the log who asked for it. Raises PermissionDenied, or
    ValidationError if the entry is not in a state to be closed.
    """
    if not rights.may_publish(user):
        raise PermissionDenied
    if not note.strip():
        raise ValidationError(_("Say in the note who asked for it and on what basis."))
    row = Entry.objects.select_for_update().get(pk=entry.pk)
    if is_closed(row):
        raise ValidationError(_("This entry is closed already."))
    if row.status == Status.PUBLISHED:
        withdraw(row, user, reason, note)
    elif row.status != Status.WITHDRAWN:
        raise ValidationError(_("Only what was public can be closed."))
    closure = Closure.objects.create(entry=row, ground=ground, note=note, user=user)
    record(row, user, "close", f"{ground}. {note}")
    entry.refresh_from_db()
    return closure


@transaction.atomic
def lift(entry: Entry, user: "User", note: str) -> None:
    """Lift the closure of an entry: it stays withdrawn, and its versions may be read again.

    Raises PermissionDenied, or ValidationError if it is not closed or no note is given.
    """
    if not rights.may_publish(user):
        raise PermissionDenied
    if not note.strip():
        raise ValidationError(_("Say in the note why the closure is lifted."))
    closure = Closure.objects.select_for_update().filter(entry=entry.pk, lifted_at=None).first()
    if closure is None:
        raise ValidationError(_("This entry is not closed."))
    closure.lifted_at, closure.lifted_by = timezone.now(), user
    closure.save(update_fields=["lifted_at", "lifted_by"])
    record(entry, user, "lift", note)
