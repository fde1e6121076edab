"""The serial form of the vocabularies: properties and terms."""

from typing import Literal

from pydantic import Field, TypeAdapter

from entries.choices import Kind, Scheme, Theme
from entries.models import Property, Term
from records.parts import Code, Document, LocalisedText


class PropertyRecord(Document):
    """A property, as in `entries.Property`."""

    code: Code
    label: LocalisedText
    bare_label: LocalisedText = {}
    inverse_label: LocalisedText = {}
    role_label: LocalisedText = {}
    inverse_role_label: LocalisedText = {}
    subject_kinds: list[Kind] = []
    object_kinds: list[Kind] = []
    takes_value: bool = False
    symmetric: bool = False
    single_valued: bool = False
    boundary: Property.Boundary | Literal[""] = ""
    theme: Theme = Theme.STRUCTURE
    inverse_theme: Theme = Theme.STRUCTURE
    position: int = Field(default=0, ge=0, le=32767)
    schema_org: str = ""
    cidoc_crm: str = ""
    wikidata: str = ""
    inverse_schema_org: str = ""
    inverse_cidoc_crm: str = ""
    inverse_wikidata: str = ""


class TermRecord(Document):
    """A term of an open vocabulary."""

    scheme: Scheme
    code: Code
    label: LocalisedText
    wikidata: str = ""


parse_properties = TypeAdapter(list[PropertyRecord])
parse_terms = TypeAdapter(list[TermRecord])


def read_properties(records: list[PropertyRecord], *, update: bool = True) -> int:
    """Store properties by code; return how many are new. Without `update`, keep those there."""
    known = {one.code: one for one in Property.objects.all()}
    for record in records:
        stored = known.get(record.code)
        if stored is None or (update and property_record(stored) != record):
            _store(stored or Property(), record)
    return len({record.code for record in records} - set(known))


def read_terms(records: list[TermRecord], *, update: bool = True) -> int:
    """Store terms by list and code; return how many are new. Without `update`, keep those there."""
    known = {(one.scheme, one.code): one for one in Term.objects.all()}
    for record in records:
        stored = known.get((record.scheme, record.code))
        if stored is None or (update and term_record(stored) != record):
            _store(stored or Term(), record)
    return len({(record.scheme, record.code) for record in records} - set(known))


def _store(row: Property | Term, record: Document) -> None:
    """Write one row of a vocabulary; what has not changed is not written, nor followed."""
    for name, value in record.model_dump().items():
        setattr(row, name, value)
    row.save()


def property_record(one: Property) -> PropertyRecord:
    """Return the serial form of a property."""
    return PropertyRecord(**{name: getattr(one, name) for name in PropertyRecord.model_fields})


def term_record(one: Term) -> TermRecord:
    """Return the serial form of a term."""
    return TermRecord(**{name: getattr(one, name) for name in TermRecord.model_fields})
