"""A data package: a folder of readable, diffable files that holds a whole archive.

    properties.json, terms.json        the vocabularies, a list each
    retired.json                       identifiers that must never be given out again
    <kind>/<slug>-<pid>.json           one record a file
    history/                           how each entry came to be: see `exchange.history`
    beside/                            what the desk keeps of its own: see `exchange.beside`

Keys that have their default value are left out; two files differ only where the records do.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

from django.db import transaction
from pydantic import BaseModel, TypeAdapter, ValidationError

from entries.ledger import noted_pids
from entries.models import Entry, Property, RetiredPid, Term
from exchange.beside import dump_beside, load_beside, naming
from exchange.errors import PackageError
from exchange.history.dump import dump_history
from exchange.history.load import load_history
from history.versions.keeping import together
from records.columns import MODELS, RecordError
from records.parts import Pid
from records.read import Outcome, from_records, parse_record
from records.vocabulary import (
    parse_properties,
    parse_terms,
    property_record,
    read_properties,
    read_terms,
    term_record,
)
from records.write import Scope, record_of, recorded

HISTORY: Final = "history"
BESIDE: Final = "beside"

T = TypeVar("T")

_pids: TypeAdapter[list[Pid]] = TypeAdapter(list[Pid])


@transaction.atomic
def load_package(folder: Path, *, new_only: bool = False) -> dict[Outcome, int]:
    """Read a package into the database, all or nothing; return counts by outcome.

    Reading the same package twice changes nothing. With `new_only`, entries and vocabulary that
    are there already stay as they are, so that no editor's work is undone.

    A package may come without history: then what it changes is version 1, or the next. One that has
    it gives every version back as it was, and a new one only to what it did not know.
    """
    read_properties(_read(folder / "properties.json", parse_properties), update=not new_only)
    read_terms(_read(folder / "terms.json", parse_terms), update=not new_only)
    _retire(folder / "retired.json")
    records = {path: _read(path, parse_record) for path in _record_files(folder)}
    known = set(Entry.objects.values_list("pid", flat=True))
    left = known if new_only else set()
    wanted = [record for record in records.values() if record.pid not in left]
    try:
        with together(action="import"):
            outcomes = from_records(wanted)
            load_history(folder / HISTORY, known, left)
            load_beside(folder / BESIDE, known, left)
    except RecordError as error:
        at_fault = [str(path) for path, record in records.items() if record.pid == error.pid]
        raise PackageError(f"{', '.join(at_fault) or folder}: {error}") from error
    outcomes[Outcome.UNCHANGED] += len(records) - len(wanted)
    return outcomes


def dump_package(folder: Path) -> int:
    """Write every entry, drafts, notes and comments included; return how many there are.

    The folder is made if needed; files of entries that are gone or renamed are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "properties.json", [property_record(one) for one in Property.objects.all()])
    _write(folder / "terms.json", [term_record(one) for one in Term.objects.all()])
    _write(folder / "retired.json", _retired())
    written = set()
    for kind in MODELS:
        (folder / kind).mkdir(exist_ok=True)
        for entry in recorded(kind, Scope.FULL).iterator(chunk_size=500):
            path = folder / kind / f"{entry.slug or 'entry'}-{entry.pid}.json"
            _write(path, record_of(entry, Scope.FULL))
            written.add(path)
    for path in set(_record_files(folder)) - written:
        path.unlink()
    dump_history(folder / HISTORY, naming())
    dump_beside(folder / BESIDE)
    return len(written)


def as_json(document: BaseModel | list[Any]) -> str:
    """Return the text of a document as it stands in a package."""
    parts = document if isinstance(document, list) else [document]
    plain = [
        part.model_dump(mode="json", exclude_defaults=True) if isinstance(part, BaseModel) else part
        for part in parts
    ]
    for part, source in zip(plain, parts, strict=True):
        if hasattr(source, "kind"):
            part["kind"] = source.kind
    whole = plain if isinstance(document, list) else plain[0]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _retired() -> list[str]:
    """Return the identifiers that were given out once and belong to no entry now."""
    known = set(Entry.objects.values_list("pid", flat=True))
    retired = RetiredPid.objects.values_list("pid", flat=True)
    return sorted({*retired, *noted_pids()} - known)


def _retire(path: Path) -> None:
    """Read the identifiers that must never be given out again; a package may come without."""
    if path.exists():
        retired = _read(path, _pids)
        RetiredPid.objects.bulk_create(map(RetiredPid, retired), ignore_conflicts=True)


def _record_files(folder: Path) -> Iterator[Path]:
    """Yield the files of records, kind by kind, in order of name."""
    for kind in MODELS:
        yield from sorted((folder / kind).glob("*.json"))


def _read(path: Path, adapter: TypeAdapter[T]) -> T:
    """Return the document in `path`; raises PackageError."""
    try:
        return adapter.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise PackageError(f"{path}: {error}") from error


def _write(path: Path, document: BaseModel | list[Any]) -> None:
    """Write one file."""
    path.write_text(as_json(document), encoding="utf-8")
