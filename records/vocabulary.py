"""The serial form of the vocabularies: properties and terms."""

from pydantic import TypeAdapter

from entries.choices import Kind, Scheme, Theme
from entries.models import Property, Term
from records.schema import Code, Document, LocalisedText


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
    boundary: Property.Boundary | str = ""
    theme: Theme = Theme.STRUCTURE
    inverse_theme: Theme = Theme.STRUCTURE
    position: int = 0
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
    made = 0
    for record in records:
        values = record.model_dump(exclude={"code"})
        if update:
            made += Property.objects.update_or_create(code=record.code, defaults=values)[1]
        else:
            made += Property.objects.get_or_create(code=record.code, defaults=values)[1]
    return made


def read_terms(records: list[TermRecord], *, update: bool = True) -> int:
    """Store terms by list and code; return how many are new. Without `update`, keep those there."""
    made = 0
    for record in records:
        key = {"scheme": record.scheme, "code": record.code}
        values = record.model_dump(exclude={"scheme", "code"})
        if update:
            made += Term.objects.update_or_create(**key, defaults=values)[1]
        else:
            made += Term.objects.get_or_create(**key, defaults=values)[1]
    return made


def property_record(one: Property) -> PropertyRecord:
    """Return the serial form of a property."""
    return PropertyRecord(**{name: getattr(one, name) for name in PropertyRecord.model_fields})


def term_record(one: Term) -> TermRecord:
    """Return the serial form of a term."""
    return TermRecord(**{name: getattr(one, name) for name in TermRecord.model_fields})
