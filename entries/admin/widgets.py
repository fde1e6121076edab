"""Widgets of rows."""

from typing import Any, Final

from django import forms
from django.contrib.admin.widgets import AdminFileWidget, AdminTextInputWidget
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from entries.admin.uploading import TOKEN, say_kept
from entries.hints import name_hints
from entries.images import FORMATS
from entries.uploads import Kept

ACCEPTED: Final = ",".join(f"image/{one.lower()}" for one in FORMATS)


class NameInput(AdminTextInputWidget):
    """A text box with what the name suggests beneath, in an `output` that a script keeps fresh.

    The box carries `data-name-echo`, the id of that output. Below it is room for the entries that
    may be the same.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return box and output."""
        echo = f"{(attrs or {}).get('id') or name}_echo"
        described = " ".join(filter(None, ((attrs or {}).get("aria-describedby"), echo)))
        own = {**(attrs or {}), "data-name-echo": echo, "aria-describedby": described}
        hints = name_hints(value) if isinstance(value, str) else []
        return format_html(
            '{}<output class="echo" id="{}">{}</output>'
            '<div class="alike" aria-live="polite"></div>',
            super().render(name, value, own, renderer),
            echo,
            format_html_join("", "<span>{}</span>", ((hint,) for hint in hints)),
        )


class PictureInput(AdminFileWidget):
    """A box for a picture, beside it a hidden one with the token of one that is put aside."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Offer the types that are accepted."""
        super().__init__({"accept": ACCEPTED, **(attrs or {})})

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the box; of a picture that is put aside, with what is known of it."""
        kept = value if isinstance(value, Kept) else None
        return format_html(
            '{}<input type="hidden" name="{}" value="{}" autocomplete="off">'
            '<output class="picture-said">{}</output>',
            super().render(name, value, attrs, renderer),
            name.removesuffix("file") + TOKEN,
            kept.token if kept is not None else "",
            say_kept(kept) if kept is not None else "",
        )


class PictureField(forms.FileField):
    """A picture; the model checks it, and names what is wrong."""

    widget = PictureInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what was put aside, so that a form that was not saved shows it again."""
        return data if isinstance(data, Kept) else initial


class LongSelect(forms.Select):
    """A list of many values on many rows: written straight, not by a template for each value.

    On a page of statements that is two thousand templates less.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the element; values under a heading stand in a group."""
        widget = self.get_context(name, value, attrs)["widget"]
        groups = [self._group(heading, options) for heading, options, _ in widget["optgroups"]]
        attributes = format_html_join(
            "", ' {}="{}"', ((key, one) for key, one in widget["attrs"].items() if one is not False)
        )
        body = format_html_join("", "{}", ((group,) for group in groups))
        return format_html('<select name="{}"{}>{}</select>', name, attributes, body)

    def _group(self, heading: str | None, options: list[dict[str, Any]]) -> SafeString:
        body = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (
                    one["value"] or "",
                    SafeString(" selected" if one["selected"] else ""),
                    one["label"],
                )
                for one in options
            ),
        )
        return format_html('<optgroup label="{}">{}</optgroup>', heading, body) if heading else body
