"""Own columns of each kind, to and from their serial form, by the type of the Django field.

A foreign key to a term becomes its code, one to an entry its pid, a historical date a DateRecord;
everything else stands as it is. So a new column needs a line in the schema and none here.
"""

from decimal import Decimal
from typing import Any, Final, cast

from django.db import models

from dates import HistoricalDate
from dates.fields import HistoricalDateField
from entries.choices import Kind
from entries.models import Entry, Term
from events.models import Event
from people.models import Organisation, Person
from places.models import Place
from records.parts import DateRecord, Document
from records.schema import RECORD_TYPES
from sources.models import Source
from topics.models import Topic
from works.models import Issue, Publication, Work

MODELS: Final[dict[str, type[Entry]]] = {
    Kind.SOURCE: Source,
    Kind.TOPIC: Topic,
    Kind.PLACE: Place,
    Kind.PERSON: Person,
    Kind.ORGANISATION: Organisation,
    Kind.PUBLICATION: Publication,
    Kind.ISSUE: Issue,
    Kind.WORK: Work,
    Kind.EVENT: Event,
}
"""The model of each kind, in an order in which no kind requires a later one."""


class RecordError(ValueError):
    """A record refers to something that is not there, or cannot be stored; the message says what.

    `pid` is that of the record at fault, once it is known.
    """

    def __init__(self, message: str, pid: str = "") -> None:
        """Put the record at fault before the message."""
        super().__init__(f"{pid}: {message}" if pid else message)
        self.pid = pid


def column_names(kind: str) -> list[str]:
    """Return the names of the own columns that the record of this kind has."""
    fields = RECORD_TYPES[kind].model_fields["fields"].annotation
    return list(fields.model_fields)


def relations(kind: str) -> tuple[list[str], list[str]]:
    """Return the own columns of this kind that lead to one row, and those that lead to many."""
    fields = [MODELS[kind]._meta.get_field(name) for name in column_names(kind)]
    return (
        [field.name for field in fields if isinstance(field, models.ForeignKey)],
        [field.name for field in fields if isinstance(field, models.ManyToManyField)],
    )


def read_columns(entry: Entry) -> dict[str, Any]:
    """Return the own columns of `entry`, which must be of its own kind, in serial form."""
    return {name: _serial(entry, name) for name in column_names(entry.kind)}


def write_columns(entry: Entry, fields: Document, *, only_required: bool = False) -> None:
    """Set the own columns of `entry` from serial form; many-to-many ones wait for `write_lists`.

    With `only_required`, references that may be empty are left for a second pass, when every
    entry exists. Raises RecordError for a reference that leads nowhere.
    """
    for name in type(fields).model_fields:
        field = entry._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            continue
        null = getattr(field, "null", False)
        if only_required and _refers(field) and null:
            continue
        value = _value(field, getattr(fields, name))
        if value is None and not null:
            raise RecordError(f"It needs a {name}.")
        setattr(entry, name, value)


def write_lists(entry: Entry, fields: Document) -> None:
    """Set the many-to-many columns of a stored entry."""
    for name in type(fields).model_fields:
        field = entry._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            terms = [_term(field, code) for code in getattr(fields, name)]
            getattr(entry, name).set(terms)


def date_record(date: HistoricalDate | None) -> DateRecord | None:
    """Return the serial form of a date, which is not parsed again for that."""
    if date is None:
        return None
    return DateRecord.model_construct(edtf=date.edtf, calendar=date.calendar, written=date.written)


def to_date(record: DateRecord | None) -> HistoricalDate | None:
    """Return the date of a serial form; raises DateError if it is not valid EDTF."""
    if record is None:
        return None
    return HistoricalDate(record.edtf, record.calendar, record.written)


def entry_by_pid(pid: str | None) -> Entry | None:
    """Return the entry with this pid; raises RecordError if there is none."""
    if pid is None:
        return None
    try:
        return Entry.objects.get(pid=pid)
    except Entry.DoesNotExist as error:
        raise RecordError(f"There is no entry {pid}.") from error


def _refers(field: Any) -> bool:
    """Tell whether a field is a reference to another entry."""
    return isinstance(field, models.ForeignKey) and not is_term(field)


def is_term(field: Any) -> bool:
    """Tell whether a field leads to the vocabulary."""
    return bool(field.related_model is Term)


def _serial(entry: Entry, name: str) -> Any:
    """Return one column in serial form."""
    field = entry._meta.get_field(name)
    value = getattr(entry, name)
    if isinstance(field, models.ManyToManyField):
        return sorted(term.code for term in value.all())
    if isinstance(field, models.ForeignKey):
        return None if value is None else value.code if is_term(field) else value.pid
    if isinstance(value, HistoricalDate):
        return date_record(value)
    return float(value) if isinstance(value, Decimal) else value


def _value(field: Any, serial: Any) -> Any:
    """Return what the model stores for a serial form."""
    if isinstance(field, HistoricalDateField):
        return to_date(serial)
    if isinstance(field, models.DecimalField):
        return None if serial is None else Decimal(str(serial))
    if not isinstance(field, models.ForeignKey):
        return serial
    if serial is None:
        return None
    if is_term(field):
        return _term(field, serial)
    return _entry_of(cast("type[Entry]", field.related_model), serial)


def _entry_of(model: type[Entry], pid: str) -> Entry:
    """Return the entry with this pid as one of `model`; raises RecordError if it is none."""
    found = model._base_manager.filter(pid=pid).first()
    if found is None:
        raise RecordError(f"There is no {model._meta.verbose_name} {pid}.")
    return found


def refuse_too_long(row: models.Model) -> None:
    """Raise RecordError for a text that its column cannot hold.

    PostgreSQL would refuse it as well, but SQLite keeps it and fails on the way to PostgreSQL.
    """
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        limit = field.max_length
        if limit is not None and isinstance(value, str) and len(value) > limit:
            raise RecordError(f"{field.name}: “{value[:30]}…” is longer than {limit} characters.")


def _term(field: Any, code: str) -> Term:
    """Return the term with this code in the list that the field takes its values from."""
    scheme = field.get_limit_choices_to()["scheme"]
    try:
        return Term.objects.get(scheme=scheme, code=code)
    except Term.DoesNotExist as error:
        raise RecordError(f"There is no {scheme} “{code}”.") from error
