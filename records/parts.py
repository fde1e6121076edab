"""The parts of a record that every kind shares: names, texts, statements, evidence, dates."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)

from dates import HistoricalDate
from entries import pid as pids
from entries.choices import Certainty, ImageRole, NameType, Rank, Stance, TextRole
from entries.regions import Region
from entries.schemes import SCHEMES
from sources.models import CSL_TYPES
from writing import tidy, tidy_lines


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
NameText = Annotated[str, AfterValidator(tidy), Field(min_length=1)]
Body = Annotated[str, AfterValidator(tidy_lines), Field(min_length=1)]
MediaPath = Annotated[str, StringConstraints(pattern=r"^images(/[\w-]+)+(\.[\w-]+)+$")]

RegionText = Annotated[
    str, StringConstraints(pattern=r"^(\d{1,10},\d{1,10},[1-9]\d{0,9},[1-9]\d{0,9})?$")
]


def rounded(degrees: float) -> float:
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
    """A name, tidied as it is when it is stored."""

    text: NameText
    language: Trimmed
    type: NameType
    date: DateRecord | None = None
    note: LocalisedText = {}
    citations: list[CitationRecord] = []


class TextRecord(Document):
    """A text in Markdown."""

    language: Literal["th", "en", "ru"]
    role: TextRole = TextRole.SUMMARY
    body: Body


class IdentifierRecord(Document):
    """An identifier in an authority file."""

    scheme: AuthorityCode
    value: Trimmed
    verified: bool = False


class ImageRecord(Document):
    """A picture by reference: paths below the media root, size in pixels.

    `region` is the part that small portraits show, as `x,y,w,h` of the IIIF Image API in pixels.
    A record without one is written without the key, as before there was any: versions that were
    kept then read the same bytes.
    """

    role: ImageRole
    file: MediaPath
    thumbnail: MediaPath | Literal[""] = ""
    width: int = Field(ge=1, le=2**31 - 1)
    height: int = Field(ge=1, le=2**31 - 1)
    region: RegionText = ""
    alt: LocalisedText = {}
    credit: str = ""
    rights: str = ""
    label: str = ""

    @model_validator(mode="after")
    def _lies_inside(self) -> Self:
        """Refuse a region that is not one of the picture."""
        region = Region.read(self.region)
        if region is not None and not region.lies_in(self.width, self.height):
            raise ValueError("the region lies outside of the picture")
        return self

    @model_serializer(mode="wrap")
    def _without_no_region(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave an empty region out."""
        written: dict[str, Any] = write(self)
        if not self.region:
            written.pop("region", None)
        return written


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
