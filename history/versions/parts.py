"""Taking a public record apart into pieces that change one by one, and putting it together.

Keys: `head`, `label`, `name:…`, `text:<role>:<language>`, `identifier:<scheme>:<value>`,
`image:<file>`, `citation:…`, `statement:<uid>` for those whose subject is the entry and
`incoming:<uid>` for those in which it is another end.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from entries.models import Entry
from records.write import Scope

Document = dict[str, Any]

OWN_LISTS: Final = ("names", "texts", "identifiers", "images", "citations")
LISTS: Final = (*OWN_LISTS, "statements", "incoming")
"""Lists of a document, in the order of their parts."""
STANDING: Final = frozenset({"status", "withdrawn_at", "withdrawal_reason", "merged_into"})
"""What is no part of a public state: that a later one withdrew it is told elsewhere."""
LABEL: Final = "label"
HEAD: Final = "head"


class Piece(NamedTuple):
    """A part before it has a place in history."""

    key: str
    body: str


def canonical(value: Any) -> str:
    """Return a value as JSON that is the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def take_apart(entry: Entry, document: Document, scope: Scope) -> list[Piece]:
    """Return the pieces of a record as plain data, in order; its statements are pieces elsewhere.

    Of a public document `status` and what goes with it is left out.
    """
    lists: dict[str, list[Document]] = {name: document[name] for name in OWN_LISTS}
    left_out = STANDING if scope is Scope.PUBLIC else frozenset()
    head = {
        name: value
        for name, value in document.items()
        if name not in LISTS and name not in left_out
    }
    pieces = [
        Piece(HEAD, canonical(head)),
        Piece(LABEL, canonical({"kind": entry.kind, "labels": entry.labels, "slug": entry.slug})),
    ]
    seen: dict[str, int] = {}
    for name, rows in lists.items():
        for row in rows:
            body = canonical(row)
            key = _key(name, row, body)
            seen[key] = seen.get(key, 0) + 1
            pieces.append(Piece(key if seen[key] == 1 else f"{key}#{seen[key]}", body))
    return pieces


def _key(name: str, row: Mapping[str, Any], body: str) -> str:
    """Return the key of a row. What has no identity of its own goes by what it says."""
    match name:
        case "texts":
            return f"text:{row['role']}:{row['language']}"
        case "identifiers":
            return f"identifier:{row['scheme']}:{row['value']}"[:190]
        case "images":
            return image_key(row["file"])
        case _:
            return f"{name[:-1]}:{hashlib.sha256(body.encode()).hexdigest()[:24]}"


def image_key(file: str) -> str:
    """Return the key of a picture, by the path of its file."""
    return f"image:{file}"[:190]


def put_together(pieces: Iterable[tuple[str, str]]) -> Document:
    """Return the document of key and body of each part, in the order of their positions."""
    lists: dict[str, list[Document]] = {name: [] for name in LISTS}
    document: Document = {}
    for key, body in pieces:
        value = json.loads(body)
        sort = key.partition(":")[0]
        if sort == HEAD:
            document = value
        elif sort == LABEL:
            continue
        else:
            lists[sort if sort == "incoming" else f"{sort}s"].append(value)
    return {**document, **lists}
