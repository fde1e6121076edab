"""Identifiers of entries that are no longer in the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from entries import pid as pids


class RetiredPid(models.Model):
    """An identifier that was given out once and must never be given out again.

    A row is added when an entry is deleted, and when a data package that knows of such identifiers
    is read; it goes only when that same entry is brought back. See `entries.ledger` for what a
    database cannot know of itself.
    """

    pid = models.CharField(_("permanent identifier"), max_length=pids.LENGTH, primary_key=True)
    at = models.DateTimeField(_("retired"), auto_now_add=True)

    class Meta:
        verbose_name = _("retired identifier")
        verbose_name_plural = _("retired identifiers")
        ordering = ["pid"]

    def __str__(self) -> str:
        """Return the identifier."""
        return self.pid
