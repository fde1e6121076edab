"""Restoring an earlier revision, and bringing back what was deleted. Rights, locking, log."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from entries import rights
from entries.actions import record
from entries.choices import Status
from entries.models import Entry, RetiredPid
from history.deeds import RESTORE, UNDELETE
from history.models import Revision
from history.restoring.fitting import Fitted, fit
from history.versions.keeping import together
from history.versions.revisions import read_revision
from records.columns import RecordError
from records.read import from_record
from records.write import Scope, to_record

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from history.versions.parts import Document


def preview_restore(entry: Entry, revision: Revision) -> tuple["Document", Fitted]:
    """Return the record as it is now and as it would be; nothing is changed."""
    now = to_record(entry, Scope.FULL).model_dump(mode="json")
    return now, fit(read_revision(revision), now)


@transaction.atomic
def restore_revision(
    entry: Entry,
    number: int,
    user: "User",
    note: str = "",
    *,
    seen: int | None = None,
    agreed: str = "",
) -> None:
    """Make an entry be what it was in an earlier revision: one new revision, with its log.

    How it stands (status, dates of publication and withdrawal) stays as it is. `seen` is the
    entry's `revision` that a preview was of; without it nothing is compared. `agreed` is the
    `digest` of what a preview said would be left out. Raises PermissionDenied, or ValidationError
    with the code `merged`, `changed`, `losses`, `same` or `impossible`; then nothing is changed.
    """
    row = Entry.objects.select_for_update().get(pk=entry.pk)
    if not (rights.may_review(user) or rights.may_change(user, row)):
        raise PermissionDenied
    if row.status == Status.MERGED:
        raise ValidationError(
            _("“%(entry)s” is merged into “%(survivor)s”: undo the merge first.")
            % {"entry": row, "survivor": row.survivor()},
            code="merged",
        )
    if seen is not None and seen != row.revision:
        raise ValidationError(
            _("Somebody has changed this entry since you opened it: look at it again."),
            code="changed",
        )
    revision = Revision.objects.filter(pid=row.pid, number=number).first()
    if revision is None:
        raise ValidationError(_("There is no such revision."), code="impossible")
    now, fitted = preview_restore(row, revision)
    _refuse(fitted, agreed)
    if fitted.document == now:
        raise ValidationError(_("It is as it was then already."), code="same")
    told = f"← {number}. {note}".strip()
    with together(user=user, action=RESTORE, note=told):
        _read(fitted)
        Entry.objects.filter(pk=row.pk).update(changed_by=user)
        record(Entry.objects.get(pk=row.pk), user, RESTORE, told)


def last_of_deleted(pid: str) -> Revision | None:
    """Return the last revision of a deleted entry; None if there is none (one query)."""
    return Revision.objects.filter(pid=pid, entry=None).order_by("-number").first()


def preview_undelete(revision: Revision) -> Fitted:
    """Return what would be brought back of a deleted entry; nothing is changed."""
    return fit(read_revision(revision), None)


@transaction.atomic
def undelete(pid: str, user: "User", note: str = "", *, agreed: str = "") -> Entry:
    """Bring back a deleted entry as a draft, under its identifier, and let its history go on.

    Who began it is its author again. Raises PermissionDenied, or ValidationError as
    `restore_revision` does.
    """
    if not rights.may_review(user):
        raise PermissionDenied
    last = last_of_deleted(pid)
    if last is None or Entry.objects.filter(pid=pid).exists():
        raise ValidationError(_("Nothing is deleted under this identifier."), code="impossible")
    fitted = preview_undelete(last)
    _refuse(fitted, agreed)
    first = Revision.objects.filter(pid=pid).order_by("number")[0]
    RetiredPid.objects.filter(pid=pid).delete()
    with together(user=user, action=UNDELETE, note=note):
        _read(fitted)
        Entry.objects.filter(pid=pid).update(
            created_by=first.user, created_at=first.at, changed_by=user
        )
        entry = Entry.objects.get(pid=pid)
        record(entry, user, UNDELETE, note)
    return entry


def _refuse(fitted: Fitted, agreed: str) -> None:
    """Raise ValidationError if it cannot be, or if something would be left out unagreed."""
    if fitted.obstacle:
        message = _("It cannot be brought back: %(why)s") % {"why": fitted.obstacle}
        raise ValidationError(message, code="impossible")
    if fitted.digest and fitted.digest != agreed:
        message = _("Not everything can be brought back: agree to what is left out.")
        raise ValidationError(message, code="losses")


def _read(fitted: Fitted) -> None:
    """Read the record back; raise ValidationError if it does not fit after all."""
    assert fitted.record is not None  # noqa: S101 - `_refuse` has seen to it
    try:
        from_record(fitted.record)
    except RecordError as error:
        message = _("It cannot be brought back: %(why)s") % {"why": error}
        raise ValidationError(message, code="impossible") from error
