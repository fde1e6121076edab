"""Jobs: imports and changes of many entries, tried first, then done in the background."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entries import pid as pids


class Job(models.Model):
    """Something that is done with many rows, some at a time.

    How far it is stands here, in the transaction of each step, so whoever goes on after a crash
    neither repeats nor leaves out a row. `worker` and `beat` say who is at it, and was so last.
    """

    class What(models.TextChoices):
        """What is done."""

        IMPORT = "import", pgettext_lazy("job", "import")
        CHANGE = "change", pgettext_lazy("job", "change of many")

    class State(models.TextChoices):
        """How far it is. In the first four of these somebody works at it."""

        READING = "reading", pgettext_lazy("job", "is being read")
        CHECKING = "checking", pgettext_lazy("job", "is being tried")
        WRITING = "writing", pgettext_lazy("job", "is being written")
        UNDOING = "undoing", pgettext_lazy("job", "is being undone")
        NEW = "new", pgettext_lazy("job", "begun")
        CHECKED = "checked", pgettext_lazy("job", "tried, nothing is written yet")
        DONE = "done", pgettext_lazy("job", "written")
        UNDONE = "undone", pgettext_lazy("job", "undone")
        FAILED = "failed", pgettext_lazy("job", "failed")
        STOPPED = "stopped", pgettext_lazy("job", "stopped")

    class Mode(models.TextChoices):
        """What is written if some rows have faults."""

        ALL = "all", pgettext_lazy("job", "all rows or none")
        GOOD = "good", pgettext_lazy("job", "the good rows only")

    RUNNING: Final = (State.READING, State.CHECKING, State.WRITING, State.UNDOING)

    what = models.CharField(_("what"), max_length=8, choices=What.choices)
    table = models.CharField(_("table"), max_length=12)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.NEW)
    mode = models.CharField(_("mode"), max_length=4, choices=Mode.choices, blank=True)
    title = models.CharField(_("title"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    details = models.JSONField(default=dict)
    """Of an import: form, headings, mapping, options, answers. Of a change: what is changed."""
    counts = models.JSONField(default=dict)
    """Rows by outcome, once it was tried; what was written or undone, once it was."""
    message = models.TextField(_("message"), blank=True)
    language = models.CharField(max_length=5, default="en")
    """In which messages are written: that of whoever began."""
    total = models.PositiveIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    """The last row that is done in this state."""
    again = models.BooleanField(default=False)
    """Whether rows are written a second time, for what they refer to was not there the first."""
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("user"),
    )
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    worker = models.CharField(max_length=40, blank=True)
    beat = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often somebody has begun or gone on with this state."""

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["import", "change"]), name="job_what_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["state"],
                condition=Q(state__in=["reading", "checking", "writing", "undoing"]),
                name="job_running",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def is_running(self) -> bool:
        """Whether it waits for somebody to work at it, or somebody does."""
        return self.state in self.RUNNING


class JobRow(models.Model):
    """One row of a job: a line of a file, or an entry or statement that is to be changed."""

    class Outcome(models.TextChoices):
        """What will be done with it, or was."""

        UNKNOWN = "", pgettext_lazy("row", "not tried yet")
        CREATE = "create", pgettext_lazy("row", "new")
        UPDATE = "update", pgettext_lazy("row", "changed")
        SKIP = "skip", pgettext_lazy("row", "as it is already")
        ASK = "ask", pgettext_lazy("row", "to be decided")
        ERROR = "error", pgettext_lazy("row", "faulty")

    GOOD: Final = (Outcome.CREATE, Outcome.UPDATE)

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField(default=0)
    """The line of the file on which it begins."""
    cells = models.JSONField(default=list)
    """As they stand in the file; of a change none."""
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    fault = models.CharField(max_length=10, blank=True)
    """The first of its faults, by which rows are grouped."""
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    """What it changes of an entry that is there: column, before and after of each."""
    pid = models.CharField(max_length=pids.LENGTH, blank=True)
    """The entry that it is written to."""
    uid = models.CharField(max_length=pids.STATEMENT_LENGTH, blank=True)
    """The statement that it is written to, if the row is one."""
    deferred = models.BooleanField(default=False)
    """Whether it refers to an entry that the job itself makes later."""
    written = models.BooleanField(default=False)
    created = models.BooleanField(default=False)
    """Whether writing it made the entry."""
    before = models.PositiveIntegerField(null=True)
    """The last revision of the entry before it was written."""
    after = models.PositiveIntegerField(null=True)
    """The revision that writing it led to."""
    undone = models.CharField(
        max_length=4, blank=True, choices=[("done", "done"), ("wait", "wait"), ("kept", "kept")]
    )
    """Whether it was taken back; `wait` while something refers to the entry that it made."""

    class Meta:
        verbose_name = _("row of a job")
        verbose_name_plural = _("rows of jobs")
        ordering = ["job", "number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="job_row_once"),
        ]
        indexes = [
            models.Index(fields=["job", "outcome", "number"], name="job_row_outcome"),
            models.Index(fields=["job", "pid", "number"], name="job_row_pid"),
        ]

    def __str__(self) -> str:
        """Return the line."""
        return str(self.line)
