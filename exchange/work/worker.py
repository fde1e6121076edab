"""Whoever works at jobs: a thread of a web process, or `manage.py jobs run`.

A job is a row that says how far it is, and each step moves that in the transaction of its work. So
nothing is lost when a process ends: whoever next finds that nobody has been at the job for a while
goes on with it; or, where all rows or none were to be written, takes back what was. Two never work
at one: a step that finds another's name in the row is taken back.
"""

import atexit
import logging
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final, Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from exchange.errors import FileError
from exchange.models import Job

logger = logging.getLogger(__name__)

LEASE: Final = timedelta(minutes=2)
"""How long nobody may be heard of who works at a job before another takes it over."""
MOST_ATTEMPTS: Final = 5
PAUSE: Final = 0.02
"""Seconds between two steps, in which others may write."""
FAREWELL: Final = 5.0

_guard = threading.Lock()
_stopping = threading.Event()
_thread: threading.Thread | None = None


class Lost(Exception):
    """Somebody stopped the job, or took it over."""


class Work(Protocol):
    """What is done while a job is in one state."""

    def step(self) -> None:
        """Do some of it, and move the job on with `hold` or `advance`."""


_works: dict[str, Callable[[Job], Work]] = {}


def register(state: str, work: Callable[[Job], Work]) -> None:
    """Let `work` be done while a job is in this state."""
    _works[state] = work


def hold(job: Job, **columns: Any) -> None:
    """Store how far a job is, and that somebody is at it; raises Lost if it is another's by now.

    To be called inside the transaction of the step.
    """
    columns = {"beat": timezone.now(), **columns}
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=job.state)
    if not mine.update(**columns):
        raise Lost
    for name, value in columns.items():
        setattr(job, name, value)


def advance(job: Job, state: str, **columns: Any) -> None:
    """Move a job to its next state; what is then done begins at the first row."""
    columns = {"position": 0, "attempts": 0, **columns, "state": state}
    if state not in Job.RUNNING:
        columns |= {"worker": "", "beat": None, "ended_at": timezone.now()}
        mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=job.state)
        if not mine.update(**columns):
            raise Lost
        for name, value in columns.items():
            setattr(job, name, value)
        return
    hold(job, **columns)


def wake() -> None:
    """Have waiting jobs done: by a thread of this process, or at once where there is none."""
    global _thread  # noqa: PLW0603 - one thread a process
    if not settings.JOBS_IN_BACKGROUND:
        run_waiting()
        return
    with _guard:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_work, name="jobs", daemon=True)
            _thread.start()


def run_waiting() -> int:
    """Do all jobs that nobody is at; return how many there were."""
    count = 0
    while not _stopping.is_set() and (job := _claim()) is not None:
        _run(job)
        count += 1
    return count


def waiting() -> bool:
    """Tell whether there is a job that nobody is at (one query)."""
    return bool(_unclaimed().exists())


def _work() -> None:
    try:
        run_waiting()
    except Exception:
        logger.exception("Jobs could not be done in the background.")
    finally:
        connections.close_all()


def _unclaimed() -> Any:
    stale = timezone.now() - LEASE
    return Job.objects.filter(Q(beat=None) | Q(beat__lt=stale), state__in=Job.RUNNING)


def _claim() -> Job | None:
    """Take the oldest job that nobody is at."""
    for job in _unclaimed().order_by("pk")[:10]:
        me = secrets.token_hex(8)
        mine = Job.objects.filter(pk=job.pk, state=job.state, beat=job.beat)
        taken = mine.update(worker=me, beat=timezone.now(), attempts=F("attempts") + 1)
        if taken:
            found: Job = Job.objects.select_related("user").get(pk=job.pk)
            return found
    return None


def _run(job: Job) -> None:
    """Work at a job until it rests, is lost, or fails."""
    with translation.override(job.language):
        try:
            if _was_interrupted(job):
                _fail(job, _("It was interrupted."))
                return  # whoever looks next finds it to be taken back
            if job.attempts > MOST_ATTEMPTS:
                _fail(job, _("It was begun several times and never came to an end."))
            while job.is_running:
                state, work = job.state, _works[job.state](job)
                while job.state == state:
                    work.step()
                    if _stopping.wait(PAUSE if settings.JOBS_IN_BACKGROUND else 0):
                        return
        except Lost:
            return
        except FileError as error:
            _fail(job, str(error))
        except PermissionDenied:
            _fail(job, _("The right to do this is gone."))
        except Exception:
            logger.exception("Job %s failed.", job.pk)
            _fail(job, _("Something went wrong that should not. The operator finds it in the log."))


def _was_interrupted(job: Job) -> bool:
    """Tell whether somebody was writing all rows or none, and never came to the end."""
    all_or_none = job.state == Job.State.WRITING and job.mode == Job.Mode.ALL
    return all_or_none and job.attempts > 1 and job.rows.filter(written=True).exists()


def _fail(job: Job, message: str) -> None:
    """End a job; if all or none were to be written, take back what was, and end it then."""
    with suppress(Lost):
        if job.state == Job.State.WRITING and job.mode == Job.Mode.ALL:
            job.details["aborted"] = message
            advance(job, Job.State.UNDOING, details=job.details, worker="", beat=None)
        else:
            advance(job, Job.State.FAILED, message=message)


@atexit.register
def _stop() -> None:
    """Let the step at hand be finished."""
    _stopping.set()
    if _thread is not None:
        _thread.join(FAREWELL)
