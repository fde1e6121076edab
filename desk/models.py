"""What the desk keeps of its own: the numbers of its users' feeds, and what its rooms add.

Django sends `post_migrate`, with which the groups are kept, only for rooms that have this module.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.accounts.models import RightsRecord, Visit
from desk.flow.models import Assignment, Comment, Schedule
from desk.links.models import Link
from desk.worklists.models import Finding, Inspection, Pair

__all__ = [
    "Assignment",
    "Comment",
    "FeedKey",
    "Finding",
    "Inspection",
    "Link",
    "Pair",
    "RightsRecord",
    "Schedule",
    "Visit",
]


class FeedKey(models.Model):
    """How often somebody has renewed the address of their feed. Who never did has no row."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    serial = models.PositiveIntegerField(_("serial number"), default=0)

    class Meta:
        verbose_name = _("address of a feed")
        verbose_name_plural = _("addresses of feeds")

    def __str__(self) -> str:
        """Return whose it is."""
        return str(self.user)
