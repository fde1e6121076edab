"""The record: the one serial form of an entry, as typed documents.

Versions, the API, the data package, import and the static site all pass through it. Entries are
referred to by pid, vocabulary by code, so that a record means the same in every installation.
Its JSON Schema (2020-12) is published at /api/record.schema.json.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from entries.choices import Certainty, ImageRole, Kind, NameType, Rank, Stance, Status, TextRole

FORMAT = 1

Pid = Annotated[str, StringConstraints(pattern=r"^[0-9bcdfghjkmnp-tv-xz]{7}$")]
StatementId = Annotated[str, StringConstraints(pattern=r"^[0-9bcdfghjkmnp-tv-xz]{10}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[-a-z0-9_]{1,40}$")]
Filled = Annotated[str, StringConstraints(min_length=1)]


def _in_order(texts: dict[str, str]) -> dict[str, str]:
    """Return the texts in the order of their tags: not every database keeps the order of keys."""
    return dict(sorted(texts.items()))


LocalisedText = Annotated[dict[Filled, Filled], AfterValidator(_in_order)]


class Document(BaseModel):
    """Strict: an unknown key is an error, so that a slip of the pen does not vanish."""

    model_config = ConfigDict(extra="forbid", use_enum_values=True)


class DateRecord(Document):
    """A historical date: EDTF, the calendar it is counted in, and the words it was written in."""

    edtf: Filled
    calendar: Literal["gregorian", "julian"] = "gregorian"
    written: str = ""


class CitationRecord(Document):
    """Evidence: a source, the spot in it, what it does to the claim."""

    source: Pid
    locator: str = ""
    stance: Stance = Stance.SUPPORTS
    note: LocalisedText = {}


class NameRecord(Document):
    """A name."""

    text: Filled
    language: Filled
    type: NameType
    date: DateRecord | None = None
    note: LocalisedText = {}
    citations: list[CitationRecord] = []


class TextRecord(Document):
    """A text in Markdown."""

    language: Literal["th", "en", "ru"]
    role: TextRole = TextRole.SUMMARY
    body: Filled


class IdentifierRecord(Document):
    """An identifier in an authority file."""

    scheme: Filled
    value: Filled
    verified: bool = False


class ImageRecord(Document):
    """A picture by reference: its path below the media root."""

    role: ImageRole
    file: Filled
    alt: LocalisedText = {}
    credit: str = ""
    rights: str = ""
    label: str = ""


class StatementRecord(Document):
    """A statement, as part of the record of its subject."""

    id: StatementId
    property: Code
    object: Pid | None = None
    value: LocalisedText = {}
    date: DateRecord | None = None
    place: Pid | None = None
    event: Pid | None = None
    qualifier: LocalisedText = {}
    rank: Rank = Rank.NORMAL
    rank_reason: LocalisedText = {}
    certainty: Certainty = Certainty.CERTAIN
    note: LocalisedText = {}
    editors_note: str = ""
    citations: list[CitationRecord] = []


class PersonFields(Document):
    """Own columns of a person."""

    gender: Literal["", "female", "male", "other"] = ""
    occupations: list[Code] = []


class OrganisationFields(Document):
    """Own columns of an organisation."""

    type: Code | None = None


class PublicationFields(Document):
    """Own columns of a serial."""

    type: Code | None = None
    languages: list[str] = []
    frequency: Code | None = None


class IssueFields(Document):
    """Own columns of an issue."""

    publication: Pid
    number_printed: str = ""
    number: int | None = Field(default=None, ge=0, le=2**31 - 1)
    volume: int | None = Field(default=None, ge=0, le=2**31 - 1)
    date: DateRecord | None = None
    printed_at: Pid | None = None


class WorkFields(Document):
    """Own columns of a work."""

    type: Code | None = None
    date: DateRecord | None = None
    languages: list[str] = []
    publication: Pid | None = None
    issue: Pid | None = None
    pages: str = ""
    byline: str = ""


class EventFields(Document):
    """Own columns of an event."""

    type: Code | None = None
    date: DateRecord | None = None
    place: Pid | None = None
    part_of: Pid | None = None


class PlaceFields(Document):
    """Own columns of a place; coordinates in degrees, WGS 84."""

    type: Code | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    part_of: Pid | None = None


class TopicFields(Document):
    """Own columns of a topic."""

    type: Code | None = None
    broader: Pid | None = None


class SourceFields(Document):
    """Own columns of a source, by the variables of CSL 1.0.2."""

    csl_type: Filled = "book"
    author: str = ""
    container_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: DateRecord | None = None
    volume: str = ""
    number: str = ""
    pages: str = ""
    archive: str = ""
    archive_location: str = ""
    url: str = ""
    language: str = ""
    rights: str = ""


Fields = (
    PersonFields
    | OrganisationFields
    | PublicationFields
    | IssueFields
    | WorkFields
    | EventFields
    | PlaceFields
    | TopicFields
    | SourceFields
)


class EntryHead(Document):
    """What the record of every kind begins and ends with."""

    format: Literal[1] = 1
    pid: Pid
    status: Status = Status.PUBLISHED
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None
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
