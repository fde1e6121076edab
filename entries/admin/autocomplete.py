"""Choosing an entry: a box that finds it in any script and tells namesakes apart."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, JsonResponse

from entries.admin.labels import long_labels, short_label
from entries.admin.search import matching_keys
from entries.choices import Kind, Status
from entries.models import Entry

if TYPE_CHECKING:
    _ChoiceField = forms.ModelChoiceField[Any]
    _ManyField = forms.ModelMultipleChoiceField[Any]
    from django.contrib.admin.options import BaseModelAdmin

    _Admin = BaseModelAdmin[Any]
else:
    _ChoiceField = forms.ModelChoiceField
    _ManyField = forms.ModelMultipleChoiceField
    _Admin = object

OFFERED: Final = 60
LARGEST_KEY: Final = 2**63 - 1


class EntryAutocomplete(AutocompleteSelect):
    """Django's select2 box, asking a view of ours; `known` saves it a query for each value."""

    url_name = "%s:entries_entry_autocomplete"
    known: Mapping[int, Model] | None = None

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """Return the empty option and the chosen one."""
        if self.known is None:
            return list(super().optgroups(name, only_keys(value), attrs))
        options = []
        if not self.is_required:
            options.append(self.create_option(name, "", "", False, 0))
        for key in value:
            entry = self.known.get(as_key(key) or 0)
            if isinstance(entry, Entry):
                options.append(self.create_option(name, key, short_label(entry), True, 1))
        return [(None, options, 0)]


class ManyAutocomplete(AutocompleteSelectMultiple):
    """Django's box for several values; what cannot be a key it does not look up."""

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """Return the chosen options."""
        return list(super().optgroups(name, only_keys(value), attrs))


class ManyField(_ManyField):
    """A choice of several rows; an absurd number is an error and no failure."""

    def _check_values(self, value: Any) -> Any:
        for one in value if isinstance(value, list | tuple) else []:
            if as_key(one) is None:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": one},
                )
        return super()._check_values(value)  # type: ignore[misc]


class KnownChoiceField(_ChoiceField):
    """A choice among rows that a formset has fetched for all its forms in one query."""

    known: Mapping[int, Model] | None = None
    closed = False
    """Whether nothing but what is known may be chosen."""

    def to_python(self, value: Any) -> Any:
        """Return the row; raise ValidationError if there is none, also for absurd numbers."""
        if value in self.empty_values:
            return None
        key: int | None = value.pk if isinstance(value, Model) else as_key(value)
        if self.known is not None and key is not None and key in self.known:
            return self.known[key]
        if key is None or self.closed:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )
        return super().to_python(value)


class EntryChoiceField(KnownChoiceField):
    """The choice of an entry."""

    def label_from_instance(self, obj: Any) -> str:
        return short_label(obj)


def as_key(value: object) -> int | None:
    """Return a primary key from what a form sent; None if it cannot be one."""
    text = str(value)
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(LARGEST_KEY)):
        return None
    return key if (key := int(text)) <= LARGEST_KEY else None


def only_keys(values: Iterable[Any]) -> list[Any]:
    """Return the values that can be primary keys."""
    return [value for value in values if as_key(value) is not None]


def share_choices(rows: Iterable[forms.BaseForm]) -> None:
    """Fetch what is chosen in all `rows` at once: one query for each model chosen from."""
    boxes = [
        (row[name].value(), field)
        for row in rows
        for name, field in row.fields.items()
        if isinstance(field, EntryChoiceField)
    ]
    keys: dict[type[Model], set[int]] = {}
    for value, field in boxes:
        chosen = keys.setdefault(_model(field), set())
        if value is not None and (key := as_key(value)) is not None:
            chosen.add(key)
    known = {model: model._default_manager.in_bulk(chosen) for model, chosen in keys.items()}
    for _value, field in boxes:
        field.known = known[_model(field)]
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, EntryAutocomplete):
            widget.known = field.known


def _model(field: EntryChoiceField) -> type[Model]:
    queryset: QuerySet[Any] | None = field.queryset
    return Entry if queryset is None else queryset.model


class PicksEntries(_Admin):
    """For admins and inlines: every foreign key to an entry gets the box."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the field of a choice of several."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ManyAutocomplete(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, form_class=ManyField, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the field of a foreign key."""
        if issubclass(db_field.remote_field.model, Entry):
            kwargs.setdefault("widget", EntryAutocomplete(db_field, self.admin_site))
            kwargs.setdefault("form_class", EntryChoiceField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class EntryAutocompleteView(AutocompleteJsonView):
    """Answers the box: entries best first, with what tells them apart."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Return the page of results that select2 asks for; raise PermissionDenied or Http404."""
        term, self.model_admin, self.source_field, to_field = self.process_request(request)
        self.term = term.replace("\x00", " ").strip()
        if not issubclass(self.model_admin.model, Entry) or not self.has_perm(request):
            raise PermissionDenied
        self.object_list = self.find()
        context = self.get_context_data()
        entries: Sequence[Entry] = list(context["object_list"])
        labels = long_labels(entries, self.model_admin.admin_site, self.term)
        results = [
            {"id": str(getattr(entry, to_field)), "text": labels[entry.pk]} for entry in entries
        ]
        more = {"more": context["page_obj"].has_next()}
        return JsonResponse({"results": results, "pagination": more})

    def find(self) -> list[Entry]:
        """Return the entries that may be chosen, best first; without a term, the latest."""
        limits = self.source_field.get_limit_choices_to()
        offered = self.model_admin.get_queryset(self.request).exclude(status=Status.MERGED)
        offered = offered.complex_filter(limits)
        if not self.term:
            return list(offered.order_by("-changed_at", "-pk")[:OFFERED])
        keys = matching_keys(self.term, self._kinds(limits), OFFERED)
        found = offered.in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def _kinds(self, limits: object) -> list[str]:
        """Return the kinds to look among; none means all."""
        kind = self.model_admin.model.KIND
        if not kind and isinstance(limits, dict):
            kind = limits.get("kind", "")
        return [str(kind)] if kind in Kind.values else []
