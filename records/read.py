"""From a record to the entry it describes."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from django.db import models, transaction
from pydantic import TypeAdapter

from entries.derive import refresh_names, refresh_span
from entries.models import Entry, Identifier, Image, Name, Property, Statement, Text
from entries.signals import entries_changed
from records.columns import (
    MODELS,
    RecordError,
    entry_by_pid,
    to_date,
    write_columns,
    write_lists,
)
from records.schema import CitationRecord, EntryRecord, ImageRecord, StatementRecord
from records.write import Scope, to_record
from sources.models import Citation, Source

parse_record: TypeAdapter[EntryRecord] = TypeAdapter(EntryRecord)
"""Validates a JSON document: `parse_record.validate_json(text)` raises pydantic's error."""


class Outcome(StrEnum):
    """What reading a record did."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@transaction.atomic
def from_record(record: EntryRecord) -> Outcome:
    """Make the entry be what the record says: the inverse of `to_record(entry, Scope.FULL)`.

    Whatever the record does not hold is removed, so a public record, which leaves things out, is
    not for this. Entries it refers to must exist: see `from_records`. Raises RecordError or
    DateError, and then nothing is changed.
    """
    entry, created = _shell(record)
    if not created and to_record(entry, Scope.FULL) == record:
        return Outcome.UNCHANGED
    before = _neighbours(entry)
    _fill(entry, record)
    entries_changed.send(sender=Entry, pks={entry.pk} | before | _neighbours(entry))
    return Outcome.CREATED if created else Outcome.UPDATED


@transaction.atomic
def from_records(records: Sequence[EntryRecord]) -> dict[Outcome, int]:
    """Read many records that may refer to one another, all or none; return counts by outcome."""
    order = list(MODELS)
    records = sorted(records, key=lambda record: order.index(record.kind))
    made = {record.pid for record in records if _shell(record)[1]}
    outcomes = dict.fromkeys(Outcome, 0)
    for record in records:
        outcome = from_record(record)
        outcomes[Outcome.CREATED if record.pid in made else outcome] += 1
    return outcomes


def _shell(record: EntryRecord) -> tuple[Entry, bool]:
    """Return the entry of the record, made with only what it cannot be without, and if so."""
    model = MODELS[record.kind]
    found = Entry.objects.filter(pid=record.pid).first()
    if found is not None and found.kind != record.kind:
        raise RecordError(f"{record.pid} is a {found.kind}, not a {record.kind}.")
    if found is not None:
        return found.specific, False
    entry = model(pid=record.pid)
    write_columns(entry, record.fields, only_required=True)
    entry.save()
    return entry, True


def _fill(entry: Entry, record: EntryRecord) -> None:
    """Set everything the record holds."""
    for name in ("status", "published_at", "withdrawn_at", "withdrawal_reason", "descriptive"):
        setattr(entry, name, getattr(record, name))
    entry.editors_note = record.editors_note
    entry.merged_into = entry_by_pid(record.merged_into)
    entry.revision += 1
    write_columns(entry, record.fields)
    entry.save()
    write_lists(entry, record.fields)
    _replace_small_rows(entry, record)
    _replace_names(entry, record)
    _replace_statements(entry, record.statements)
    refresh_names(entry)
    refresh_span(entry)


def _replace_small_rows(entry: Entry, record: EntryRecord) -> None:
    """Write texts, identifiers, images and citations of the whole anew."""
    _replace(Text, entry, [one.model_dump() for one in record.texts])
    _replace(Identifier, entry, [one.model_dump() for one in record.identifiers])
    _replace_images(entry, record.images)
    Citation.objects.filter(entry=entry).delete()
    Citation.objects.bulk_create(_citations(record.citations, entry=entry))


def _replace_images(entry: Entry, records: list[ImageRecord]) -> None:
    """Let the images be those of the record; a file that is known keeps its row and small copy."""
    known = {image.file.name: image for image in Image.objects.filter(entry=entry)}
    for at, one in enumerate(records):
        image = known.pop(one.file, None) or Image(entry=entry)
        for name, value in one.model_dump().items():
            setattr(image, name, value)
        image.position = at
        image.save()
    for image in known.values():
        image.delete()


def _replace(model: Any, entry: Entry, rows: Iterable[dict[str, Any]]) -> None:
    """Replace the rows of `model` that belong to `entry`."""
    model.objects.filter(entry=entry).delete()
    model.objects.bulk_create(model(entry=entry, **row) for row in rows)


def _replace_names(entry: Entry, record: EntryRecord) -> None:
    """Write the names anew, with their evidence."""
    Name.objects.filter(entry=entry).delete()
    evidence: list[Citation] = []
    names = []
    for at, one in enumerate(record.names):
        name = Name(
            entry=entry,
            text=one.text,
            language=one.language,
            type=one.type,
            date=to_date(one.date),
            note=one.note,
            position=at,
        )
        name.set_keys()
        names.append(name)
    Name.objects.bulk_create(names)
    for name, one in zip(names, record.names, strict=True):
        evidence += _citations(one.citations, name=name)
    Citation.objects.bulk_create(evidence)


def _replace_statements(entry: Entry, records: list[StatementRecord]) -> None:
    """Write the statements of which `entry` is the subject; rows keep their primary keys."""
    kept = {one.id: one for one in records}
    if len(kept) < len(records):
        raise RecordError(f"{entry.pid} has two statements with one identifier.")
    entry.statements.exclude(uid__in=kept).delete()  # type: ignore[attr-defined]
    stored = {one.uid: one for one in Statement.objects.filter(uid__in=kept)}
    ends = _ends(records)
    properties = {one.code: one for one in Property.objects.all()}
    new, old, evidence = [], [], []
    for at, one in enumerate(records):
        statement = stored.get(one.id) or Statement(uid=one.id, subject=entry)
        if statement.subject_id != entry.pk:
            raise RecordError(f"The statement {one.id} belongs to another entry.")
        if one.property not in properties:
            raise RecordError(f"There is no property “{one.property}”.")
        statement.property = properties[one.property]
        _set_statement(statement, one, ends)
        statement.position = at
        (old if one.id in stored else new).append(statement)
    Statement.objects.bulk_create(new)
    if old:
        names = [field.name for field in Statement._meta.concrete_fields if field.name != "id"]
        Statement.objects.bulk_update(old, names)
    by_uid = {one.uid: one for one in [*new, *old]}
    Citation.objects.filter(statement__in=old).delete()
    for one in records:
        evidence += _citations(one.citations, statement=by_uid[one.id])
    Citation.objects.bulk_create(evidence)


def _set_statement(statement: Statement, record: StatementRecord, ends: dict[str, Entry]) -> None:
    """Set the columns of one statement."""
    for name in ("object", "place", "event"):
        pid = getattr(record, name)
        if pid is not None and pid not in ends:
            raise RecordError(f"Statement {record.id}: there is no entry {pid}.")
        setattr(statement, name, ends[pid] if pid else None)
    for name in ("value", "qualifier", "rank", "rank_reason", "certainty", "note", "editors_note"):
        setattr(statement, name, getattr(record, name))
    statement.date = to_date(record.date)


def _ends(records: list[StatementRecord]) -> dict[str, Entry]:
    """Return the entries that statements refer to, by pid, in one query."""
    pids = {pid for one in records for pid in (one.object, one.place, one.event) if pid is not None}
    return {entry.pid: entry for entry in Entry.objects.filter(pid__in=pids)}


def _citations(records: list[CitationRecord], **target: models.Model) -> list[Citation]:
    """Return unsaved citations of `target` (statement, name or entry)."""
    made = []
    for at, one in enumerate(records):
        source = Source.objects.filter(pid=one.source).first()
        if source is None:
            raise RecordError(f"There is no source {one.source}.")
        made.append(
            Citation(
                source=source,
                locator=one.locator,
                stance=one.stance,
                note=one.note,
                position=at,
                **target,
            )
        )
    return made


def _neighbours(entry: Entry) -> set[int]:
    """Return the keys of all entries that share a statement with this one (one query)."""
    rows = Statement.objects.about(entry).values_list(
        "subject_id", "object_id", "place_id", "event_id"
    )
    return {key for row in rows for key in row if key is not None}
