"""From an entry to its record."""

from enum import StrEnum

from django.db.models import Prefetch, QuerySet

from entries.models import Entry, Image, Name, Statement
from records.columns import MODELS, date_record, read_columns, relations
from records.parts import (
    CitationRecord,
    IdentifierRecord,
    ImageRecord,
    NameRecord,
    StatementRecord,
    TextRecord,
)
from records.schema import RECORD_TYPES, EntryRecord
from sources.models import Citation


class Scope(StrEnum):
    """Who the record is for."""

    PUBLIC = "public"
    """Everybody: no editors' notes, and no statement with an end that is not published."""
    FULL = "full"
    """The desk and the backup: everything."""


def recorded(kind: str, scope: Scope = Scope.PUBLIC, *, statements: bool = True) -> QuerySet[Entry]:
    """Return the entries of one kind with all that their records need, in a dozen queries.

    Without `statements` the records have none: for those who read them apart.
    """
    claims = Statement.objects.with_ends() if statements else Statement.objects.none()
    if scope is Scope.PUBLIC:
        claims = claims.public()
    citations = Prefetch("citations", Citation.objects.select_related("source"))
    references, lists = relations(kind)
    entries = MODELS[kind].objects.select_related("merged_into", *references)
    return entries.prefetch_related(
        Prefetch("names", Name.objects.prefetch_related(citations)),
        Prefetch("statements", claims.prefetch_related(citations)),
        citations,
        "texts",
        "identifiers",
        "images",
        *lists,
    )


def to_record(entry: Entry, scope: Scope = Scope.PUBLIC) -> EntryRecord:
    """Return the record of `entry`: a fixed number of queries, whatever it holds.

    With scope PUBLIC the caller has made sure that the entry itself is published.
    """
    whole = recorded(entry.kind, scope).get(pk=entry.pk)
    return record_of(whole, scope)


def record_of(entry: Entry, scope: Scope = Scope.PUBLIC) -> EntryRecord:
    """Return the record of an entry that came from `recorded`: no further queries."""
    public = scope is Scope.PUBLIC
    record: EntryRecord = RECORD_TYPES[entry.kind](
        pid=entry.pid,
        status=entry.status,
        published_at=entry.published_at,
        withdrawn_at=entry.withdrawn_at,
        withdrawal_reason=entry.withdrawal_reason,
        merged_into=entry.merged_into.pid if entry.merged_into else None,
        descriptive=entry.descriptive,
        names=[_name(name, public) for name in entry.names.all()],
        texts=[
            TextRecord(language=text.language, role=text.role, body=text.body)
            for text in entry.texts.all()
        ],
        identifiers=[
            IdentifierRecord(scheme=one.scheme, value=one.value, verified=one.verified)
            for one in entry.identifiers.all()
        ],
        images=[_image(image) for image in entry.images.all()],
        citations=citation_records(entry, public),
        statements=[statement_record(one, public) for one in entry.statements.all()],
        editors_note="" if public else entry.editors_note,
        fields=_public_columns(entry) if public else read_columns(entry),
    )
    return record


def _public_columns(entry: Entry) -> dict[str, object]:
    """Return the own columns without references to what is not published.

    That holds for the serial of an issue as well, which the model requires.
    """
    columns = read_columns(entry)
    for name in columns:
        value = getattr(entry, name)
        if isinstance(value, Entry) and not value.is_public:
            columns[name] = None
    return columns


def _name(name: Name, public: bool) -> NameRecord:
    return NameRecord(
        text=name.text,
        language=name.language,
        type=name.type,
        date=date_record(name.date),
        note=name.note,
        citations=citation_records(name, public),
    )


def _image(image: Image) -> ImageRecord:
    return ImageRecord(
        role=image.role,
        file=image.file.name,
        thumbnail=image.thumbnail.name or "",
        width=image.width,
        height=image.height,
        region=image.region,
        alt=image.alt,
        credit=image.credit,
        rights=image.rights,
        label=image.label,
    )


def statement_record(statement: Statement, public: bool) -> StatementRecord:
    """Return the record of a statement that came with ends, property and citations."""

    def pid(end: Entry | None) -> str | None:
        return end.pid if end else None

    return StatementRecord(
        id=statement.uid,
        property=statement.property.code,
        object=pid(statement.object),
        value=statement.value,
        date=date_record(statement.date),
        place=pid(statement.place),
        event=pid(statement.event),
        qualifier=statement.qualifier,
        rank=statement.rank,
        rank_reason=statement.rank_reason,
        certainty=statement.certainty,
        note=statement.note,
        editors_note="" if public else statement.editors_note,
        citations=citation_records(statement, public),
    )


def citation_records(cited: Entry | Name | Statement, public: bool) -> list[CitationRecord]:
    """Return the evidence for a row, in order; for the public without sources that are not so."""
    return [
        CitationRecord(source=one.source.pid, locator=one.locator, stance=one.stance, note=one.note)
        for one in cited.citations.all()
        if one.source.is_public or not public
    ]
