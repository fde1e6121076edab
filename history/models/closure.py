"""Closures: entries withdrawn for law or privacy."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entries.models import Entry


class Closure(models.Model):
    """A withdrawal that takes everything from the public: the names and all versions as well.

    The row stays when the closure is lifted: who closed what, and why, is itself a record.
    """

    class Ground(models.TextChoices):
        """Why an entry had to be closed; this much the public is told."""

        LAW = "law", _("required by law")
        PRIVACY = "privacy", _("protection of privacy")

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="closures", verbose_name=_("entry")
    )
    ground = models.CharField(_("ground"), max_length=7, choices=Ground.choices)
    note = models.TextField(
        _("note"), help_text=_("Who asked for it, on what basis. For the log; never public.")
    )
    at = models.DateTimeField(_("closed"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("user"),
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ground__in=["law", "privacy"]), name="closure_ground_known"
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(lifted_at__isnull=True),
                name="closure_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        """Return the ground and the day."""
        return f"{self.get_ground_display()} ({self.at:%Y-%m-%d})"
