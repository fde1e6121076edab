"""Widgets of rows."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


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
