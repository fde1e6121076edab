"""A part of the first corpus in which everything occurs that its records have, and little twice."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from entries import pid as pids

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"
VOCABULARY: Final = ("properties.json", "terms.json")
TOLD: Final = ("kind", "gender", "calendar", "rank", "certainty", "stance", "language", "scheme")
"""Keys with few values, each of which is a shape of its own."""

Record = dict[str, Any]


def choose(folder: Path, *, everything: bool = False) -> Path:
    """Write a package of records that have every shape of the corpus, closed in itself; return it.

    Whatever they name comes too, without what is said of it; `everything` leaves nothing out.
    """
    records = {path: json.loads(path.read_text()) for path in sorted(FIXTURES.glob("*/*.json"))}
    write_vocabulary(folder)
    chosen = records if everything else closed(covering(records), records)
    for path, one in chosen.items():
        (folder / path.parent.name).mkdir(exist_ok=True)
        text = json.dumps(one, ensure_ascii=False)
        (folder / path.parent.name / path.name).write_text(text)
    return folder


def write_vocabulary(folder: Path) -> Path:
    """Write a package of properties and terms and no entries."""
    folder.mkdir()
    for name in VOCABULARY:
        shutil.copy(FIXTURES / name, folder)
    return folder


def covering(records: dict[Path, Record]) -> dict[Path, Record]:
    """Return records that have every shape together, with no more statements than that takes."""
    shapes = {path: set(shapes_of(one)) for path, one in records.items()}
    wanted = set().union(*shapes.values())
    chosen = {}
    while wanted:
        best = max(shapes, key=lambda path: (len(shapes[path] & wanted), -len(shapes[path])))
        chosen[best] = {**records[best], "statements": list(telling(records[best], wanted))}
        wanted -= shapes[best]
    return chosen


def telling(record: Record, wanted: set[str]) -> Iterator[Record]:
    """Yield the statements that add a shape, and a few that compete with each other."""
    statements = record.get("statements", [])
    said = Counter(one["property"] for one in statements)
    competing = [
        one["property"] for one in statements if "rank" in one and said[one["property"]] > 1
    ]
    fewest = min(competing, key=said.__getitem__, default="")
    seen: set[str] = set()
    for one in statements:
        shapes = wanted & {*shapes_of([one], ".statements")} - seen
        if shapes or one["property"] == fewest:
            seen |= shapes
            yield one


def shapes_of(part: Any, where: str = "") -> Iterator[str]:
    """Yield what a record has, without what it says: keys, choices, patterns of dates."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from shapes_of(value, f"{where}.{key}")
    elif isinstance(part, list):
        if len(part) > 1 and where.endswith("citations"):
            yield f"{where} several"
        for one in part:
            yield from shapes_of(one, f"{where}[]")
    elif where.endswith(".edtf"):
        yield f"{where}={re.sub('[0-9]', '9', part)}"
    elif where.endswith((*TOLD, "names[].type")):
        yield f"{where}={part}"
    else:
        yield where


def closed(chosen: dict[Path, Record], records: dict[Path, Record]) -> dict[Path, Record]:
    """Return records with all that they name; of that, names and texts and what it is part of."""
    by_pid = {one["pid"]: path for path, one in records.items()}
    found = dict(chosen)
    waiting = list(chosen.values())
    while waiting:
        for pid in named_in(waiting.pop()):
            path = by_pid[pid]
            if path not in found:
                found[path] = {**records[path], "statements": []}
                waiting.append(found[path])
    return dict(sorted(found.items()))


def named_in(part: Any) -> Iterator[str]:
    """Yield the identifiers of entries in a part of a record."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key not in {"pid", "id"}:
                yield from named_in(value)
    elif isinstance(part, list):
        for one in part:
            yield from named_in(one)
    elif isinstance(part, str) and pids.is_valid(part):
        yield part
