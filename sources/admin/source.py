"""The admin of sources."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from sources.admin.base import EvidencedAdmin
from sources.models import Source


@admin.register(Source)
class SourceAdmin(EvidencedAdmin):
    """Bibliographic sources. The title is the preferred name."""

    list_display: Any = ["name", "author", "csl_type", "years", "status", "changed_at"]
    list_filter: ClassVar[Any] = ["csl_type", *EvidencedAdmin.list_filter]
    own_fields: Any = [
        ("csl_type", "language"),
        ("author", "issued"),
        "container_title",
        ("publisher", "publisher_place"),
        ("volume", "number", "pages"),
        ("archive", "archive_location"),
        ("url", "rights"),
    ]

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Take an address without a scheme for one over TLS."""
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def distinctions(self, keys: Sequence[int]) -> Mapping[int, str]:
        """Return author and type."""
        return {
            source.pk: ", ".join(filter(None, (source.author, source.get_csl_type_display())))
            for source in self.rows(keys)
        }
