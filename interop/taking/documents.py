"""A list of entries as one array of their public records."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from entries.choices import Status
from entries.models import Entry
from interop.documents import public_document
from interop.lists import in_batches
from records.write import record_of, recorded


def write_json(keys: Sequence[int]) -> Iterator[str]:
    """Yield an array (RFC 8259) of the records of published entries, in order, one a line.

    Each is what `/id/<pid>.json` answers. A dozen queries a batch for each kind of entry in it.
    """
    before = "[\n"
    for entries in in_batches(keys):
        documents = _documents(entries)
        for entry in entries:
            if entry.pk in documents:
                yield before + json.dumps(documents[entry.pk], ensure_ascii=False)
                before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _documents(entries: Sequence[Entry]) -> dict[int, dict[str, Any]]:
    """Return the documents of those entries that are public still."""
    kinds: dict[str, list[int]] = {}
    for entry in entries:
        kinds.setdefault(entry.kind, []).append(entry.pk)
    return {
        one.pk: public_document(one, record_of(one))
        for kind, pks in kinds.items()
        for one in recorded(kind).filter(pk__in=pks, status=Status.PUBLISHED)
    }
