"""A list of all identifiers that this installation ever gave out, kept beside the database.

A database that is restored from an older backup has forgotten the entries that were made since.
Their addresses may have been cited: they must not lead to something else one day. So every
identifier is also written to a plain file, one a line, which no restore of the database touches,
and minting looks there as well. At a million entries the file has 8 MB and is searched in some
milliseconds.
"""

import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings


def ledger_file() -> Path:
    """Return the file: the setting PID_LEDGER."""
    return Path(settings.PID_LEDGER)


def note_pids(pids: Iterable[str]) -> None:
    """Add identifiers to the file, which is made if needed. Lines of several writers do not mix."""
    lines = "".join(f"{pid}\n" for pid in pids)
    path = ledger_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab", buffering=0) as file:
        file.write(lines.encode("ascii"))


def is_noted(pid: str) -> bool:
    """Tell whether the file has this identifier."""
    line = f"{pid}\n".encode("ascii")
    try:
        with ledger_file().open("rb") as file:
            if not file.seek(0, 2):
                return False
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                # Every line ends with a line break, so only the first has none before it.
                return content[: len(line)] == line or content.find(b"\n" + line) >= 0
    except FileNotFoundError:
        return False


def noted_pids() -> Iterator[str]:
    """Yield all identifiers of the file; some may come twice."""
    try:
        with ledger_file().open(encoding="ascii") as file:
            for line in file:
                if line.strip():
                    yield line.strip()
    except FileNotFoundError:
        return
