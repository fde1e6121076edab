"""The admin of serials, their issues, and works."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from entries.admin.labels import SEPARATOR, years
from entries.choices import NameType
from sources.admin import EvidencedAdmin, TypedAdmin
from works.models import Issue, Publication, Work

SEPARATOR_OF_NUMBER = ", "
"""Between the title of a serial and the number of an issue."""


class LanguagesField(forms.CharField):
    """Language tags in one box, separated by commas or blanks; kept as a list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Language tags, separated by commas: ru, de, th."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the list of tags; the model checks each."""
        if isinstance(value, list):
            return value
        return (super().to_python(value) or "").replace(",", " ").split()

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial or "") != self.to_python(data))


class LanguagesAdmin(TypedAdmin):
    """A kind with a list of languages."""

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Give the list of languages one plain box."""
        if db_field.name == "languages":
            return LanguagesField(label=capfirst(db_field.verbose_name), required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Publication)
class PublicationAdmin(LanguagesAdmin):
    """Serials. Their titles are names with a period of use."""

    own_fields: Any = [("type", "frequency", "languages")]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the ways to the issues: to those there are, and to a new one with its serial."""
        serial = context.get("original")
        if serial is not None and request.user.has_perm("works.view_issue"):
            mine = f"?publication__id__exact={serial.pk}"
            ways = [(f"{reverse('admin:works_issue_changelist')}{mine}", _("Issues"))]
            if request.user.has_perm("works.add_issue"):
                add = f"{reverse('admin:works_issue_add')}?publication={serial.pk}"
                ways.append((add, _("Add an issue")))
            context["ways"] = ways
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(Issue)
class IssueAdmin(EvidencedAdmin):
    """Issues of serials."""

    own_fields: Any = [
        "publication",
        ("number_printed", "number", "volume"),
        ("date", "printed_at"),
    ]
    own_fields_first = True
    list_display: Any = ["name", "publication", "number_printed", "years", "status", "changed_at"]
    list_select_related: ClassVar[Any] = ["publication"]
    carried = ("publication", "printed_at")

    def complete_new(self, entry: Issue) -> None:
        """Call an issue that was given no name by its serial and number, as one is cited."""
        if entry.names.exists():
            return
        for language, title in entry.publication.labels.items():
            with override(language):
                said = entry.number_printed or years(entry)
            name = SEPARATOR_OF_NUMBER.join(filter(None, (title, said)))
            entry.names.create(text=name, language=language, type=NameType.PREFERRED)

    def distinctions(self, keys: Sequence[int]) -> Mapping[int, str]:
        """Return the serial and the number as printed."""
        issues = self.rows(keys).select_related("publication")
        return {
            issue.pk: SEPARATOR.join(filter(None, (str(issue.publication), issue.number_printed)))
            for issue in issues
        }


@admin.register(Work)
class WorkAdmin(LanguagesAdmin):
    """Articles, books, pamphlets, letters and the like."""

    own_fields: Any = [
        ("type", "date", "languages"),
        "byline",
        ("publication", "issue", "pages"),
    ]
