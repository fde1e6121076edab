"""What the desk keeps about entries on their way to the public."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from entries import pid as pids
from entries.models import Entry


class Assignment(models.Model):
    """In whose hands an entry is."""

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, related_name="assignment", verbose_name=_("entry")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("in the hands of"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("given by"),
    )
    at = models.DateTimeField(_("at"), auto_now=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        """Return who has it."""
        return str(self.person)


class Schedule(models.Model):
    """When an entry is to be published, by whose right, and the revision that was looked at."""

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, related_name="schedule", verbose_name=_("entry")
    )
    at = models.DateTimeField(_("to be published"), db_index=True)
    revision = models.PositiveIntegerField(_("revision"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("planned by"),
    )
    problem = models.TextField(_("why it was not published"), blank=True)
    """In the archive's own language (LANGUAGE_CODE); empty as long as the plan stands."""

    class Meta:
        verbose_name = _("plan to publish")
        verbose_name_plural = _("plans to publish")

    def __str__(self) -> str:
        """Return the hour."""
        return self.at.isoformat()


class Comment(models.Model):
    """What one colleague says to another about an entry. Never public.

    It names the entry by its identifier, so that it is there again when a deleted draft is.
    """

    pid = models.CharField(_("permanent identifier"), max_length=pids.LENGTH, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("user"),
    )
    text = models.TextField(_("text"), max_length=4000)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        """Return the beginning."""
        return self.text[:60]
