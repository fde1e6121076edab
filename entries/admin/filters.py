"""Filters beside the lists of the admin."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from entries.choices import TextRole
from entries.fields import LANGUAGE_LABELS
from entries.models import Text


class MissingSummaryFilter(admin.SimpleListFilter):
    """Entries that lack a summary in a language."""

    title = _("summary missing in")
    parameter_name = "no_summary"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """Offer the three languages."""
        return list(LANGUAGE_LABELS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the entries without the summary."""
        if self.value() not in LANGUAGE_LABELS:
            return queryset
        summaries = Text.objects.filter(
            entry=OuterRef("pk"), role=TextRole.SUMMARY, language=self.value()
        )
        return queryset.filter(~Exists(summaries))


class MineFilter(admin.SimpleListFilter):
    """Entries of the editor who asks."""

    title = _("my part")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """Offer what one began and what one changed last."""
        return [("created", _("begun by me")), ("changed", _("last changed by me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the editor's own entries."""
        if self.value() not in {"created", "changed"}:
            return queryset
        return queryset.filter(**{f"{self.value()}_by": request.user.pk})
