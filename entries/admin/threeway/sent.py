"""What a browser sends of a form: read from what was sent, from what is stored, and written back.

Keys are those of the form's data without the form's prefix.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from entries.admin.threeway.values import Shape, Unit, Values

NEW_FILE = "⇧ "
"""Stands before the name of a file that was sent, since one of the same name may be stored."""


def shape_of(
    form: forms.BaseForm, leave_out: Iterable[str], groups: Sequence[Sequence[str]]
) -> Shape:
    """Return the shape of a form; `groups` are the fields that make sense only together."""
    left = set(leave_out)
    keys = {name: [key for key, _ in boxes(form, name)] for name in form.fields if name not in left}
    units: list[Unit] = []
    grouped: set[str] = set()
    for group in groups:
        if set(group) <= set(keys):
            units.append(tuple(key for name in group for key in keys[name]))
            grouped |= set(group)
    units += [(key,) for name, own in keys.items() if name not in grouped for key in own]
    found = [box for name in keys for box in boxes(form, name)]
    return Shape(
        units=tuple(units),
        fields={key: name for name, own in keys.items() for key in own},
        many=frozenset(key for key, box in found if getattr(box, "allow_multiple_selected", False)),
        files=frozenset(key for key, box in found if isinstance(box, forms.FileInput)),
    )


def stored_values(form: forms.BaseForm, shape: Shape) -> Values:
    """Return what a browser would send if nobody touched the form (no query)."""
    found: Values = {}
    for name in dict.fromkeys(shape.fields.values()):
        field = form.fields[name]
        value = form.get_initial_for_field(field, name)
        found |= untouched(bare(field.widget), name, field.prepare_value(value))
    return found


def untouched(widget: forms.Widget, name: str, value: Any) -> Values:
    """Return what a browser would send of a widget that shows `value`."""
    if isinstance(widget, forms.MultiWidget):
        shown = value if isinstance(value, list | tuple) else widget.decompress(value) or []
        found: Values = {}
        for (key, inner), part in zip(_parts(name, widget), shown, strict=True):
            found |= untouched(inner, key, part)
        return found
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"] if widget.check_test(value) else []}
    if isinstance(widget, forms.FileInput):
        return {name: [str(value)] if value else []}
    said: Any = widget.format_value(value)
    if said is None:
        return {name: []}
    return {name: [str(one) for one in said] if isinstance(said, list) else [str(said)]}


def sent_values(form: forms.BaseForm, shape: Shape, stored: Values) -> Values:
    """Return what was sent. Of a file that was not sent anew, it is what is stored."""
    found: Values = {}
    for key in shape.fields:
        name = full(form, key)
        if key in shape.files:
            new = form.files.get(name) if form.files else None
            found[key] = [NEW_FILE + str(new.name)] if new is not None else stored.get(key, [])
        elif isinstance(form.data, MultiValueDict):
            found[key] = [str(one) for one in form.data.getlist(name)]
        else:
            found[key] = [str(form.data[name])] if name in form.data else []
    return found


def put_values(
    data: MultiValueDict[str, Any],
    files: MultiValueDict[str, Any] | None,
    prefix: str,
    shape: Shape,
    values: Values,
) -> None:
    """Write values into what was sent, so that a form is read from it as if they had been typed.

    A file stays if it is still wanted and is dropped if not: it cannot be written.
    """
    for key, given in values.items():
        name = f"{prefix}-{key}" if prefix else key
        if key in shape.files:
            if files is not None and not (given and given[0].startswith(NEW_FILE)):
                files.pop(name, None)
        elif given:
            data.setlist(name, list(given))
        else:
            data.pop(name, None)


def boxes(form: forms.BaseForm, name: str) -> Iterator[tuple[str, forms.Widget]]:
    """Yield the boxes of a field, each with its key."""
    yield from _boxes(name, bare(form.fields[name].widget))


def _boxes(name: str, widget: forms.Widget) -> Iterator[tuple[str, forms.Widget]]:
    if isinstance(widget, forms.MultiWidget):
        for key, inner in _parts(name, widget):
            yield from _boxes(key, inner)
    else:
        yield name, widget


def _parts(name: str, widget: forms.MultiWidget) -> Iterator[tuple[str, forms.Widget]]:
    """Yield the widgets within one, each with its key."""
    suffixes: list[str] = widget.widgets_names  # type: ignore[attr-defined]  # absent from the stubs
    for suffix, inner in zip(suffixes, widget.widgets, strict=True):
        yield name + suffix, inner


def bare(widget: forms.Widget) -> forms.Widget:
    """Return the widget without the signs that the admin puts beside it."""
    inner = getattr(widget, "widget", widget)
    return inner if isinstance(inner, forms.Widget) else widget


def full(form: forms.BaseForm, key: str) -> str:
    """Return a key with the prefix of its form."""
    return f"{form.prefix}-{key}" if form.prefix else key
