"""What is known of addresses elsewhere."""

from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST: Final = 500
DEAD_AFTER: Final = 2
"""Days on which nobody must have answered before an address is called dead."""


class LinkQuerySet(models.QuerySet["Link"]):
    """Questions to all addresses."""

    def dead(self) -> Self:
        """Keep those where nobody answered on several days, and that nobody has dismissed."""
        return self.filter(failed_days__gte=DEAD_AFTER, dismissed_at=None)

    def due(self) -> Self:
        """Keep those that are to be asked now, those that wait longest first."""
        return self.filter(next_at__lte=timezone.now()).order_by("next_at", "pk")


LinkManager = models.Manager.from_queryset(LinkQuerySet)


class Link(models.Model):
    """An address that entries lead to, and what came of asking it."""

    address = models.CharField(_("address"), max_length=LONGEST, unique=True)
    needed_at = models.DateTimeField(_("last found in an entry"))
    next_at = models.DateTimeField(_("to be asked"), db_index=True)
    checked_at = models.DateTimeField(_("asked"), null=True)
    alive_at = models.DateTimeField(_("last answered"), null=True)
    failed_at = models.DateTimeField(_("does not answer since"), null=True)
    """The first time since it last answered."""
    failed_days = models.PositiveSmallIntegerField(_("days without an answer"), default=0)
    problem = models.CharField(_("problem"), max_length=100, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("dismissed by"),
    )
    dismissed_at = models.DateTimeField(_("dismissed"), null=True)
    """Until it answers again."""

    objects: Any = LinkManager()

    class Meta:
        verbose_name = _("address elsewhere")
        verbose_name_plural = _("addresses elsewhere")

    def __str__(self) -> str:
        """Return the address."""
        return self.address

    @property
    def archived(self) -> str:
        """Where the Internet Archive may have what stood there, as near as it can to when."""
        moment = self.alive_at or self.failed_at
        return f"https://web.archive.org/web/{moment:%Y%m%d}/{self.address}" if moment else ""
