"""Merges: which entries became one, who did it, and what is needed to undo it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entries.models import Entry


class Merge(models.Model):
    """One merge. The row stays when it is undone, for the log and for the list of redirects."""

    survivor = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        related_name="merges",
        verbose_name=_("survivor"),
        help_text=_("The entry that stays."),
    )
    at = models.DateTimeField(_("merged"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("user"),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Why these are the same."))
    counts = models.JSONField(_("report"), default=dict, editable=False)
    parcel = models.BinaryField(editable=False)
    """See `history.merging.parcel`."""
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undo_note = models.TextField(_("note on undoing"), blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        """Return the survivor and the day."""
        return f"{self.survivor} ({self.at:%Y-%m-%d})"


class MergedEntry(models.Model):
    """An entry that a merge made a redirect to the survivor."""

    merge = models.ForeignKey(
        Merge, on_delete=models.CASCADE, related_name="parties", verbose_name=_("merge")
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="merged_by", verbose_name=_("entry")
    )

    class Meta:
        verbose_name = _("merged entry")
        verbose_name_plural = _("merged entries")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["merge", "entry"], name="merged_once_in_a_merge"),
        ]

    def __str__(self) -> str:
        """Return the entry."""
        return str(self.entry)
