"""From a record to the entry it describes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from pydantic import TypeAdapter

from dates import DateError
from entries.choices import Status
from entries.derive import refresh_names, refresh_span
from entries.models import Entry
from entries.signals import entries_changed
from records.claims import give_up
from records.columns import (
    MODELS,
    RecordError,
    entry_by_pid,
    refuse_too_long,
    write_columns,
    write_lists,
)
from records.neighbours import neighbours
from records.rows import replace_rows
from records.schema import EntryRecord
from records.write import Scope, to_record

parse_record: TypeAdapter[EntryRecord] = TypeAdapter(EntryRecord)
"""Validates a JSON document: `parse_record.validate_json(text)` raises pydantic's error."""


class Outcome(StrEnum):
    """What reading a record did."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def from_record(record: EntryRecord) -> Outcome:
    """Make the entry be what the record says: the inverse of `to_record(entry, Scope.FULL)`.

    Whatever the record does not hold is removed, so a public record, which leaves things out, is
    not for this. Entries it refers to must exist: see `from_records`. Raises RecordError, and then
    nothing is changed.
    """
    return _read_all([record])[0]


def from_records(records: Sequence[EntryRecord]) -> dict[Outcome, int]:
    """Read many records that may refer to one another, all or none; return counts by outcome.

    They may also pass statements and identifiers to one another. Raises RecordError, which names
    the record at fault.
    """
    outcomes = dict.fromkeys(Outcome, 0)
    for outcome in _read_all(records):
        outcomes[outcome] += 1
    return outcomes


@transaction.atomic
def _read_all(records: Sequence[EntryRecord]) -> list[Outcome]:
    """Read the records, those of kinds that others require first; return their outcomes so."""
    order = list(MODELS)
    records = sorted(records, key=lambda record: order.index(record.kind))
    _refuse_two_of_one(records)
    holders = give_up(records)
    shells = []
    for record in records:
        with _naming(record):
            shells.append(_shell(record))
    outcomes = []
    changed: set[int] = set()
    shown_by: set[int] = set()
    for record, (entry, new) in zip(records, shells, strict=True):
        if not new and record.pid not in holders and to_record(entry, Scope.FULL) == record:
            outcomes.append(Outcome.UNCHANGED)
            continue
        goes = entry.is_public and record.status != Status.PUBLISHED
        changed |= {entry.pk} | (neighbours(entry.pk) if goes else set())
        shown_by |= neighbours(entry.pk)
        with _naming(record):
            _fill(entry, record)
        shown_by |= neighbours(entry.pk)
        outcomes.append(Outcome.CREATED if new else Outcome.UPDATED)
    for record, outcome in zip(records, outcomes, strict=True):
        if outcome is not Outcome.UNCHANGED:
            with _naming(record):
                _refuse_circles(record)
    if changed:
        entries_changed.send(sender=Entry, pks=changed, shown_by=shown_by)
    return outcomes


@contextmanager
def _naming(record: EntryRecord) -> Iterator[None]:
    """Turn whatever the model and the database refuse into a RecordError that names the record."""
    try:
        yield
    except ValidationError as error:
        raise RecordError(" ".join(error.messages), record.pid) from error
    except (RecordError, DateError, IntegrityError, DataError) as error:
        raise RecordError(str(error), record.pid) from error


def _refuse_two_of_one(records: Sequence[EntryRecord]) -> None:
    """Raise RecordError if two records are of one entry."""
    seen: set[str] = set()
    for record in records:
        if record.pid in seen:
            raise RecordError("There are two records of this entry.", record.pid)
        seen.add(record.pid)


def _shell(record: EntryRecord) -> tuple[Entry, bool]:
    """Return the entry of the record, made with only what it cannot be without, and if so."""
    found = Entry.objects.filter(pid=record.pid).first()
    if found is not None and found.kind != record.kind:
        raise RecordError(f"The entry is a {found.kind}, not a {record.kind}.")
    if found is not None:
        return found.specific, False
    entry = MODELS[record.kind](pid=record.pid)
    write_columns(entry, record.fields, only_required=True)
    refuse_too_long(entry)
    entry.save()
    return entry, True


def _fill(entry: Entry, record: EntryRecord) -> None:
    """Set everything the record holds."""
    for name in ("status", "published_at", "withdrawn_at", "withdrawal_reason", "descriptive"):
        setattr(entry, name, getattr(record, name))
    entry.editors_note = record.editors_note
    entry.merged_into = entry_by_pid(record.merged_into)
    entry.revision += 1
    write_columns(entry, record.fields)
    refuse_too_long(entry)
    entry.save()
    write_lists(entry, record.fields)
    replace_rows(entry, record)
    refresh_names(entry)
    refresh_span(entry)


def _refuse_circles(record: EntryRecord) -> None:
    """Raise an error if the entry, now that all are there, is a part or survivor of itself."""
    entry = MODELS[record.kind]._base_manager.get(pid=record.pid)
    entry.clean()
    if entry.survivor().status == Status.MERGED:
        raise RecordError("It is merged into itself by way of others.")
