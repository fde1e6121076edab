"""The folder of the index: one index in use, a lock, and a pointer from one to the next.

    <SEARCH_INDEX_DIR>/current        the name of the folder in use
    <SEARCH_INDEX_DIR>/lock           held by the one process that writes
    <SEARCH_INDEX_DIR>/<name>/        an index

A rebuild writes a new folder beside the old one and then moves the pointer, so readers go on
with what they have and change over at their next search.
"""

import fcntl
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from tantivy import Index, IndexWriter, Query, Searcher

from search.schema import CURSOR_KEY, VERSION, schema

HEAP: Final = 64_000_000
"""Bytes a writer may use before it writes a segment."""


class IndexBusy(Exception):
    """Another process writes, and this one did not want to wait."""


@dataclass(slots=True)
class Reader:
    """A snapshot to search in. No two commits have the same `generation`.

    All changes up to the number `cursor` of the log are in it, and those that may wait up to
    `later_cursor`. Snapshots of one `folder` follow the same log.
    """

    searcher: Searcher
    generation: str
    folder: str
    cursor: int
    later_cursor: int

    @property
    def waits(self) -> bool:
        """Whether changes that may wait are still to be applied."""
        return self.later_cursor < self.cursor


class _Open:
    """What this process has open: the reader's index and the mark of what it shows."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.folder: Path | None = None
        self.index: Index | None = None
        self.reader: Reader | None = None
        self.stamp: tuple[int, int] = (0, 0)


_open = _Open()


def root() -> Path:
    """Return the folder, made if needed."""
    folder = Path(settings.SEARCH_INDEX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def current_name() -> str:
    """Return the name of the index in use, or nothing if there is none of this version."""
    try:
        name = (root() / "current").read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return ""
    return name if name.startswith(f"v{VERSION}-") and (root() / name).is_dir() else ""


def reader() -> Reader | None:
    """Return a reader of the last commit, or None if there is no usable index.

    Opening and reloading cost less than a millisecond; an unchanged index costs a stat.
    """
    name = current_name()
    if not name:
        return None
    folder = root() / name
    with _open.guard:
        try:
            status = (folder / "meta.json").stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            if _open.folder == folder and _open.stamp == stamp and _open.reader is not None:
                return _open.reader
            if _open.folder != folder or _open.index is None:
                _open.index = Index.open(str(folder))
                _open.index.config_reader("manual")
            _open.index.reload()
            searcher = _open.index.searcher()
            cursor, later = _read_cursors(searcher)
        except (ValueError, OSError):
            _close()
            return None
        _open.folder, _open.stamp = folder, stamp
        generation = f"{folder}.{stamp[0]}.{cursor}.{later}"
        _open.reader = Reader(searcher, generation, str(folder), cursor, later)
        return _open.reader


def forget() -> None:
    """Close what this process has open, for tests and after a fork."""
    with _open.guard:
        _close()


def _close() -> None:
    """Let go of what is open; the caller holds the guard."""
    _open.index, _open.reader, _open.folder = None, None, None


def _read_cursors(searcher: Searcher) -> tuple[int, int]:
    """Return how far the log had been applied when this snapshot was committed."""
    query = Query.term_query(schema(), "key", CURSOR_KEY)
    hits = searcher.search(query, limit=1).hits
    if not hits:
        return 0, 0
    document = searcher.doc(hits[0][1])
    cursor, later = (document.get_first(name) or 0 for name in ("cursor", "later_cursor"))
    return int(cursor), int(later)


@contextmanager
def write_lock(wait: float) -> Iterator[None]:
    """Hold the right to write; raises IndexBusy after waiting `wait` seconds.

    The lock belongs to the open file, so the system frees it when the process dies.
    """
    with (root() / "lock").open("a") as file:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise IndexBusy from None
                time.sleep(0.005)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def writer(name: str, heap: int = HEAP) -> Iterator[IndexWriter]:
    """Open the index anew and write to it; the caller holds the lock and commits.

    An index that stays open while other processes write leaves files of dead segments behind.
    A process that was killed leaves files of a commit that never was, under the very names that
    the next commit will want: they are swept away first.
    """
    index = Index.open(str(root() / name))
    with index.writer(heap, 1) as opened:
        opened.garbage_collect_files()
        yield opened


def create() -> str:
    """Make an empty index, not yet in use; return its name."""
    name = f"v{VERSION}-{secrets.token_hex(6)}"
    (root() / name).mkdir()
    Index(schema(), path=str(root() / name))
    return name


def use(name: str) -> None:
    """Let readers change over to the index `name`, and remove all others."""
    pointer = root() / f"current.{os.getpid()}"
    pointer.write_text(name)
    pointer.replace(root() / "current")
    for folder in root().iterdir():
        if folder.is_dir() and folder.name != name:
            shutil.rmtree(folder, ignore_errors=True)
