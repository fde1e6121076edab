"""The own columns of each kind, in serial form."""

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    model_validator,
)

from records.parts import Code, CslType, DateRecord, Document, Pid, rounded
from works.models import parse_number


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
    latitude: Annotated[float, Field(ge=-90, le=90), AfterValidator(rounded)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180), AfterValidator(rounded)] | None = None
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
