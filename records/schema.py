"""The record: the one serial form of an entry, as typed documents.

Versions, the API, the data package, import and the static site all pass through it. Entries are
referred to by pid, vocabulary by code, so that a record means the same in every installation.
Its JSON Schema (2020-12) is published at /api/record.schema.json.
"""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from dates import HistoricalDate
from entries import pid as pids
from entries.choices import Certainty, ImageRole, Kind, NameType, Rank, Stance, Status, TextRole
from entries.schemes import SCHEMES
from sources.models import CSL_TYPES
from works.models import parse_number

FORMAT = 1


def _checked(length: int) -> Callable[[str], str]:
    """Return a validator of identifiers of this length: their check character must agree."""

    def check(pid: str) -> str:
        if not pids.is_valid(pid, length):
            raise ValueError("its check character does not agree: a sign is wrong")
        return pid

    return check


def _one_of(codes: Iterable[str]) -> AfterValidator:
    """Return a validator that admits these codes only."""
    known = list(codes)

    def check(code: str) -> str:
        if code not in known:
            raise ValueError(f"one of {', '.join(known)} is expected")
        return code

    return AfterValidator(check)


def _enum(codes: Iterable[str]) -> Any:
    """Return what makes the JSON Schema list these codes."""
    return Field(json_schema_extra={"enum": [*codes]})


_SIGNS = "[0-9bcdfghjkmnp-tv-xz]"
Pid = Annotated[
    str,
    StringConstraints(pattern=f"^{_SIGNS}{{{pids.LENGTH}}}$"),
    AfterValidator(_checked(pids.LENGTH)),
]
StatementId = Annotated[
    str,
    StringConstraints(pattern=f"^{_SIGNS}{{{pids.STATEMENT_LENGTH}}}$"),
    AfterValidator(_checked(pids.STATEMENT_LENGTH)),
]
Code = Annotated[str, StringConstraints(pattern=r"^[-A-Za-z0-9_]{1,40}$")]
Filled = Annotated[str, StringConstraints(min_length=1)]
Trimmed = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
MediaPath = Annotated[str, StringConstraints(pattern=r"^images(/[\w-]+)+(\.[\w-]+)+$")]


def _rounded(degrees: float) -> float:
    """Return degrees to five decimals, without a negative zero."""
    return round(degrees, 5) + 0.0


def _in_order(texts: dict[str, str]) -> dict[str, str]:
    """Return the texts in the order of their tags: not every database keeps the order of keys."""
    return dict(sorted(texts.items()))


AuthorityCode = Annotated[str, _one_of(SCHEMES), _enum(SCHEMES)]
CslType = Annotated[str, _one_of(dict(CSL_TYPES)), _enum(dict(CSL_TYPES))]
LocalisedText = Annotated[dict[Filled, Filled], AfterValidator(_in_order)]


class Document(BaseModel):
    """Strict: an unknown key is an error, so that a slip of the pen does not vanish."""

    model_config = ConfigDict(extra="forbid", use_enum_values=True)


class DateRecord(Document):
    """A historical date: EDTF, the calendar it is counted in, and the words it was written in."""

    edtf: Filled
    calendar: Literal["gregorian", "julian"] = "gregorian"
    written: str = ""

    @model_validator(mode="after")
    def _understand(self) -> Self:
        """Refuse what is no date of its calendar, and spell it as it is stored."""
        date = HistoricalDate(self.edtf, self.calendar, self.written)
        self.edtf, self.written = date.edtf, date.written
        return self


class CitationRecord(Document):
    """Evidence: a source, the spot in it, what it does to the claim."""

    source: Pid
    locator: str = ""
    stance: Stance = Stance.SUPPORTS
    note: LocalisedText = {}


class NameRecord(Document):
    """A name."""

    text: Trimmed
    language: Trimmed
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

    scheme: AuthorityCode
    value: Trimmed
    verified: bool = False


class ImageRecord(Document):
    """A picture by reference: paths below the media root, size in pixels."""

    role: ImageRole
    file: MediaPath
    thumbnail: MediaPath | Literal[""] = ""
    width: int = Field(ge=1, le=2**31 - 1)
    height: int = Field(ge=1, le=2**31 - 1)
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
    occupations: Annotated[list[Code], AfterValidator(lambda codes: sorted(set(codes)))] = []


class OrganisationFields(Document):
    """Own columns of an organisation."""

    type: Code | None = None


class PublicationFields(Document):
    """Own columns of a serial."""

    type: Code | None = None
    languages: list[str] = []
    frequency: Code | None = None


class IssueFields(Document):
    """Own columns of an issue.

    An issue has a publication always; a public record is silent of one that is not public.
    """

    publication: Pid | None = None
    number_printed: str = ""
    number: int | None = Field(default=None, ge=0, le=2**31 - 1)
    volume: int | None = Field(default=None, ge=0, le=2**31 - 1)
    date: DateRecord | None = None
    printed_at: Pid | None = None

    @model_validator(mode="after")
    def _parse_number(self) -> Self:
        """Understand the number as the model does."""
        if self.number is None:
            self.number = parse_number(self.number_printed)
        return self


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
    """Own columns of a place; coordinates in degrees, WGS 84, to five decimals (a metre)."""

    type: Code | None = None
    latitude: Annotated[float, Field(ge=-90, le=90), AfterValidator(_rounded)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180), AfterValidator(_rounded)] | None = None
    part_of: Pid | None = None

    @model_validator(mode="after")
    def _place_whole(self) -> Self:
        """Refuse one coordinate alone."""
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("give both latitude and longitude, or neither")
        return self


class TopicFields(Document):
    """Own columns of a topic."""

    type: Code | None = None
    broader: Pid | None = None


class SourceFields(Document):
    """Own columns of a source, by the variables of CSL 1.0.2."""

    csl_type: CslType = "book"
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
