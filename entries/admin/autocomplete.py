"""Choosing an entry: a box that finds it in any script and tells namesakes apart."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext

from entries.admin.labels import short_label
from entries.admin.picker import EntryPicker, kinds_of
from entries.models import Entry
from entries.pointing import MOST_NAMESAKES, resolve

if TYPE_CHECKING:
    _ChoiceField = forms.ModelChoiceField[Any]
    _ManyField = forms.ModelMultipleChoiceField[Any]
    from django.contrib.admin.options import BaseModelAdmin

    _Admin = BaseModelAdmin[Any]
else:
    _ChoiceField = forms.ModelChoiceField
    _ManyField = forms.ModelMultipleChoiceField
    _Admin = object

LARGEST_KEY: Final = 2**63 - 1
MOST_SAID: Final = 100
"""Characters of what was typed that an error repeats."""


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
    """The choice of an entry: by its key, or by what `entries.pointing` understands."""

    pointed: Mapping[str, Sequence[Entry]] | None = None
    """What the texts of a whole form point to, fetched for all its boxes at once."""

    def label_from_instance(self, obj: Any) -> str:
        return short_label(obj)

    def to_python(self, value: Any) -> Any:
        """Return the entry; raise ValidationError if a text names none, or more than one."""
        if value in self.empty_values or isinstance(value, Model) or as_key(value) is not None:
            return super().to_python(value)
        text = str(value).strip()
        found = resolve([text]) if self.pointed is None else self.pointed
        fitting = [one for one in found.get(text, ()) if self._takes(one)]
        if len(fitting) == 1:
            return super().to_python(str(fitting[0].pk))
        raise ValidationError(*self._unclear(text, fitting))

    def _takes(self, entry: Entry) -> bool:
        kinds = self.kinds
        return not kinds or entry.kind in kinds

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds that may be chosen; none means all."""
        widget = getattr(self.widget, "widget", self.widget)
        return kinds_of(widget.field) if isinstance(widget, EntryPicker) else ()

    def _unclear(self, text: str, fitting: Sequence[Entry]) -> tuple[Any, str]:
        if not fitting:
            message = gettext(
                "Nothing here is called “%(text)s”: choose an entry, or give its identifier."
            )
            return message % {"text": text[:MOST_SAID]}, "invalid_choice"
        message = gettext("Several are called “%(text)s”; give the identifier of one: %(labels)s.")
        labels = "; ".join(short_label(one) for one in fitting[:MOST_NAMESAKES])
        return message % {"text": text[:MOST_SAID], "labels": labels}, "several"


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
    """Fetch what is chosen in all `rows` at once: one query for each model chosen from.

    Where something was typed that is no key, at most four queries more.
    """
    boxes = [
        (row[name].value(), field)
        for row in rows
        for name, field in row.fields.items()
        if isinstance(field, EntryChoiceField)
    ]
    texts = {_typed(value) for value, _field in boxes} - {""}
    pointed = resolve(texts) if texts else {}
    keys: dict[type[Model], set[int]] = {}
    for value, field in boxes:
        chosen = keys.setdefault(_model(field), set())
        if value is not None and (key := as_key(value)) is not None:
            chosen.add(key)
        chosen |= {entry.pk for entry in pointed.get(_typed(value), ())}
    known = {model: model._default_manager.in_bulk(chosen) for model, chosen in keys.items()}
    for _value, field in boxes:
        field.known = known[_model(field)]
        field.pointed = pointed
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, EntryPicker):
            widget.known = field.known


def _typed(value: object) -> str:
    """Return what a box holds if it is a text and no key."""
    if value is None or isinstance(value, Model) or as_key(value) is not None:
        return ""
    return str(value).strip()


def _model(field: EntryChoiceField) -> type[Model]:
    queryset: QuerySet[Any] | None = field.queryset
    return Entry if queryset is None else queryset.model


class PicksEntries(_Admin):
    """For admins and inlines: every foreign key to an entry gets the box."""

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return the field; beside a picker, which makes new entries itself, stand no signs."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(getattr(field.widget, "widget", None), EntryPicker):
            field.widget = field.widget.widget
        return field

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the field of a choice of several."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ManyAutocomplete(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, form_class=ManyField, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the field of a foreign key."""
        if issubclass(db_field.remote_field.model, Entry):
            kwargs.setdefault("widget", EntryPicker(db_field))
            kwargs.setdefault("form_class", EntryChoiceField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
