"""Model and form fields that every room uses: a short text in three languages."""

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.utils.translation import gettext_lazy as _

from entries.languages import INTERFACE_LANGUAGES, Localised
from writing import tidy_lines

if TYPE_CHECKING:
    _JSONField = models.JSONField[Localised, Localised]
    _CharField = models.CharField[str, str]
else:
    _JSONField = models.JSONField
    _CharField = models.CharField

LANGUAGE_LABELS = {"th": "ไทย", "en": "English", "ru": "Русский"}


class LocalisedInput(forms.MultiWidget):
    """Three small boxes, one a language; the name of each is that of the field plus the tag."""

    def __init__(self, attrs: dict[str, Any] | None = None, rows: int = 1) -> None:
        """Make a one-line box for each language, or an area of `rows` lines."""
        make = forms.TextInput if rows == 1 else forms.Textarea
        extra = {} if rows == 1 else {"rows": rows}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            tag: make(attrs={"lang": tag, "placeholder": label, "aria-label": label, **extra})
            for tag, label in LANGUAGE_LABELS.items()
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Localised | None) -> list[str]:
        """Return the texts in the order of the boxes."""
        return [(value or {}).get(tag, "") for tag in INTERFACE_LANGUAGES]


class LocalisedFormField(forms.MultiValueField):
    """Cleans to a dict that holds only the languages which were filled in.

    Texts in other languages than the three stay with the record: see `LocalisedField`.
    """

    widget = LocalisedInput

    def __init__(self, *, required: bool = True, **kwargs: Any) -> None:
        """Accept what a JSON form field is given, and ignore what only that one needs."""
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        kwargs.pop("max_length", None)
        fields = tuple(forms.CharField(required=False) for _tag in INTERFACE_LANGUAGES)
        super().__init__(fields, required=required, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> Localised:
        """Return the filled texts, tidied, by language."""
        pairs = zip(INTERFACE_LANGUAGES, data_list or [], strict=False)
        tidied = {tag: tidy_lines(text or "").strip() for tag, text in pairs}
        return {tag: text for tag, text in tidied.items() if text}


def validate_localised(value: object) -> None:
    """Raise ValidationError unless `value` maps language tags to non-empty texts."""
    good = isinstance(value, dict) and all(
        isinstance(tag, str) and isinstance(text, str) and text.strip()
        for tag, text in value.items()
    )
    if not good:
        raise ValidationError(_("Give texts by language."), code="localised")


class LocalisedField(_JSONField):
    """A short text in several languages, stored as JSON: {"en": "editor", "ru": "редактор"}."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Default to no text, and let forms leave the field empty."""
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_localised]

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return the texts. Most fields are empty, and those need no decoding.

        A page reads a thousand of them: the whole way through Django's field takes thrice as long.
        """
        if value == "{}":
            return {}
        if type(value) is str and not isinstance(expression, KeyTransform):
            return json.loads(value)
        return super().from_db_value(value, expression, connection)

    def save_form_data(self, instance: models.Model, data: Localised | None) -> None:
        """Take what a form gives, and keep the languages that its boxes cannot show."""
        before: Localised = getattr(instance, self.attname) or {}
        unseen = {tag: text for tag, text in before.items() if tag not in INTERFACE_LANGUAGES}
        setattr(instance, self.attname, unseen | (data or {}))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return the field with three boxes.

        Django would send the value along in a hidden box, since the default is a function; three
        boxes cannot be compared with one.
        """
        return super().formfield(
            **{"form_class": LocalisedFormField, "show_hidden_initial": False, **kwargs}
        )


class SortKeyField(_CharField):
    """A collation key from `writing.sort_key`, compared by code point on every database."""

    def db_parameters(self, connection: Any) -> Any:
        """Ask for the collation that compares bytes, by the name this database gives it."""
        collation = "C" if connection.vendor == "postgresql" else "BINARY"
        return {**super().db_parameters(connection), "collation": collation}
