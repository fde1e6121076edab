"""What somebody typed into a form that can no longer be saved: shown, so that it can be copied.

Between opening and saving the right to an entry may go (a draft was handed in, an entry merged), or
the entry itself. The answer says so, and holds all that was typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from entries.admin.autocomplete import as_key
from entries.admin.labels import short_label
from entries.admin.threeway.base import FIELD, Base, read_base
from entries.admin.threeway.values import plain
from entries.models import Entry

SOURCES: Final = ("source", "default_source")
"""Boxes for an entry that no model of the form has."""
OF_ROW: Final = re.compile(r"(?P<prefix>[a-z_]+)-(?P<at>\d{1,4})-(?P<key>\w+)")
NOT_TYPED: Final = re.compile(
    r"csrfmiddlewaretoken|_\w+|settle-.*|.*(_FORMS|BASE|DELETE)|.*-\d+-(id|entry|statement|name|upload)"
    r"|statements-\d+-subject|statements_as_object-\d+-object"
)


@dataclass(frozen=True)
class Typed:
    """What was typed into one box."""

    label: str
    text: str
    chosen_from: type[Model] | None


def answer_rescued(
    request: HttpRequest, edited: Model, why: str, status: int
) -> HttpResponse | None:
    """Return the page with what was typed into the form of `edited`; None if that is nothing."""
    typed = list(typed_values(request.POST, edited)) if request.method == "POST" else []
    if not typed:
        return None
    context = {**admin.site.each_context(request), "title": _("Not saved"), "why": why}
    called = _called(typed)
    context |= {
        "typed": [(one.label, called.get((one.chosen_from, one.text), one.text)) for one in typed]
    }
    return render(request, "admin/entries/rescued.html", context, status=status)


def typed_values(data: QueryDict, edited: Model) -> Iterator[Typed]:
    """Yield all that was sent and that the form did not hold when it was opened."""
    bases = {"": read_base(data, edited)}
    for name in data:
        if name.endswith(f"-{FIELD}"):
            prefix = name.removesuffix(f"-{FIELD}")
            bases[prefix] = read_base(data, edited, prefix)
    for name, values in data.lists():
        row = OF_ROW.fullmatch(name)
        base = bases.get(row["prefix"] if row else "")
        if base is None or NOT_TYPED.fullmatch(name):
            continue  # not one of our forms, or none of its boxes
        before = _before(data, base, name, row)
        sent = [str(value) for value in values]
        if any(sent) and plain(before or []) != plain(sent):
            text = "\n".join(sent)
            yield Typed(_label(edited, name, row), text, _chosen_from(edited, name, row))


def _chosen_from(edited: Model, name: str, row: re.Match[str] | None) -> type[Model] | None:
    """Return the model of which a box sends the key of a row; None if it sends a text."""
    key = row["key"] if row is not None else name
    if key in SOURCES:
        return Entry
    model = type(edited) if row is None else _row_model(edited, row["prefix"])
    fields = {one.name: one for one in model._meta.fields} if model is not None else {}
    other = fields[key].related_model if key in fields else None
    return other if isinstance(other, type) else None


def _called(typed: list[Typed]) -> dict[tuple[type[Model] | None, str], str]:
    """Return what the rows are called that were sent by key (one query for each model)."""
    found: dict[tuple[type[Model] | None, str], str] = {}
    for model in {one.chosen_from for one in typed if one.chosen_from is not None}:
        keys = [key for one in typed if (key := as_key(one.text)) and one.chosen_from is model]
        for key, row in model._default_manager.in_bulk(keys).items():
            found[model, str(key)] = short_label(row) if isinstance(row, Entry) else str(row)
    return found


def _row_model(edited: Model, prefix: str) -> type[Model] | None:
    """Return the model of the rows that are sent under this prefix."""
    for relation in edited._meta.related_objects:
        if relation.get_accessor_name() == prefix:
            return relation.related_model
    return None


def _before(data: QueryDict, base: Base, name: str, row: re.Match[str] | None) -> list[str] | None:
    """Return what the box held when the form was opened."""
    if row is None:
        return base.values.get(name)
    key = as_key(data.get(f"{row['prefix']}-{row['at']}-id"))
    return base.rows.rows.get(key or 0, base.offered).get(row["key"])


def _label(edited: Model, name: str, row: re.Match[str] | None) -> str:
    """Return how the box was called, as far as the models know."""
    if row is None:
        return _field_label(type(edited), name)
    model = _row_model(edited, row["prefix"])
    if model is not None:
        return f"{capfirst(model._meta.verbose_name)}: {_field_label(model, row['key'])}"
    return f"{row['prefix']}: {row['key']}"


def _field_label(model: type[Model], key: str) -> str:
    names = {field.name: field for field in model._meta.get_fields()}
    whole, _sign, part = key.rpartition("_")
    field = names.get(key) or names.get(whole)
    said = str(getattr(field, "verbose_name", key))
    return said if key in names or field is None else f"{said} ({part})"
