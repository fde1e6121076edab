"""Taking a job back: what it made goes, what it changed is as before, unless changed since."""

from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Min
from django.utils import translation
from django.utils.translation import gettext as _

from entries import rights
from entries.actions import discard, withdraw
from entries.choices import Status
from entries.languages import INTERFACE_LANGUAGES
from entries.models import Entry
from exchange.models import Job, JobRow
from exchange.work.planning import user_of
from exchange.work.worker import advance, hold
from history.models import Revision
from history.restoring.actions import restore_revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

BATCH: Final = 25
"""Entries that are taken back together."""


class _Kept(Exception):
    """An entry stays as it is; the message says why."""

    def __init__(self, why: str, *, wait: bool = False) -> None:
        super().__init__(why)
        self.wait = wait


class Undoer:
    """Takes back what a job wrote: first the changes, then, from the last, what it made."""

    def __init__(self, job: Job) -> None:
        """Go on where the job is."""
        self._job = job
        self._user = user_of(job)

    def step(self) -> None:
        """Take some entries back in one transaction."""
        job = self._job
        with transaction.atomic():
            pids = self._next()
            if not pids:
                self._turn()
                return
            note = f"↶ {job.pk}. {job.note or job.title}"
            done = sum(self._take_back(pid, note) for pid in pids)
            job.details["taken_back"] = job.details.get("taken_back", 0) + done
            hold(job, position=job.position + len(pids), details=job.details)

    def _next(self) -> list[str]:
        """Return the entries that are next, each once."""
        rows = self._job.rows.filter(written=True, undone="").order_by("created", "-number")
        pids = list(dict.fromkeys(rows.values_list("pid", flat=True)[: BATCH * 4]))
        return pids[:BATCH]

    def _turn(self) -> None:
        """Try again what waited for others, as long as that helps; then come to the end."""
        job = self._job
        waiting = job.rows.filter(undone="wait")
        if job.details.get("taken_back") and waiting.exists():
            job.details["taken_back"] = 0
            waiting.update(undone="")
            hold(job, details=job.details)
            return
        waiting.update(undone="kept")
        kept = job.rows.filter(undone="kept").count()
        counts = {**job.counts, "undone": job.rows.filter(undone="done").count(), "kept": kept}
        aborted = job.details.pop("aborted", "")
        job.details.pop("taken_back", None)
        columns: dict[str, Any] = {"counts": counts, "details": job.details}
        if aborted:
            message = _("Nothing was written. %(why)s") % {"why": aborted}
            if not kept:
                # Identifiers that were given out are not used again: every row is tried anew.
                columns["counts"] = {"undone": counts["undone"]}
                job.rows.update(written=False, created=False, before=None, after=None, undone="")
            else:
                message = _("Not everything could be taken back. %(why)s") % {"why": aborted}
            advance(job, Job.State.FAILED, message=message, **columns)
        else:
            advance(job, Job.State.UNDONE, **columns)

    def _take_back(self, pid: str, note: str) -> bool:
        """Take one entry back, or note in its rows why it stays; tell whether it was."""
        rows = self._job.rows.filter(pid=pid, written=True)
        made = rows.filter(created=True).exists()
        ends = rows.aggregate(before=Min("before"), after=Max("after"))
        try:
            with transaction.atomic():
                entry = self._unchanged(pid, ends["after"])
                if made:
                    self._remove(entry, note)
                else:
                    restore(entry, ends["before"], self._user, note)
        except _Kept as kept:
            problem = {"fault": "", "column": "", "said": str(kept), "choices": []}
            rows.update(undone="wait" if kept.wait else "kept", problems=[problem])
            return False
        rows.update(undone="done", problems=[])
        return True

    def _unchanged(self, pid: str, after: int | None) -> Entry:
        """Return an entry that is as the job left it; raises _Kept."""
        entry = Entry.objects.select_for_update().filter(pid=pid).first()
        if entry is None:
            raise _Kept(_("It has been deleted since."))
        last = Revision.objects.filter(pid=pid).aggregate(last=Max("number"))["last"]
        if last != after:
            raise _Kept(_("It has been changed since."))
        return entry

    def _remove(self, entry: Entry, note: str) -> None:
        """Delete what the job made; what it made public is withdrawn, for its address stays."""
        if entry.status == Status.PUBLISHED and rights.may_publish(self._user):
            with _as_kept():
                withdraw(entry, self._user, _reason(), note)
            return
        if not rights.may_discard(self._user, entry):
            raise _Kept(_("It is no draft any more: withdraw it."))
        with _as_kept(wait=True):
            discard(entry, self._user, note)


def restore(entry: Entry, before: int | None, user: "User", note: str) -> None:
    """Make an entry be what it was in a revision; raises _Kept if that cannot be."""
    if before is None:
        raise _Kept(_("There is no earlier revision."))
    try:
        restore_revision(entry, before, user, note)
    except ValidationError as error:
        if error.code != "same":
            raise _Kept(" ".join(error.messages)) from error
    except PermissionDenied as error:
        raise _Kept(_("This entry is not yours to change.")) from error


@contextmanager
def _as_kept(*, wait: bool = False) -> "Iterator[None]":
    try:
        yield
    except ValidationError as error:
        raise _Kept(" ".join(error.messages), wait=wait) from error
    except PermissionDenied as error:
        raise _Kept(_("This entry is not yours to change.")) from error


def _reason() -> dict[str, str]:
    """Return what a tombstone says, in each language."""
    reasons = {}
    for language in INTERFACE_LANGUAGES:
        with translation.override(language):
            reasons[language] = _("Entered by mistake.")
    return reasons


def undone_rows(job: Job) -> Sequence[JobRow]:
    """Return the rows of what could not be taken back, each entry once."""
    rows = {row.pid: row for row in job.rows.filter(undone="kept").order_by("number")[:200]}
    return list(rows.values())
