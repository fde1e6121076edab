"""The rows of an entry from its record: names, texts, identifiers, images, statements, evidence."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from entries.models import Entry, Identifier, Image, Name, Property, Statement, Text
from records.columns import RecordError, refuse_too_long, to_date
from records.parts import CitationRecord, ImageRecord, NameRecord, StatementRecord
from records.schema import EntryRecord
from sources.models import Citation, Source

STATEMENT_COLUMNS = [
    field.name for field in Statement._meta.concrete_fields if not field.primary_key
]


class Sources(dict[str, Source]):
    """The sources that a record cites, by pid, fetched in one query."""

    def __init__(self, record: EntryRecord) -> None:
        """Fetch them."""
        cited = [
            *record.citations,
            *(one for name in record.names for one in name.citations),
            *(one for statement in record.statements for one in statement.citations),
        ]
        found = Source.objects.filter(pid__in={one.source for one in cited})
        super().__init__((source.pid, source) for source in found)

    def __missing__(self, pid: str) -> Source:
        """Refuse what is no source."""
        raise RecordError(f"There is no source {pid}.")


def replace_rows(entry: Entry, record: EntryRecord) -> None:
    """Make the rows of `entry` be those of the record.

    Raises RecordError for a reference that leads nowhere or a text that is too long.
    """
    sources = Sources(record)
    _replace(Text, entry, [one.model_dump() for one in record.texts])
    _replace(Identifier, entry, [one.model_dump() for one in record.identifiers])
    _replace_images(entry, record.images)
    _replace_names(entry, record.names, sources)
    _replace_statements(entry, record.statements, sources)
    Citation.objects.filter(entry=entry).delete()
    _store(Citation, _citations(record.citations, sources, entry=entry))


def _store(model: Any, rows: Iterable[models.Model]) -> None:
    """Store new rows."""
    rows = list(rows)
    for row in rows:
        refuse_too_long(row)
    model._base_manager.bulk_create(rows)


def _replace(model: Any, entry: Entry, rows: Iterable[dict[str, Any]]) -> None:
    """Replace the rows of `model` that belong to `entry`."""
    model._base_manager.filter(entry=entry).delete()
    _store(model, [model(entry=entry, **row) for row in rows])


def _replace_images(entry: Entry, records: list[ImageRecord]) -> None:
    """Let the images be those of the record. Files are neither read nor removed."""
    known = {image.file.name: image for image in Image.objects.filter(entry=entry)}
    for at, one in enumerate(records):
        values = {**one.model_dump(), "region": one.region, "position": at}
        image = known.pop(one.file, None) or Image(entry=entry, **values)
        del values["file"]  # assigned anew, it would be opened to be measured
        for name, value in values.items():
            setattr(image, name, value)
        refuse_too_long(image)
        image.save()
    for image in known.values():
        image.delete()


def _replace_names(entry: Entry, records: list[NameRecord], sources: Sources) -> None:
    """Write the names anew, with their evidence."""
    Name.objects.filter(entry=entry).delete()
    names = []
    for at, one in enumerate(records):
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
    _store(Name, names)
    pairs = zip(names, records, strict=True)
    evidence = [row for name, one in pairs for row in _citations(one.citations, sources, name=name)]
    _store(Citation, evidence)


def _replace_statements(entry: Entry, records: list[StatementRecord], sources: Sources) -> None:
    """Write the statements of which `entry` is the subject; rows keep their primary keys."""
    entry.statements.exclude(uid__in=[one.id for one in records]).delete()
    stored = {one.uid: one for one in Statement.objects.filter(subject=entry)}
    ends = _ends(records)
    properties = {one.code: one for one in Property.objects.all()}
    new: list[Statement] = []
    old: list[Statement] = []
    for at, one in enumerate(records):
        statement = stored.get(one.id) or Statement(uid=one.id, subject=entry)
        if one.property not in properties:
            raise RecordError(f"There is no property “{one.property}”.")
        statement.property = properties[one.property]
        _set_statement(statement, one, ends)
        statement.position = at
        (old if one.id in stored else new).append(statement)
    _store(Statement, new)
    if old:
        Statement.objects.bulk_update(old, STATEMENT_COLUMNS)
    by_uid = {one.uid: one for one in [*new, *old]}
    Citation.objects.filter(statement__in=old).delete()
    evidence = [
        row
        for one in records
        for row in _citations(one.citations, sources, statement=by_uid[one.id])
    ]
    _store(Citation, evidence)


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


def _citations(
    records: list[CitationRecord], sources: Sources, **target: models.Model
) -> list[Citation]:
    """Return unsaved citations of `target` (statement, name or entry)."""
    return [
        Citation(
            source=sources[one.source],
            locator=one.locator,
            stance=one.stance,
            note=one.note,
            position=at,
            **target,
        )
        for at, one in enumerate(records)
    ]
