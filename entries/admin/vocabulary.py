"""The vocabularies: properties of statements, and terms."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import PROTECT
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from entries.choices import Kind
from entries.models import Property, Term

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
    _ModelForm = forms.ModelForm[Property]
else:
    _ModelAdmin = admin.ModelAdmin
    _ModelForm = forms.ModelForm


PROPERTY_LABELS = ("label", "inverse_label", "bare_label", "role_label", "inverse_role_label")


class KindsField(forms.MultipleChoiceField):
    """Kinds of entry as boxes to tick; kept as a list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Kind.choices, required=False, **kwargs)


class PropertyForm(_ModelForm):
    """A property, its kinds ticked instead of typed."""

    subject_kinds = KindsField(
        label=_("kinds of subject"), help_text=_("What it is said of. None ticked: anything.")
    )
    object_kinds = KindsField(
        label=_("kinds of object"), help_text=_("Where it leads. None ticked: anything.")
    )


class VocabularyAdmin(_ModelAdmin):
    """A vocabulary: what is in use is not deleted, and the page counts its uses."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what is deleted; where something is in use, by what and how often.

        A query for each relation: Django would fetch and name every use, with queries for each.
        """
        keys = [one.pk for one in objs]
        uses = []
        for one in self.opts.related_objects:
            if not one.many_to_many and one.on_delete is not PROTECT:
                continue
            model: Any = one.related_model
            count = model._default_manager.filter(**{f"{one.field.name}__in": keys}).count()
            if count:
                uses.append(f"{capfirst(str(model._meta.verbose_name_plural))}: {count}")
        if uses:
            return [str(one) for one in objs], {}, set(), uses
        return super().get_deleted_objects(objs, request)


@admin.register(Property)
class PropertyAdmin(VocabularyAdmin):
    """What can be said of entries."""

    form = PropertyForm
    list_display = ["code", "__str__", "inverse", "theme", "boundary", "single_valued"]
    list_filter = ["theme", "boundary", "symmetric", "single_valued", "takes_value"]
    search_fields = ["code", "label__en", "label__th", "label__ru"]
    search_help_text = _("Code or label.")
    list_per_page = 100
    fieldsets = [
        (None, {"fields": ["code", *PROPERTY_LABELS]}),
        (_("What it joins"), {"fields": ["subject_kinds", "object_kinds", "takes_value"]}),
        (_("How it behaves"), {"fields": ["symmetric", "single_valued", "boundary"]}),
        (_("Where it is shown"), {"fields": [("theme", "inverse_theme", "position")]}),
        (_("In other vocabularies"), {"fields": [("schema_org", "cidoc_crm", "wikidata")]}),
    ]

    @admin.display(description=_("inverse label"))
    def inverse(self, one: Property) -> str:
        """Return the label as read from the object."""
        return one.backward.text


@admin.register(Term)
class TermAdmin(VocabularyAdmin):
    """The open lists: occupations, types, frequencies."""

    list_display = ["__str__", "code", "scheme"]
    list_filter = ["scheme"]
    search_fields = ["code", "label__en", "label__th", "label__ru"]
    search_help_text = _("Code or label.")
    list_per_page = 100
    fields = ["scheme", "code", "label", "wikidata"]
