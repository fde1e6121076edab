"""The audit log: who did what to which entry, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entries.models.entry import Entry


class AuditRecord(models.Model):
    """One action on an entry. Rows are added and never changed."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="log", verbose_name=_("entry")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("user"),
    )
    action = models.CharField(_("action"), max_length=30)
    note = models.TextField(_("note"), blank=True)
    revision = models.PositiveIntegerField(_("revision"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        """Return the action and what it was done to."""
        return f"{self.action} {self.entry_id}"
