"""Questions to many corrections."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

if TYPE_CHECKING:
    from corrections.models import Correction

    _Corrections = models.QuerySet[Correction]
else:
    _Corrections = models.QuerySet


class CorrectionQuerySet(_Corrections):
    """Corrections of readers."""

    def open(self) -> Self:
        """Keep those that wait for the desk."""
        return self.filter(state__in=self.model.OPEN)

    def sent_lately(self, sender: str, within: timedelta) -> Self:
        """Keep what one sender sent in this span before now."""
        return self.filter(sender=sender, at__gt=timezone.now() - within)

    def credited(self, entry: int) -> Self:
        """Keep the accepted ones of an entry and of those merged into it that name somebody."""
        theirs = Q(entry=entry) | Q(entry__merged_into=entry)
        return self.filter(theirs, state="accepted", wants_credit=True)

    def told(self) -> Self:
        """Keep the accepted ones that everybody may know of, the latest first.

        Their entry, or what it was merged into, is public; both are fetched in the same query.
        """
        public = Q(entry__status="published") | Q(entry__merged_into__status="published")
        rows = self.filter(public, state="accepted").select_related("entry__merged_into")
        return rows.order_by(F("closed_at").desc(nulls_last=True), "-pk")
