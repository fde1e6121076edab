"""Changes of an entry's status. Each checks the right, acts, and writes the log.

They raise PermissionDenied when `user` may not, and ValidationError when the entry is not in a
state from which the step leads.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entries import rights
from entries.choices import Status
from entries.languages import Localised
from entries.models import AuditRecord, Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import User


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
    """Show the entry to the public. A withdrawn entry may be published again."""
    _allow(rights.may_publish(user))
    if not entry.labels:
        raise ValidationError(_("An entry needs a preferred name before it can be published."))
    if entry.published_at is None:
        entry.published_at = timezone.now()
    entry.withdrawn_at = None
    entry.withdrawal_reason = {}
    before = {Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN}
    _step(entry, user, "publish", before, Status.PUBLISHED, note)


@transaction.atomic
def withdraw(entry: Entry, user: "User", reason: Localised, note: str = "") -> None:
    """Take a published entry from the public; its address answers with a tombstone.

    `reason` is public, `note` is for the log only.
    """
    _allow(rights.may_publish(user))
    entry.withdrawn_at = timezone.now()
    entry.withdrawal_reason = reason
    _step(entry, user, "withdraw", {Status.PUBLISHED}, Status.WITHDRAWN, note)


def record(entry: Entry, user: "User | None", action: str, note: str = "") -> None:
    """Write one line of the audit log."""
    AuditRecord.objects.create(
        entry=entry, user=user, action=action, note=note, revision=entry.revision
    )


def _allow(allowed: bool) -> None:
    """Raise PermissionDenied unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def _step(
    entry: Entry, user: "User", action: str, before: set[Status], after: Status, note: str
) -> None:
    """Move the entry on from one of the states `before`, as `user`."""
    if entry.status not in before:
        raise ValidationError(
            _("“%(entry)s” is %(status)s: this step is not possible.")
            % {"entry": entry, "status": entry.get_status_display()}
        )
    entry.status = after
    entry.revision += 1
    entry.changed_by = user
    entry.save()
    record(entry, user, action, note)
