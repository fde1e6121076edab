"""Writing the history of every entry, some of them at a time and row by row."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from entries.models import AuditRecord, Entry
from exchange.history.lines import HeadLine, line_of
from exchange.history.rows import (
    closure_line,
    head_line,
    logged_line,
    merge_line,
    part_line,
    state_line,
    user_line,
    wording_line,
)
from history.models import (
    Closure,
    Merge,
    Revision,
    RevisionPart,
    Version,
    VersionPart,
    Wording,
)
from records.columns import MODELS
from records.parts import Document

BATCH: Final = 100
"""Entries whose files are written at once."""
ROWS: Final = 500

Naming = tuple[Any, str]
"""A model, and a column of it that refers to a user."""


def dump_history(folder: Path, naming: Iterable[Naming] = ()) -> int:
    """Write the history of every entry below `folder`; return how many files there are.

    `naming` are columns beyond history that name somebody as well. Files of entries that were
    renamed are removed. Takes some ten queries for each hundred entries,
    and holds one row at a time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "users.jsonl", map(user_line, _people([*NAMING, *naming])))
    _write(folder / "wordings.jsonl", map(wording_line, Wording.objects.order_by("until", "pk")))
    written: set[Path] = set()
    for kind in MODELS:
        (folder / kind).mkdir(exist_ok=True)
        entries = Entry.objects.filter(kind=kind).order_by("pk")
        entries = entries.select_related("created_by", "changed_by")
        for batch in _batches(entries.iterator(chunk_size=ROWS)):
            paths = {entry.pk: _path(folder, entry) for entry in batch}
            for entry in batch:
                _write(paths[entry.pk], [head_line(entry)])
            _write_rows(paths)
            written.update(paths.values())
    written.update(_write_deleted(folder))
    for path in set(files(folder)) - written:
        path.unlink()
    return len(written)


def files(folder: Path) -> Iterator[Path]:
    """Yield the files of entries, kind by kind, in order of name."""
    for kind in MODELS:
        yield from sorted((folder / kind).glob("*.jsonl"))


def _path(folder: Path, entry: Entry) -> Path:
    return folder / entry.kind / f"{entry.slug or 'entry'}-{entry.pid}.jsonl"


def _write_rows(paths: dict[int, Path]) -> None:
    """Add all rows of some entries to their files: what is told of states before their parts."""
    keys = list(paths)
    log = AuditRecord.objects.filter(entry__in=keys).select_related("user")
    _append(paths, map(logged_line, log.order_by("entry_id", "at", "pk").iterator(ROWS)))
    closures = Closure.objects.filter(entry__in=keys).select_related("user", "lifted_by")
    _append(paths, map(closure_line, closures.order_by("entry_id", "at", "pk").iterator(ROWS)))
    merges = Merge.objects.filter(survivor__in=keys).select_related("user", "undone_by")
    merges = merges.prefetch_related("parties__entry").order_by("survivor_id", "at", "pk")
    _append(paths, map(merge_line, merges.iterator(chunk_size=1)))
    for states, what in ((Version, "version"), (Revision, "revision")):
        rows = states._default_manager.filter(entry__in=keys).select_related("user")
        rows = rows.order_by("entry_id", "number")
        _append(paths, ((row.entry_id, state_line(row, what)) for row in rows.iterator(ROWS)))
    for model, what in ((VersionPart, "version-part"), (RevisionPart, "revision-part")):
        parts = model._default_manager.filter(entry__in=keys)
        parts = parts.order_by("entry_id", "first", "position", "key")
        _append(paths, ((part.entry_id, part_line(part, what)) for part in parts.iterator(ROWS)))


def _write_deleted(folder: Path) -> Iterator[Path]:
    """Write the revisions of entries that are no more; yield the files."""
    orphans = Revision.objects.filter(entry=None).order_by("pid", "number").select_related("user")
    for pid, rows in groupby(orphans.iterator(ROWS), key=lambda row: row.pid):
        states = list(rows)
        path = folder / states[0].kind / f"deleted-{pid}.jsonl"
        parts = RevisionPart.objects.filter(pid=pid).order_by("first", "position", "key")
        head = HeadLine(pid=pid, kind=states[0].kind)
        lines = (part_line(row, "revision-part") for row in parts.iterator(ROWS))
        _write(path, [head, *(state_line(row, "revision") for row in states)])
        _write(path, lines, mode="a")
        yield path


def _people(naming: Iterable[Naming]) -> "QuerySet[User]":
    """Return whoever is named in any of these columns, by name."""
    named = Q()
    for model, column in naming:
        rows = model._default_manager.filter(**{column: OuterRef("pk")})
        named |= Q(Exists(rows))
    return User.objects.filter(named).order_by("username")


NAMING: Final[list[Naming]] = [
    (AuditRecord, "user"),
    (Version, "user"),
    (Revision, "user"),
    (Merge, "user"),
    (Merge, "undone_by"),
    (Closure, "user"),
    (Closure, "lifted_by"),
    (Entry, "created_by"),
    (Entry, "changed_by"),
]
"""Every column of history that names somebody."""


def _append(paths: dict[int, Path], rows: Iterable[tuple[int | None, Document]]) -> None:
    """Add rows, which come entry by entry, to the files of their entries."""
    for pk, group in groupby(rows, key=lambda row: row[0]):
        if pk is not None:
            _write(paths[pk], (document for _pk, document in group), mode="a")


def _write(path: Path, documents: Iterable[Document], mode: str = "w") -> None:
    with path.open(mode, encoding="utf-8") as file:
        file.writelines(map(line_of, documents))


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        yield batch
