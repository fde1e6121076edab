"""States of entries: public ones as versions, those of the desk as revisions, and their parts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from entries import pid as pids
from entries.choices import Kind
from entries.models import Entry


class State(models.Model):
    """How an entry stood after a change, numbered from 1. Rows are added and never changed."""

    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("user"),
    )
    action = models.CharField(_("action"), max_length=30)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Return the number."""
        return str(self.number)


class StatePart(models.Model):
    """A piece of an entry's record, and through which of its states it lasted.

    State n of an entry is all parts with `first` <= n <= `last`; `last` is empty as long as the
    part is there. So a state costs what it changed, however large the entry is.
    """

    key = models.CharField(max_length=200)
    position = models.FloatField()
    """Where it stands among the parts of its sort."""
    body = models.TextField()
    """Canonical JSON, so that a state is the same bytes whenever it is read."""
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Version(State):
    """A public state: the record as anybody could read it, statements from both of their ends."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="versions", verbose_name=_("entry")
    )

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["entry", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_counts_from_one"),
        ]
        indexes = [
            models.Index(fields=["entry", "at"], name="version_by_day"),
            models.Index(fields=["-at"], name="version_latest_first"),
        ]


class VersionPart(StatePart):
    """A piece of a public record."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("part of a version")
        verbose_name_plural = _("parts of versions")
        ordering = ["entry", "position", "key"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "key", "first"], name="part_begins_once"),
            models.UniqueConstraint(
                fields=["entry", "key"], condition=Q(last__isnull=True), name="part_lasts_once"
            ),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="part_ends_later"
            ),
        ]


class Revision(State):
    """A state as the desk sees it, drafts and editors' notes included: what can be restored.

    It outlives the entry, so that what was deleted can be brought back.
    """

    entry = models.ForeignKey(
        Entry,
        on_delete=models.SET_NULL,
        null=True,
        related_name="revisions",
        verbose_name=_("entry"),
    )
    pid = models.CharField(_("permanent identifier"), max_length=pids.LENGTH)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["pid", "number"]
        constraints = [
            models.UniqueConstraint(fields=["pid", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_counts_from_one"),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="revision_latest_first"),
            models.Index(fields=["user", "-at"], name="revision_by_user"),
            models.Index(fields=["action", "-at"], name="revision_by_action"),
        ]


class RevisionPart(StatePart):
    """A piece of a record as the desk sees it."""

    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="+")
    pid = models.CharField(max_length=pids.LENGTH)

    class Meta:
        verbose_name = _("part of a revision")
        verbose_name_plural = _("parts of revisions")
        ordering = ["pid", "position", "key"]
        indexes = [
            # What a revision changed: the parts that begin with it, and those that end before it.
            models.Index(fields=["pid", "first"], name="revision_part_begins"),
            models.Index(fields=["pid", "last"], name="revision_part_ends"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pid", "key", "first"], name="revision_part_begins_once"
            ),
            models.UniqueConstraint(
                fields=["pid", "key"],
                condition=Q(last__isnull=True),
                name="revision_part_lasts_once",
            ),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")),
                name="revision_part_ends_later",
            ),
        ]
