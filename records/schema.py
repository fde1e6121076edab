"""The record: the one serial form of an entry, as typed documents.

Versions, the API, the data package, import and the static site all pass through it. Entries are
referred to by pid, vocabulary by code, so that a record means the same in every installation.
Its JSON Schema (2020-12) is published at /api/record.schema.json.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AwareDatetime,
    Field,
    model_validator,
)

from entries.choices import Kind, NameType, Status
from records.fields import (
    EventFields,
    IssueFields,
    OrganisationFields,
    PersonFields,
    PlaceFields,
    PublicationFields,
    SourceFields,
    TopicFields,
    WorkFields,
)
from records.parts import (
    CitationRecord,
    Document,
    IdentifierRecord,
    ImageRecord,
    LocalisedText,
    NameRecord,
    Pid,
    StatementRecord,
    TextRecord,
)

FORMAT = 1


class EntryHead(Document):
    """What the record of every kind begins and ends with.

    Names and statements keep their order. Texts, identifiers and images stand in the order of the
    archive, whichever they are given in.
    """

    format: Literal[1] = 1
    pid: Pid
    status: Status = Status.PUBLISHED
    published_at: AwareDatetime | None = None
    withdrawn_at: AwareDatetime | None = None
    withdrawal_reason: LocalisedText = {}
    merged_into: Pid | None = None
    descriptive: bool = False
    names: list[NameRecord] = []
    texts: list[TextRecord] = []
    identifiers: list[IdentifierRecord] = []
    images: list[ImageRecord] = []
    citations: list[CitationRecord] = []
    statements: list[StatementRecord] = []
    editors_note: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Bring rows whose order means nothing into the one order they are kept in."""
        self.texts = sorted(self.texts, key=_text_key)
        self.identifiers = sorted(self.identifiers, key=_identifier_key)
        self.images = sorted(self.images, key=lambda image: image.role)
        return self

    @model_validator(mode="after")
    def _hang_together(self) -> Self:
        """Refuse what contradicts itself, as the constraints of the database would."""
        if self.status == Status.PUBLISHED and self.published_at is None:
            raise ValueError("a published entry needs published_at")
        if self.status == Status.WITHDRAWN and self.withdrawn_at is None:
            raise ValueError("a withdrawn entry needs withdrawn_at")
        if (self.status == Status.MERGED) != (self.merged_into is not None):
            raise ValueError("a merged entry names its survivor in merged_into, no other does")
        if self.pid in {self.merged_into, *(one.object for one in self.statements)}:
            raise ValueError("an entry cannot stand in relation to itself")
        preferred = (one.language for one in self.names if one.type == NameType.PREFERRED)
        _refuse_twice("preferred name", preferred)
        _refuse_twice("text", map(_text_key, self.texts))
        _refuse_twice("identifier", map(_identifier_key, self.identifiers))
        _refuse_twice("image", (image.file for image in self.images))
        _refuse_twice("statement", (one.id for one in self.statements))
        return self


def _text_key(text: TextRecord) -> tuple[str, str]:
    return text.role, text.language


def _identifier_key(one: IdentifierRecord) -> tuple[str, str]:
    return one.scheme, one.value


def _refuse_twice(what: str, keys: Iterable[object]) -> None:
    """Raise ValueError if a key comes twice."""
    seen: set[object] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"there are two of this {what}: {key}")
        seen.add(key)


class PersonRecord(EntryHead):
    """The record of a person."""

    kind: Literal["person"] = "person"
    fields: PersonFields = PersonFields()


class OrganisationRecord(EntryHead):
    """The record of an organisation."""

    kind: Literal["organisation"] = "organisation"
    fields: OrganisationFields = OrganisationFields()


class PublicationRecord(EntryHead):
    """The record of a serial."""

    kind: Literal["publication"] = "publication"
    fields: PublicationFields = PublicationFields()


class IssueRecord(EntryHead):
    """The record of an issue."""

    kind: Literal["issue"] = "issue"
    fields: IssueFields


class WorkRecord(EntryHead):
    """The record of a work."""

    kind: Literal["work"] = "work"
    fields: WorkFields = WorkFields()


class EventRecord(EntryHead):
    """The record of an event."""

    kind: Literal["event"] = "event"
    fields: EventFields = EventFields()


class PlaceRecord(EntryHead):
    """The record of a place."""

    kind: Literal["place"] = "place"
    fields: PlaceFields = PlaceFields()


class TopicRecord(EntryHead):
    """The record of a topic."""

    kind: Literal["topic"] = "topic"
    fields: TopicFields = TopicFields()


class SourceRecord(EntryHead):
    """The record of a source."""

    kind: Literal["source"] = "source"
    fields: SourceFields = SourceFields()


EntryRecord = Annotated[
    PersonRecord
    | OrganisationRecord
    | PublicationRecord
    | IssueRecord
    | WorkRecord
    | EventRecord
    | PlaceRecord
    | TopicRecord
    | SourceRecord,
    Field(discriminator="kind"),
]

RECORD_TYPES: dict[str, Any] = {
    Kind.PERSON: PersonRecord,
    Kind.ORGANISATION: OrganisationRecord,
    Kind.PUBLICATION: PublicationRecord,
    Kind.ISSUE: IssueRecord,
    Kind.WORK: WorkRecord,
    Kind.EVENT: EventRecord,
    Kind.PLACE: PlaceRecord,
    Kind.TOPIC: TopicRecord,
    Kind.SOURCE: SourceRecord,
}
