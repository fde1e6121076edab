"""Statements typed from their other end: the entry of the form is the object.

They belong to their subject, whose right it takes, and whose revision they count. Only new ones are
typed here; what is stored is changed at its subject, where it is locked.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries import rights
from entries.admin.formsets import PartFormSet
from entries.admin.inlines import COLLAPSED, StatementInline
from entries.admin.properties import PropertiesOffered
from entries.admin.rowforms import PlainRowForm
from entries.models import Entry, Statement

if TYPE_CHECKING:
    _Rows = PartFormSet
else:
    _Rows = object

ABOUT: Sequence[str] = ("property", "subject")


class IncomingForm(PlainRowForm):
    """A new statement whose object is the entry of the form."""

    stand_together: Sequence[Sequence[str]] = (ABOUT,)


class IncomingFormSet(PropertiesOffered, PartFormSet):
    """New statements of others. There are never stored rows among them."""

    of_others: ClassVar[bool] = True
    backward = True
    user: Any = None
    """Set by the inline: whose rights count."""

    @cached_property
    def subjects(self) -> dict[int, Entry]:
        """The subjects that were chosen, by key."""
        rows = [getattr(row, "cleaned_data", {}) for row in self.forms]
        return {one.pk: one for row in rows if (one := row.get("subject")) is not None}

    def clean(self) -> None:
        """Raise ValidationError where a subject is not the editor's to change."""
        super().clean()
        for row in self.forms:
            subject = getattr(row, "cleaned_data", {}).get("subject")
            if subject is not None and not rights.may_change(self.user, subject):
                message = _(
                    "“%(entry)s” is not yours to change, so nothing can be said of it here."
                )
                row.add_error("subject", ValidationError(message, params={"entry": subject}))
        if any(row.errors for row in self.forms):
            raise ValidationError(_("A statement about this entry cannot be saved."))

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Save a new statement behind all others of its subject."""
        key = form.instance.subject_id
        self._last[key] = self._last.get(key, 0) + 1
        form.instance.position = self._last[key]
        return super().save_new(form, commit)

    @cached_property
    def _last(self) -> dict[int, int]:
        """The last position of each subject, whose rows stay locked until all is saved."""
        keys = list(self.subjects)
        list(Entry.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        found = Statement.objects.filter(subject__in=keys).order_by().values_list("subject")
        return dict(found.annotate(last=Max("position")))


class IncomingInline(StatementInline):
    """Statements of others about this entry, typed from here."""

    fk_name = "object"
    form: type[PlainRowForm] = IncomingForm
    formset: Any = IncomingFormSet
    template = "admin/entries/incoming_rows.html"
    verbose_name = gettext_lazy("statement from the other end")
    verbose_name_plural = gettext_lazy("Said of it at other entries")
    show_change_link = False
    can_delete = False
    fieldsets = [
        (None, {"fields": [("property", "subject"), ("date", "place")]}),
        (
            gettext_lazy("Role, remark and rank"),
            {"fields": ["qualifier", "note", ("event", "certainty", "rank")], "classes": COLLAPSED},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Return none: what is stored is listed, with links to where it is changed."""
        return Statement.objects.none()

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the formset, which asks for the rights of whoever fills it in."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.user = request.user
        return formset

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Return the field; the property is read from the object here."""
        field: forms.Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "subject":
            field.label = _("Other entry")
            field.help_text = _("Of which this is said: the delegate, the editor, the author.")
        return field
