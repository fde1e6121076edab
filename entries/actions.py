"""Changes of an entry's status, and deletion. Each checks the right, acts, and writes the log.

They raise PermissionDenied when `user` may not, and ValidationError when the entry is not in a
state from which the step leads.
"""

from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from entries import derive, rights
from entries.choices import NameType, Status
from entries.languages import Localised
from entries.models import AuditRecord, Entry
from entries.review import not_approved
from entries.showable import refuse_closed, refuse_incomplete

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAMED: Final = 10
"""How many of those that stand in the way of deleting are named."""


@transaction.atomic
def submit(entry: Entry, user: "User", note: str = "") -> None:
    """Hand a draft in for review."""
    _allow(rights.may_change(user, entry))
    _step(entry, user, "submit", {Status.DRAFT}, Status.IN_REVIEW, note)


@transaction.atomic
def send_back(entry: Entry, user: "User", note: str = "") -> None:
    """Return what was handed in to its author, with the reason."""
    _allow(rights.may_review(user))
    _step(entry, user, "send_back", {Status.IN_REVIEW}, Status.DRAFT, note)


@transaction.atomic
def publish(entry: Entry, user: "User", note: str = "") -> None:
    """Show the entry to the public. A withdrawn entry may be published again.

    With FOUR_EYES, whoever has a hand in it may not (PermissionDenied). What is closed for law or
    privacy stays so, and an image that lacks words or rights holds the whole entry back (see
    `showable`).
    """
    _allow(rights.may_publish(user))
    _not_own(entry, user)
    if not entry.names.filter(type=NameType.PREFERRED).exists():
        raise ValidationError(say_nameless())
    refuse_closed(entry.pk)
    refuse_incomplete(entry.pk)
    before = {Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN}
    published_at = entry.published_at or timezone.now()
    _step(
        entry,
        user,
        "publish",
        before,
        Status.PUBLISHED,
        note,
        published_at=published_at,
        withdrawn_at=None,
        withdrawal_reason={},
    )


@transaction.atomic
def approve(entry: Entry, user: "User", note: str = "") -> None:
    """Note that somebody else has looked at what was changed in a public entry."""
    _allow(rights.may_review(user))
    row = Entry.objects.select_for_update().get(pk=entry.pk)
    _not_own(row, user)
    if not not_approved([row.pk]).exists():
        raise ValidationError(
            _("“%(entry)s” has no change that waits to be seen.") % {"entry": row}
        )
    record(row, user, "approve", note)
    row.specific.save(update_fields=["slug"])  # lists of work follow saves


@transaction.atomic
def withdraw(entry: Entry, user: "User", reason: Localised, note: str = "") -> None:
    """Take a published entry from the public; its address answers with a tombstone.

    `reason` is public and must be given, `note` is for the log only.
    """
    _allow(rights.may_publish(user))
    if not reason:
        raise ValidationError(_("A tombstone says why: give the reason."))
    _step(
        entry,
        user,
        "withdraw",
        {Status.PUBLISHED},
        Status.WITHDRAWN,
        note,
        withdrawn_at=timezone.now(),
        withdrawal_reason=reason,
    )


@transaction.atomic
def discard(entry: Entry, user: "User", note: str = "") -> None:
    """Delete a draft that never was public, with all its parts.

    The log is written first, so that whoever follows it can keep the last state (`history` does).
    Raises ValidationError, naming them, if other entries refer to this one.
    """
    row = Entry.objects.select_for_update().get(pk=entry.pk)
    _allow(rights.may_discard(user, row))
    record(row, user, "delete", note)
    try:
        row.specific.delete()
    except ProtectedError as error:
        found = sorted({str(_referring(one)) for one in list(error.protected_objects)[:NAMED]})
        message = _("“%(entry)s” cannot be deleted, for others refer to it: %(others)s.")
        raise ValidationError(message % {"entry": row, "others": ", ".join(found)}) from error


def count_revision(entry: Entry, user: "User", action: str, note: str = "") -> None:
    """Count one more revision of an entry by `user`, refresh what is derived, write the log.

    For those who have stored its parts and checked the right to do so.
    """
    entry = entry.specific  # followers of the archive listen to the kinds
    derive.refresh_names(entry)
    derive.refresh_span(entry)
    entry.revision += 1
    entry.changed_by = user
    entry.save(update_fields=["revision", "changed_by", "changed_at"])
    record(entry, user, action, note)


def record(entry: Entry, user: "User | None", action: str, note: str = "") -> None:
    """Write one line of the audit log."""
    AuditRecord.objects.create(
        entry=entry, user=user, action=action, note=note, revision=entry.revision
    )


def _referring(row: Any) -> object:
    """Return the entry that a row which refers to another belongs to, or the row."""
    for name in ("subject", "entry", "name", "statement"):
        owner = getattr(row, name, None)
        if owner is not None:
            return owner if isinstance(owner, Entry) else _referring(owner)
    return row


def _allow(allowed: bool) -> None:
    """Raise PermissionDenied unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def _not_own(entry: Entry, user: "User") -> None:
    """Raise PermissionDenied with the reason if somebody else has to look at it."""
    if rights.is_own_work(user, entry):
        raise PermissionDenied(say_own())


def say_own() -> str:
    """Return why somebody may not approve an entry."""
    return _("You have changed it yourself: somebody else has to look at it.")


def say_nameless() -> str:
    """Return why an entry cannot be published."""
    return _("An entry needs a preferred name before it can be published.")


def say_status(entry: Entry) -> str:
    """Return why a step does not lead on from where an entry stands."""
    return _("“%(entry)s” is %(status)s: this step is not possible.") % {
        "entry": entry,
        "status": entry.get_status_display(),
    }


def _step(
    entry: Entry,
    user: "User",
    action: str,
    before: set[Status],
    after: Status,
    note: str,
    **columns: object,
) -> None:
    """Move the entry on from one of the states `before`, as `user`, and set these columns.

    What counts is the row as it now stands, locked, and nothing else of it is written: neither
    of two who act at the same time undoes what the other did.
    """
    row = Entry.objects.select_for_update().get(pk=entry.pk)
    if row.status not in before:
        raise ValidationError(say_status(row))
    columns |= {"status": after, "revision": row.revision + 1, "changed_by": user}
    specific = entry.specific  # followers of the archive listen to the kinds
    for name, value in columns.items():
        setattr(specific, name, value)
        setattr(entry, name, value)
    specific.save(update_fields=[*columns, "changed_at"])
    record(entry, user, action, note)
