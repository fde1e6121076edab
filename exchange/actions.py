"""What editors do with jobs. Each checks the right, and raises PermissionDenied without it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entries import rights
from exchange.errors import FileError
from exchange.models import Job
from exchange.tables.reading import Form, recognise
from exchange.work.mapping import guess_mapping, remember_mapping
from exchange.work.reading import look_at
from exchange.work.uploads import store_upload, upload_on_disk
from exchange.work.worker import wake

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WRITABLE: Final = (Job.State.CHECKED, Job.State.STOPPED, Job.State.FAILED)
"""States from which a job can be written, or written on."""


def begin_import(user: "User", table: str, name: str, file: "File[Any]") -> Job:
    """Keep an uploaded file, and guess what its headings mean. Raises ValidationError."""
    _allow(user)
    with transaction.atomic():
        job = Job.objects.create(
            what=Job.What.IMPORT,
            table=table,
            title=name[-200:],
            user=user,
            language=get_language() or "en",
        )
        store_upload(job, file)
        try:
            with upload_on_disk(job) as path:
                form = recognise(path)
                try:
                    headings = _headings(path, form)
                except FileError:
                    if form.type == "csv" or len(form.sheets) < 2:
                        raise
                    headings = []
        except FileError as error:
            raise ValidationError(str(error)) from error
        _describe(job, form, headings)
        job.save(update_fields=["details"])
    return job


def read_differently(job: Job, user: "User", form: Form) -> None:
    """Let the file be read in another encoding, with another separator, or from another sheet.

    Raises ValidationError if that cannot be.
    """
    _allow(user)
    with transaction.atomic():
        row = _resting(job)
        try:
            with upload_on_disk(row) as path:
                headings, _rows = look_at(path, form)
        except FileError as error:
            raise ValidationError(str(error)) from error
        row.rows.all().delete()
        _describe(row, form, headings)
        row.state = Job.State.NEW
        row.save(update_fields=["details", "state"])
    job.refresh_from_db()


def try_import(job: Job, user: "User", mapping: Sequence[str], options: Mapping[str, bool]) -> None:
    """Let the rows be read and tried, with these columns; keep in mind what they meant."""
    _allow(user)
    with transaction.atomic():
        row = _resting(job)
        if not any(mapping):
            raise ValidationError(_("Choose what at least one column means."))
        headings = row.details["headings"]
        remember_mapping(user, row.table, headings, mapping)
        was_read = row.rows.exists()
        row.details |= {"mapping": list(mapping), "options": dict(options)}
        _start(row, Job.State.CHECKING if was_read else Job.State.READING, user)
    wake()
    job.refresh_from_db()


def answer(job: Job, user: "User", rows: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Add what an editor decided about rows, by line, and about names; try everything again."""
    _allow(user)
    with transaction.atomic():
        row = _resting(job)
        answers = row.details.get("answers", {})
        answers["rows"] = {**answers.get("rows", {}), **rows}
        answers["names"] = {**answers.get("names", {}), **names}
        row.details["answers"] = answers
        _start(row, Job.State.CHECKING, user)
    wake()
    job.refresh_from_db()


def write_job(job: Job, user: "User", mode: str, note: str = "") -> None:
    """Let the good rows be written; with `all`, only if there are no others.

    Raises ValidationError if there is nothing to write, or if rows have faults and all are wanted.
    """
    _allow(user)
    with transaction.atomic():
        row = _resting(job)
        counts = row.counts
        if row.state not in WRITABLE:
            raise ValidationError(_("It has to be tried first."))
        if mode == Job.Mode.ALL and (counts.get("error") or counts.get("ask")):
            raise ValidationError(
                _("Some rows have faults: mend them, or write the good ones only.")
            )
        if not (counts.get("create") or counts.get("update")):
            raise ValidationError(_("There is nothing to write."))
        row.mode, row.note = mode, note
        _start(row, Job.State.WRITING, user)
    wake()
    job.refresh_from_db()


def undo_job(job: Job, user: "User") -> None:
    """Let everything that was written be taken back, as far as nobody changed it since."""
    _allow(user)
    with transaction.atomic():
        row = _resting(job)
        if not row.rows.filter(written=True).exists():
            raise ValidationError(_("Nothing of it was written."))
        row.rows.filter(undone="kept").update(undone="")
        _start(row, Job.State.UNDOING, user)
    wake()
    job.refresh_from_db()


def stop_job(job: Job, user: "User") -> None:
    """Let whoever works at it stop after the rows at hand; what is written stays written.

    Where all rows or none were to be written, it is taken back.
    """
    _allow(user)
    writing = {"pk": job.pk, "state": Job.State.WRITING, "mode": Job.Mode.ALL}
    with transaction.atomic():
        row = Job.objects.select_for_update().filter(**writing).first()
        if row is not None:
            row.details["aborted"] = _("It was stopped.")
            _start(row, Job.State.UNDOING, user)
    if row is not None:
        wake()
    else:
        stopped = Job.objects.filter(pk=job.pk, state__in=Job.RUNNING)
        stopped.update(state=Job.State.STOPPED, worker="", beat=None)
    job.refresh_from_db()


def forget_job(job: Job, user: "User") -> None:
    """Delete a job with its rows and its file. What it wrote stays, but can't be undone at once."""
    _allow(user)
    with transaction.atomic():
        _resting(job).delete()


def _headings(path: Path, form: Form) -> list[str]:
    """Return the headings of a file that has rows; raises FileError."""
    headings, rows = look_at(path, form)
    if not rows:
        raise FileError(_("There are no rows beneath the headings."))
    return headings


def _allow(user: "User") -> None:
    """Raise PermissionDenied unless the user may change any entry."""
    if not rights.may_review(user):
        raise PermissionDenied


def _resting(job: Job) -> Job:
    """Return the job, locked; raises ValidationError if somebody works at it."""
    row: Job = Job.objects.select_for_update().get(pk=job.pk)
    if row.is_running:
        raise ValidationError(_("Wait until it has come to rest, or stop it."))
    return row


def _start(row: Job, state: str, user: "User") -> None:
    """Let a job wait for somebody to work at it."""
    row.state, row.user, row.message = state, user, ""
    row.position, row.attempts, row.worker, row.beat, row.ended_at = 0, 0, "", None, None
    row.language = get_language() or "en"
    row.save()


def _describe(row: Job, form: Form, headings: Sequence[str]) -> None:
    """Note how the file is read, and what its headings seem to mean."""
    assert row.user is not None  # noqa: S101 - who uploaded it is there
    row.details |= {
        "form": form.as_plain(),
        "headings": list(headings),
        "mapping": guess_mapping(row.user, row.table, headings),
        "answers": {},
    }
