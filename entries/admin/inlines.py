"""The rows under an entry: names, texts, statements, identifiers, images."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from entries.admin.autocomplete import KnownChoiceField, PicksEntries
from entries.admin.formsets import (
    IdentifierFormSet,
    NameFormSet,
    PartFormSet,
    StatementFormSet,
    TextFormSet,
)
from entries.admin.regions import RegionField
from entries.admin.rowforms import (
    IdentifierForm,
    ImageForm,
    NameForm,
    PlainRowForm,
    StatementForm,
    TextForm,
)
from entries.admin.widgets import LongSelect, NameInput, PictureField, PictureInput
from entries.choices import NameType, Rank
from entries.languages import INTERFACE_LANGUAGES, current_language, show
from entries.licences import GROUPS
from entries.models import Identifier, Image, Name, Statement, Text

if TYPE_CHECKING:
    _Stacked = admin.StackedInline[Any, Any]
else:
    _Stacked = admin.StackedInline

COLLAPSED = ("collapse",)
PAGE: Final = "statements"
"""Which page of statements is shown, in the address."""
MOST_ROWS = 100
"""Statements on one page of a form: those shown and the new ones. More are refused, for each costs
some milliseconds to show again."""


class Rows(PicksEntries, _Stacked):
    """Rows that are folded to one line until somebody opens them."""

    template = "admin/entries/rows.html"
    formset = PartFormSet
    extra = 1
    stands_first = False
    """Whether the rows stand above the entry's own fields."""

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return the field without the signs beside it that lead away from the form."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and hasattr(field.widget, "can_add_related"):
            field.widget = field.widget.widget
        if field is not None and type(field.widget) is forms.Select:
            field.widget = LongSelect(attrs=field.widget.attrs, choices=field.widget.choices)
        return field

    def summary(self, part: Any) -> str:
        """Return the one line that stands for a row (no query)."""
        return str(part)


class NameInline(Rows):
    """Names, above all else."""

    model = Name
    form = NameForm
    formset = NameFormSet
    stands_first = True
    fieldsets = [
        (None, {"fields": [("text", "language", "type", "date")]}),
        (_("Note"), {"fields": ["note"], "classes": COLLAPSED}),
    ]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Offer a new entry one row for each language of the interface."""
        return 1 if obj is not None else len(INTERFACE_LANGUAGES)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the formset; a new entry's rows have their language filled in."""
        widgets = {"text": NameInput}
        formset: Any = super().get_formset(request, obj, widgets=widgets, **kwargs)
        if obj is None:
            formset.offered = [
                {"language": tag, "type": NameType.PREFERRED} for tag in INTERFACE_LANGUAGES
            ]
        return formset

    def summary(self, part: Name) -> str:
        when = part.date.format(current_language(), "short") if part.date is not None else ""
        return " · ".join(filter(None, (part.text, part.get_type_display(), part.language, when)))


class TextInline(Rows):
    """Summaries and articles."""

    model = Text
    form = TextForm
    formset = TextFormSet
    fieldsets = [(None, {"fields": [("language", "role"), "body"]})]

    def summary(self, part: Text) -> str:
        return f"{part.get_role_display()} · {part.get_language_display()} · {part}"


class StatementInline(Rows):
    """Statements, a page at a time (`?statements=2`)."""

    model = Statement
    fk_name = "subject"
    form: type[PlainRowForm] = StatementForm
    formset = StatementFormSet
    show_change_link = True
    fieldsets = [
        (None, {"fields": [("property", "object"), ("date", "place"), "value"]}),
        (
            _("Role, remark and rank"),
            {
                "fields": ["qualifier", "note", ("event", "certainty", "rank")],
                "classes": COLLAPSED,
            },
        ),
    ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the field; the properties are fetched once for all rows."""
        if db_field.name == "property":
            kwargs["form_class"] = KnownChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Return statements with what the line of each needs, in one query."""
        rows: models.QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("property", "object", "place", "event")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the formset of the page that the address asks for."""
        most = {"max_num": MOST_ROWS, "absolute_max": MOST_ROWS}
        formset: Any = super().get_formset(request, obj, **(most | kwargs))
        formset.page_number = request.GET.get(PAGE, "1")
        return formset

    def summary(self, part: Statement) -> str:
        when = part.date.format(current_language(), "short") if part.date is not None else ""
        what = str(part.object or "") or show(part.value).text
        where = str(part.place or "")
        role = show(part.qualifier).text
        event = str(part.event or "")
        rank = part.get_rank_display() if part.rank != Rank.NORMAL else ""
        sure = part.get_certainty_display()
        said = (str(part.property), what, role, when, where, event, sure, rank)
        return " · ".join(filter(None, map(str, said)))


class IdentifierInline(Rows):
    """Numbers in authority files."""

    model = Identifier
    form = IdentifierForm
    formset = IdentifierFormSet
    fieldsets = [(None, {"fields": [("scheme", "value", "verified")]})]

    def summary(self, part: Identifier) -> str:
        verified = _("verified") if part.verified else ""
        return " · ".join(filter(None, (str(part), str(verified))))


class ImageInline(Rows):
    """Portraits, page images, illustrations."""

    model = Image
    form = ImageForm
    extra = 1
    fieldsets = [
        (None, {"fields": [("role", "file"), "alt", ("credit", "rights"), "region"]}),
        (_("Number and order"), {"fields": [("label", "position")], "classes": COLLAPSED}),
    ]

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return the field; the file is checked by the model alone, which names what is wrong."""
        if isinstance(db_field, models.ImageField):
            return db_field.formfield(form_class=PictureField, widget=PictureInput, max_length=None)
        if db_field.name == "region":
            return RegionField(
                label=capfirst(db_field.verbose_name), help_text=db_field.help_text, required=False
            )
        if db_field.name == "rights":
            return forms.ChoiceField(
                choices=[("", "–"), *((head, list(some.items())) for head, some in GROUPS)],
                widget=LongSelect,
                label=capfirst(db_field.verbose_name),
                help_text=db_field.help_text,
                required=False,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)


ENTRY_INLINES = (NameInline, TextInline, StatementInline, IdentifierInline, ImageInline)
