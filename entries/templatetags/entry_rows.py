"""Tags for the rows of an entry's form."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from entries.admin.faults import Fault, find_faults
from entries.admin.labels import short_label, years
from entries.models import Entry

register = template.Library()


@register.simple_tag
def row_summary(row: Any) -> str | SafeString:
    """Return the one line that stands for a row of an inline while it is folded."""
    summary: str = row.model_admin.summary(row.original)
    return summary


@register.simple_tag
def form_faults(form: Any, formsets: Any) -> list[Fault]:
    """Return what is wrong in a form of the admin and in its rows (see `entries.admin.faults`)."""
    return list(find_faults(form, formsets or []))


@register.filter
def entry_years(entry: Entry) -> str:
    """Return the span of an entry in the language of the request."""
    return years(entry)


@register.filter
def entry_label(entry: Entry) -> str:
    """Return name, years and pid."""
    return short_label(entry)
