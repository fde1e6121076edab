"""The box that chooses an entry: plain text without script, a combobox with it."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from entries.admin.labels import short_label
from entries.choices import Kind
from entries.models import Entry

LONGEST: Final = 300


class EntryPicker(forms.TextInput):
    """A text box that holds the key of an entry, and beside it what the entry is called.

    `static/desk/picker.js` puts a combobox in its place (WAI-ARIA 1.2, list autocomplete). Without
    script an editor types an identifier, an address or the exact name: `EntryChoiceField` reads
    them all. The attributes say which field asks, for the view that offers entries.
    """

    known: Mapping[int, Model] | None = None
    """What saves a query for each value: the entries by key."""

    def __init__(self, field: Any, attrs: dict[str, Any] | None = None) -> None:
        """Ask on behalf of this foreign key."""
        super().__init__(attrs)
        self.field = field

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return box and label in an element that the script looks for."""
        meta = self.field.model._meta
        own = {**(attrs or {}), "maxlength": LONGEST, "autocomplete": "off", "class": "vPicker"}
        return format_html(
            '<span class="picker" data-picker="{}" data-app="{}" data-model="{}" data-field="{}"'
            ' data-kinds="{}">{}<output class="picker-said">{}</output></span>',
            reverse("admin:entries_entry_autocomplete"),
            meta.app_label,
            meta.model_name,
            self.field.name,
            ",".join(kinds_of(self.field)),
            super().render(name, value, own, renderer),
            self._label(value),
        )

    def _label(self, value: Any) -> str:
        """Return what the chosen entry is called; without one, what may be typed."""
        text = str(value if value is not None else "").strip()
        if not text:
            return ""
        key = int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
        entry = self.known.get(key) if self.known is not None else None
        if self.known is None and key:
            entry = Entry.objects.filter(pk=key).first()
        return short_label(entry) if isinstance(entry, Entry) else _("not chosen yet")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say to a browser without script what the box takes."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["placeholder"] = _("name, identifier or address")
        return context


def kinds_of(field: Any) -> list[str]:
    """Return the kinds that a foreign key may lead to; none means all."""
    model = field.remote_field.model
    if model.KIND:
        return [str(model.KIND)]
    limits = field.get_limit_choices_to()
    kind = str(limits.get("kind", "")) if isinstance(limits, dict) else ""
    return [kind] if kind in Kind.values else []
