"""The three-way merge of a form and of a formset, before anything in them is checked.

What was sent is rewritten so that it reads as if it had been typed into a form opened just now.
Checking and saving then go on as always, and what nobody here changed is not saved again.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from entries.admin.autocomplete import share_choices
from entries.admin.threeway.base import Base
from entries.admin.threeway.rows import WHOLE, BaseRows, Chosen, JoinedRows, Row, join_rows
from entries.admin.threeway.sent import put_values, sent_values, stored_values
from entries.admin.threeway.values import MINE, THEIRS, Choice, Joined, Shape, Values, join

if TYPE_CHECKING:
    from entries.admin.formsets import PartFormSet

SETTLE: Final = "settle"
MOST_ADDED: Final = 100
"""Rows added by others that are taken into the form; more than these stay where they are."""


def settle_name(prefix: str, key: int | None, name: str) -> str:
    """Return under which name it is sent what becomes of a unit or a row."""
    return "-".join(str(part) for part in (SETTLE, prefix, key, name) if part not in ("", None))


def read_choice(data: Any, prefix: str, key: int | None, name: str) -> Choice:
    """Return what was chosen for a unit or a row; anything absurd is no choice."""
    chosen = data.get(settle_name(prefix, key, name), "")
    return chosen if chosen in (MINE, THEIRS) else ""


# A form


def join_form(form: Any, shape: Shape, base: Base | None) -> Joined:
    """Merge what was sent of a form with what is stored, and write the result into its data."""
    stored = stored_values(form, shape)
    opened = base.opened if base is not None else {}
    joined = join(
        shape,
        base.values if base is not None else None,
        sent_values(form, shape, stored),
        stored,
        opened,
        {name: read_choice(form.data, "", None, name) for name in opened},
    )
    form.data = copy_of(form.data)
    form.files = copy_of(form.files or {})
    put_values(form.data, form.files, "", shape, joined.values)
    return joined


def copy_of(data: Any) -> Any:
    """Return a copy of what was sent that may be written to; files in it are the same files."""
    if isinstance(data, QueryDict):
        return data.copy()
    if isinstance(data, MultiValueDict):
        return MultiValueDict({key: list(data.getlist(key)) for key in data})
    return MultiValueDict({key: [value] for key, value in data.items()})


# Rows


def join_formset(rows: "PartFormSet", base: Base | None) -> JoinedRows:
    """Merge what was sent of rows with what is stored, and write the result into their data."""
    rows.data, rows.files = copy_of(rows.data), copy_of(rows.files or {})
    for form in rows.forms:
        form.data, form.files = rows.data, rows.files
    shape = rows.shape
    count = min(rows.initial_form_count(), len(rows.forms))
    theirs = {
        form.instance.pk: stored_values(form, shape)
        for form in rows.forms[:count]
        if form.instance.pk is not None
    }
    sent = [_sent_row(rows, shape, form, at, count) for at, form in enumerate(rows.forms)]
    broken = [row for row in sent[:count] if row.key is None]
    empty = [row for row in sent[count:] if _is_empty(rows, shape, row)]
    mine = [row for row in sent if row not in broken and row not in empty]
    before = base.rows if base is not None else BaseRows()
    joined = join_rows(
        shape,
        before,
        mine,
        theirs,
        _added(rows, shape, base, {row.key for row in mine}),
        _choices(rows, before),
        rows.same_thing,
    )
    joined.stored += broken  # checking will say what is wrong with them
    joined.stored.sort(key=lambda row: (row.place is None, row.place or 0))
    joined.new += empty
    _write(rows, shape, joined, sent, count)
    return joined


def _sent_row(rows: "PartFormSet", shape: Shape, form: Any, at: int, count: int) -> Row:
    """Return a row as it was sent."""
    key = rows.sent_key(at) if at < count else None
    stored = stored_values(form, shape) if key is not None else {}
    name = f"{form.prefix}-{DELETION_FIELD_NAME}"
    deleted = rows.can_delete and bool(rows.data.get(name))
    return Row(key, sent_values(form, shape, stored), deleted, at)


def _is_empty(rows: "PartFormSet", shape: Shape, row: Row) -> bool:
    """Tell whether a new row was left as it was offered."""
    return shape.same(row.values, stored_values(rows.forms[row.place or 0], shape))


def _added(
    rows: "PartFormSet", shape: Shape, base: Base | None, known: set[int | None]
) -> dict[int, Values]:
    """Return the rows that were stored since (one query, if the entry was saved since)."""
    if base is None or (base.revision is not None and base.revision == rows.revision):
        return {}
    found = rows.stored_rows.filter(pk__gt=base.last).exclude(pk__in=known - {None})
    return {
        one.pk: stored_values(rows.form(instance=one, prefix=rows.prefix), shape)
        for one in found[:MOST_ADDED]
    }


def _choices(rows: "PartFormSet", base: BaseRows) -> Chosen:
    """Return what was chosen of all that was open."""
    open_names = [(key, name) for key, units in base.opened.items() for name in units]
    open_names += [(key, WHOLE) for key in (*base.gone, *base.deleted)]
    return {one: read_choice(rows.data, rows.prefix, *one) for one in open_names}


def _write(
    rows: "PartFormSet", shape: Shape, joined: JoinedRows, sent: list[Row], count: int
) -> None:
    """Write the merged rows into the data; number them anew if they are not the same rows."""
    placed = [*joined.stored, *joined.new]
    kept = len(joined.stored) == count and [row.place for row in placed] == list(range(len(sent)))
    if kept:
        for at, row in enumerate(placed):
            prefix = rows.add_prefix(at)
            put_values(rows.data, rows.files, prefix, shape, row.values)
            _mark(rows, prefix, row, is_stored=at < count)
        if any(row.values != was.values for row, was in zip(placed, sent, strict=True)):
            share_choices(rows.forms)
        return
    old_data, old_files = _take_rows(rows.data, rows.prefix), _take_rows(rows.files, rows.prefix)
    for at, row in enumerate(placed):
        prefix = rows.add_prefix(at)
        for key, values in old_data.get(row.place, {}).items():
            rows.data.setlist(f"{prefix}-{key}", values)
        for key, values in old_files.get(row.place, {}).items():
            rows.files.setlist(f"{prefix}-{key}", values)
        put_values(rows.data, rows.files, prefix, shape, row.values)
        _mark(rows, prefix, row, is_stored=at < len(joined.stored))
    rows.data[f"{rows.prefix}-{INITIAL_FORM_COUNT}"] = str(len(joined.stored))
    rows.data[f"{rows.prefix}-{TOTAL_FORM_COUNT}"] = str(len(placed))
    joined.stored = [replace(row, place=at) for at, row in enumerate(joined.stored)]
    rows.forget_forms()


def _mark(rows: "PartFormSet", prefix: str, row: Row, *, is_stored: bool) -> None:
    """Write which record the row is, and whether it is to be deleted; not over a broken key."""
    if is_stored and row.key is None:
        return
    marks = {
        rows.model._meta.pk.name: "" if row.key is None else str(row.key),
        DELETION_FIELD_NAME: "on" if row.deleted else "",
    }
    for name, value in marks.items():
        if value:
            rows.data[f"{prefix}-{name}"] = value
        else:
            rows.data.pop(f"{prefix}-{name}", None)


def _take_rows(
    data: "MultiValueDict[str, Any]", prefix: str
) -> dict[int | None, dict[str, list[Any]]]:
    """Take out what belongs to single rows, by their number."""
    of_row = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)", re.DOTALL)
    found: dict[int | None, dict[str, list[Any]]] = {}
    names: Iterable[str] = list(data)
    for name in names:
        match = of_row.fullmatch(name)
        if match is not None and len(match[1]) < 10:
            found.setdefault(int(match[1]), {})[match[2]] = data.getlist(name)
            del data[name]
    return found
