"""What every entry of the archive is."""

from functools import partial
from typing import Any, cast

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dates import HistoricalDate
from dates.fields import HistoricalDateField
from entries import pid as pids
from entries.choices import Kind, Status
from entries.fields import LocalisedField, SortKeyField
from entries.languages import Shown, show
from entries.ledger import is_noted, note_pids
from entries.models.base import FollowedModel
from entries.models.retired import RetiredPid
from entries.paths import path_of
from entries.querysets import EntryQuerySet

EntryManager = models.Manager.from_queryset(EntryQuerySet)


class Entry(FollowedModel):
    """A person, publication, event, place…: what statements are about and addresses lead to.

    Each kind is a child model (multi-table inheritance), so any two entries link with a real
    foreign key and share one space of identifiers. `labels`, `sort_*` and `span` are derived
    from names and statements (see `entries.derive`) so that a list needs no further query.
    """

    pid = models.CharField(
        _("permanent identifier"),
        max_length=pids.LENGTH,
        unique=True,
        editable=False,
        validators=[RegexValidator(f"^[{pids.ALPHABET}]{{{pids.LENGTH}}}$")],
        help_text=_("Part of the address that is cited. Never changes and is never used again."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, editable=False)
    slug = models.SlugField(_("slug"), max_length=80, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    descriptive = models.BooleanField(
        _("descriptive name"),
        default=False,
        help_text=_("The sources give no name: what stands here is a description of ours."),
    )
    editors_note = models.TextField(
        _("editors' note"),
        blank=True,
        help_text=_("For editors only. Never shown to the public and never exported."),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawal_reason = LocalisedField(
        _("reason of withdrawal"), editable=False, help_text=_("Shown on the tombstone.")
    )
    published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )
    labels = LocalisedField(_("labels"), editable=False)
    sort_th = SortKeyField(max_length=200, blank=True, editable=False, db_index=True)
    sort_en = SortKeyField(max_length=200, blank=True, editable=False, db_index=True)
    sort_ru = SortKeyField(max_length=200, blank=True, editable=False, db_index=True)
    span = HistoricalDateField(_("span"), null=True, blank=True, editable=False)

    objects = EntryManager()

    KIND: str = ""
    """The kind that a child model stores; empty on Entry itself."""

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        permissions = [
            ("review_entry", _("Can change any entry and send it back")),
            ("publish_entry", _("Can publish and withdraw entries")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="entry_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="entry_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
                name="entry_merged_iff_survivor",
                violation_error_message=_("A merged entry names its survivor, no other does."),
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")), name="entry_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WITHDRAWN) | Q(withdrawn_at__isnull=False),
                name="entry_withdrawn_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
                name="entry_published_has_date",
            ),
        ]
        indexes = [
            # Not of what is published: nearly everything is, and a database without statistics
            # would begin there, whatever else is asked for.
            models.Index(
                fields=["status", "kind"],
                condition=Q(status=Status.DRAFT)
                | Q(status=Status.IN_REVIEW)
                | Q(status=Status.WITHDRAWN)
                | Q(status=Status.MERGED),
                name="entry_not_public",
            ),
            models.Index(fields=["-changed_at"]),
        ]

    def __str__(self) -> str:
        """Return the label in the language of the request."""
        return self.label.text or self.pid

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Mint a pid for a new entry, and keep what is derived from own columns in step."""
        if self.KIND:
            self.kind = self.KIND
        if not self.pid:
            self.pid = _unused_pid()
        if self.has_own_date:
            self.span = self.own_date
            include_derived(kwargs, "span")
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            transaction.on_commit(partial(note_pids, [self.pid]), robust=True)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the entry, and see to it that its identifier is never given out again."""
        RetiredPid.objects.get_or_create(pid=self.pid)
        return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address to cite: it never changes."""
        return path_of("interop:entry", pid=self.pid)

    @property
    def has_own_date(self) -> bool:
        """Whether the date of this kind is a column and not a matter of statements."""
        return False

    @property
    def own_date(self) -> HistoricalDate | None:
        """The date column of this kind, if it has one."""
        return None

    @property
    def label(self) -> Shown:
        """The preferred name for the reader, marked when it is not in the reader's language."""
        return show(self.labels)

    def label_in(self, language: str) -> Shown:
        """Return the preferred name for a reader of `language`."""
        return show(self.labels, language)

    @property
    def is_public(self) -> bool:
        """Whether anybody may see this entry."""
        return self.status == Status.PUBLISHED

    @property
    def specific(self) -> "Entry":
        """This entry as its own kind, with the columns of that kind (one query unless cached)."""
        return self if self.KIND else cast("Entry", getattr(self, f"as_{self.kind}"))

    def survivor(self) -> "Entry":
        """Follow merges to the entry that stands for this one now (one query a step).

        Should merges ever lead in a circle, one of its entries is returned: a merged one.
        """
        entry, seen = self, {self.pk}
        while entry.merged_into is not None and entry.merged_into_id not in seen:
            entry = entry.merged_into
            seen.add(entry.pk)
        return entry


def _unused_pid() -> str:
    """Mint until the identifier is new (at ten million entries, one in forty is not).

    New is what no entry has, had before it was deleted, or had before an older backup came back.
    """
    while is_used(pid := pids.mint()):
        pass
    return pid


def is_used(pid: str) -> bool:
    """Tell whether an identifier has been given out, whatever became of its entry."""
    return (
        Entry.objects.filter(pid=pid).exists()
        or RetiredPid.objects.filter(pid=pid).exists()
        or is_noted(pid)
    )


def include_derived(kwargs: dict[str, Any], *names: str) -> None:
    """Add derived columns to the `update_fields` of a save, when it has any."""
    if kwargs.get("update_fields") is not None:
        kwargs["update_fields"] = {*kwargs["update_fields"], *names}
