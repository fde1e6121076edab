"""The screen on which an editor settles what only an editor can: theirs, mine and what was."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext

from entries.admin.autocomplete import EntryChoiceField, as_key
from entries.admin.labels import short_label
from entries.admin.threeway.joins import settle_name
from entries.admin.threeway.rows import WHOLE, Fate, Row
from entries.admin.threeway.sent import NEW_FILE
from entries.admin.threeway.values import Clash, Shape, Values
from entries.models import Entry

LONGEST_COMPARED: Final = 2000
"""Words on each side of which the differences are marked; longer texts stand unmarked."""


@dataclass(frozen=True)
class Box:
    """A field of mine that is to be settled, with what may be typed into it."""

    label: str
    anchor: str
    html: SafeString
    errors: Any


@dataclass
class Point:
    """Something to be settled."""

    name: str
    """Under which the choice is sent."""
    title: str
    fate: Fate | None = None
    """Of a whole row; else it is about fields of it."""
    base: SafeString | None = None
    """None if it is not known."""
    theirs: SafeString | None = None
    """None of a row that they deleted."""
    mine: SafeString | None = None
    """What cannot be typed over here: a row, or a field that stands at another point."""
    boxes: list[Box] = field(default_factory=list)
    anchor: str = ""
    """Where in the form my row stands."""


class SettledAbove(forms.Widget):
    """Stands in the form where a field was that is now among what is to be settled."""

    def __init__(self, anchor: str) -> None:
        """Lead to the field."""
        super().__init__()
        self.anchor = anchor

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return a link to the field."""
        return format_html('<a href="#{}">{}</a>', self.anchor, gettext("To be settled: see above"))


def build_points(form: Any, formsets: Iterable[Any]) -> list[Point]:
    """Return what is to be settled, and move those fields of the form there.

    Costs one query for the entries that are named, and one for each list of choices.
    """
    formsets = list(formsets)
    names = _entry_labels(form, formsets)
    points = [
        _point(form, form.shape, clash, settle_name("", None, clash.unit[0]), "", names)
        for clash in form.joined.clashes
    ]
    for rows in formsets:
        by_key = {row.key: row for row in rows.joined.stored}
        forms_by_key = {row.key: rows.forms[at] for at, row in enumerate(rows.joined.stored)}
        for key, clashes in rows.joined.clashes.items():
            title = f"{_kind(rows)} “{forms_by_key[key].instance}”"
            points += [
                _point(
                    forms_by_key[key],
                    rows.shape,
                    clash,
                    settle_name(rows.prefix, key, clash.unit[0]),
                    title,
                    names,
                )
                for clash in clashes
            ]
        points += [
            _fate_point(forms_by_key[key], rows, by_key[key], fate, was, names)
            for key, (fate, was) in rows.joined.fates.items()
        ]
    return points


def _kind(rows: Any) -> str:
    return capfirst(str(rows.model._meta.verbose_name))


def _point(
    form: Any, shape: Shape, clash: Clash, name: str, row: str, names: Mapping[int, str]
) -> Point:
    """Return the point about a unit; its fields leave their place in the form."""
    fields = list(dict.fromkeys(shape.fields[key] for key in clash.unit))
    labels = " · ".join(dict.fromkeys(_label(form, shape, key) for key in clash.unit))
    base = _said(form, shape, clash.base, clash.unit, names) if clash.base is not None else None
    theirs = _said(form, shape, clash.theirs, clash.unit, names)
    boxes = [_box(form, one) for one in fields if not isinstance(_widget(form, one), SettledAbove)]
    return Point(
        name=name,
        title=f"{row}: {labels}" if row else labels,
        base=None if base is None else _plain(base),
        theirs=_plain(theirs) if base is None else mark_differences(base, theirs),
        mine=None if boxes else _plain(_said(form, shape, clash.mine, clash.unit, names)),
        boxes=boxes,
    )


def _widget(form: Any, name: str) -> Any:
    return form.fields[name].widget


def _box(form: Any, name: str) -> Box:
    """Return the box of a field as it stands, and leave a link in its place."""
    bound = form[name]
    box = Box(str(bound.label), bound.id_for_label, bound.as_widget(), bound.errors)
    form.fields[name].widget = SettledAbove(box.anchor)
    return box


def _fate_point(
    form: Any, rows: Any, row: Row, fate: Fate, was: Values | None, names: Mapping[int, str]
) -> Point:
    """Return the point about whether a row stays."""
    keys = list(rows.shape.fields)
    base = None if was is None else _said(form, rows.shape, was, keys, names)
    now = _said(form, rows.shape, row.values, keys, names)
    shown = _plain(now) if base is None else mark_differences(base, now)
    title = str(form.instance) if fate == "deleted" else now.partition("\n")[0].partition(": ")[2]
    return Point(
        name=settle_name(rows.prefix, row.key, WHOLE),
        title=f"{_kind(rows)} “{title}”",
        fate=fate,
        base=None if base is None else _plain(base),
        theirs=shown if fate == "deleted" else None,
        mine=shown if fate == "gone" else None,
        anchor=f"{rows.prefix}-{row.place}",
    )


# What values say


def _said(
    form: Any, shape: Shape, values: Values | None, keys: Iterable[str], names: Mapping[int, str]
) -> str:
    """Return values as people read them, a line each; with labels if there are several."""
    keys = list(keys)
    lines = []
    for key in keys:
        said = ", ".join(_one(form, shape, key, value, names) for value in (values or {})[key])
        if len(keys) == 1:
            lines.append(said)
        elif said:
            lines.append(f"{_label(form, shape, key)}: {said}")
    return "\n".join(lines)


def _label(form: Any, shape: Shape, key: str) -> str:
    """Return how a box is called: its field, and which part of it if it has several."""
    name = shape.fields[key]
    part = key.removeprefix(name).strip("_")
    label = str(form.fields[name].label)
    return f"{label} ({part})" if part else label


def _one(form: Any, shape: Shape, key: str, value: str, names: Mapping[int, str]) -> str:
    if not value:
        return ""
    box = form.fields[shape.fields[key]]
    if isinstance(box, forms.BooleanField):
        return gettext("yes")
    if isinstance(box, EntryChoiceField):
        return names.get(as_key(value) or 0, value)
    if hasattr(box, "choices"):
        return dict(_flat(box.choices)).get(value, value)
    return value.removeprefix(NEW_FILE) if key in shape.files else value


def _flat(choices: Any) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)


def _entry_labels(form: Any, formsets: list[Any]) -> dict[int, str]:
    """Return the labels of all entries that stand in what is to be settled (one query)."""
    found: set[int] = set()

    def collect(one: Any, shape: Shape, *sides: Values | None) -> None:
        for side in sides:
            for key, values in (side or {}).items():
                if isinstance(one.fields[shape.fields[key]], EntryChoiceField):
                    found.update(pk for value in values if (pk := as_key(value)) is not None)

    for clash in form.joined.clashes:
        collect(form, form.shape, clash.base, clash.theirs, clash.mine)
    for rows in formsets:
        by_key = {row.key: row for row in rows.joined.stored}
        for clashes in rows.joined.clashes.values():
            for clash in clashes:
                collect(rows.forms[0], rows.shape, clash.base, clash.theirs, clash.mine)
        for key, (_fate, was) in rows.joined.fates.items():
            collect(rows.forms[0], rows.shape, was, by_key[key].values)
    entries = Entry.objects.in_bulk(found) if found else {}
    return {key: short_label(entry) for key, entry in entries.items()}


# Differences within a text


def mark_differences(before: str, after: str) -> SafeString:
    """Return `after` with the words that are new in `<ins>` and those that are gone in `<del>`."""
    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    if max(len(old), len(new)) > LONGEST_COMPARED:
        return _plain(after)
    parts: list[tuple[str, str]] = []
    for what, from_, to, start, end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if what != "equal" and from_ < to:
            parts.append(("del", "".join(old[from_:to])))
        if start < end:
            parts.append(("span" if what == "equal" else "ins", "".join(new[start:end])))
    return format_html_join("", "<{0}>{1}</{0}>", ((SafeString(tag), text) for tag, text in parts))


def _plain(text: str) -> SafeString:
    return format_html("{}", text)
