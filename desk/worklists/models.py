"""What was found when entries were inspected."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from entries.choices import Kind
from entries.models import Entry


class Finding(models.Model):
    """Something that could be better about an entry: it stands in one list of work."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="findings", verbose_name=_("entry")
    )
    code = models.CharField(_("list"), max_length=20)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    """That of the entry, which never changes: so a list of one kind needs no second table."""

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(fields=["entry", "code"], name="finding_once"),
        ]
        indexes = [models.Index(fields=["code", "entry", "kind"], name="finding_in_its_list")]

    def __str__(self) -> str:
        """Return the list."""
        return self.code


class Pair(models.Model):
    """Two entries that may be the same thing, until somebody says that they are not."""

    first = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="+", verbose_name=_("entry")
    )
    second = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="+", verbose_name=_("entry")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    score = models.SmallIntegerField(_("score"))
    """Higher is more likely; beyond their order the numbers mean nothing."""
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("kept apart by"),
    )
    dismissed_at = models.DateTimeField(_("kept apart"), null=True)

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]
        indexes = [
            models.Index(
                fields=["-score", "id"], condition=Q(dismissed_at=None), name="pair_likely_first"
            )
        ]

    def __str__(self) -> str:
        """Return both keys."""
        return f"{self.first_id}, {self.second_id}"


class Inspection(models.Model):
    """How far the inspection has come. There is one row."""

    position = models.BigIntegerField(_("change"))
    """All entries have been inspected that changed up to this row of the change log."""
    swept = models.BigIntegerField(_("entry"), null=True, default=0)
    """The key up to which all entries have been inspected; empty when that is all of them."""

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")

    def __str__(self) -> str:
        """Return the change."""
        return str(self.position)
