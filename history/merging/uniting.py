"""Giving the survivor what belongs to an entry alone: names, texts, identifiers, images, columns.

The merged entries keep theirs, for what they were stays to be seen; only identifiers, which may
stand at one entry, move.
"""

import copy
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import ManyToManyField, Model

from dates.fields import date_columns
from entries.choices import NameType
from entries.models import Entry, Identifier, Image, Name, Text
from entries.showable import lacks_of
from history.merging.columns import ColumnPlan
from history.merging.evidence import copies, new_ones
from history.merging.moving import delete_quietly, unite_localised
from history.merging.names import UnitedName
from history.merging.plan import MergePlan
from history.merging.report import Counts
from sources.models import Citation

M = TypeVar("M", bound=Model)


def unite_rows(plan: MergePlan, counts: Counts) -> None:
    """Give the survivor the rows of all parties, as planned: a fixed number of queries."""
    _unite_names(plan, counts)
    _set_texts(plan, counts)
    merged = [party.pk for party in plan.merged]
    counts.identifiers = Identifier.objects.filter(entry__in=merged).update(entry=plan.survivor.pk)
    _unite_images(plan, counts)
    survivor = plan.survivor
    held = list(survivor.citations.all())
    offered = [one for party in plan.merged for one in party.citations.all()]
    new = new_ones(held, offered)
    Citation.objects.bulk_create(copies(new, survivor, len(held)))
    counts.citations = len(new)


def set_columns(survivor: Entry, columns: Iterable[ColumnPlan], editors_note: str) -> None:
    """Set the own columns of the survivor and store it.

    Raises ValidationError if the kind refuses the outcome.
    """
    lists = {}
    for column in columns:
        if isinstance(survivor._meta.get_field(column.name), ManyToManyField):
            lists[column.name] = column.value
        else:
            setattr(survivor, column.name, column.value)
    survivor.editors_note = editors_note
    survivor.clean()
    survivor.save()
    for name, values in lists.items():
        getattr(survivor, name).set(values)


def copy_of(row: M, **columns: Any) -> M:
    """Return an unsaved copy of a row with other values in some columns."""
    fresh = copy.copy(row)
    vars(fresh).pop("_prefetched_objects_cache", None)
    fresh._state.adding = True  # the copy has a state of its own
    fresh.pk = None
    for name, value in columns.items():
        setattr(fresh, name, value)
    return fresh


def _unite_names(plan: MergePlan, counts: Counts) -> None:
    """Let the survivor have the names of the plan, each with the evidence of all its doubles."""
    survivor = plan.survivor
    own = [one for one in plan.names if one.party == survivor.pk]
    dropped = [one.name.pk for one in own if one.is_left_out]
    delete_quietly(Citation.objects.filter(name__in=dropped))
    delete_quietly(Name.objects.filter(pk__in=dropped))
    staying = [one for one in own if not one.is_left_out]
    for one in staying:
        _unite_name(one.name, one)
    # A name gives up being the preferred one before another becomes it.
    columns = ["type", "note", *date_columns("date")]
    ordered = sorted(staying, key=lambda one: one.type == NameType.PREFERRED)
    for preferred in (False, True):
        rows = [one.name for one in ordered if (one.type == NameType.PREFERRED) is preferred]
        Name.objects.bulk_update(rows, columns)
    new = [one for one in plan.names if one.party != survivor.pk and not one.is_left_out]
    first = 1 + max((one.name.position for one in own), default=-1)
    rows = []
    for at, one in enumerate(new):
        row = copy_of(one.name, entry_id=survivor.pk, position=first + at)
        _unite_name(row, one)
        rows.append(row)
    Name.objects.bulk_create(rows)
    evidence: list[Citation] = []
    for one in staying:
        evidence += _evidence(one.name, one, with_own=False)
    for row, one in zip(rows, new, strict=True):
        evidence += _evidence(row, one, with_own=True)
    Citation.objects.bulk_create(evidence)
    counts.names = len(new)
    counts.names_folded = sum(len(one.same) for one in plan.names if not one.is_left_out)
    counts.names_left_out = sum(1 for one in plan.names if one.is_left_out)


def _unite_name(row: Name, united: UnitedName) -> None:
    """Set type, date and note of a name from it and its doubles."""
    row.type = united.type
    for double in united.same:
        row.date = row.date or double.date
        row.note = unite_localised(row.note, double.note)


def _evidence(row: Name, united: UnitedName, *, with_own: bool) -> list[Citation]:
    """Return the evidence that a name of the survivor lacks, unsaved."""
    held = list(united.name.citations.all())
    doubles = [one for double in united.same for one in double.citations.all()]
    if with_own:
        return copies(new_ones([], [*held, *doubles]), row, 0)
    return copies(new_ones(held, doubles), row, len(held))


def _set_texts(plan: MergePlan, counts: Counts) -> None:
    """Let the survivor have the texts of the plan."""
    survivor = plan.survivor
    held = {(text.role, text.language): text for text in survivor.texts.all()}
    changed: list[Text] = []
    new: list[Text] = []
    gone: list[int] = []
    for one in plan.texts:
        text = held.get((one.role, one.language))
        if text is None:
            if one.body:
                row = Text(entry_id=survivor.pk, role=one.role, language=one.language)
                row.body = one.body
                new.append(row)
        elif not one.body:
            gone.append(text.pk)
        elif text.body != one.body:
            text.body = one.body
            changed.append(text)
    delete_quietly(Text.objects.filter(pk__in=gone))
    Text.objects.bulk_update(changed, ["body"])
    Text.objects.bulk_create(new)
    counts.texts = len(new) + len(changed) + len(gone)


def _unite_images(plan: MergePlan, counts: Counts) -> None:
    """Give the survivor the pictures that it does not have.

    A public survivor is not given what readers have never seen and may not see: see `showable`.
    """
    held = {image.file.name for image in plan.survivor.images.all()}
    first = 1 + max((image.position for image in plan.survivor.images.all()), default=-1)
    new: list[Image] = []
    for party in plan.merged:
        for image in party.images.all():
            if image.file.name in held:
                continue
            if plan.survivor.is_public and not party.is_public and lacks_of(image):
                counts.images_held_back += 1
            else:
                held.add(image.file.name)
                row = copy_of(image, entry_id=plan.survivor.pk, position=first + len(new))
                new.append(row)
    Image.objects.bulk_create(new)
    counts.images = len(new)
