"""The public record of an entry as a JSON document."""

from typing import Any

from entries.models import Entry
from interop.tombstones import cited_address
from records.schema import EntryRecord


def public_document(entry: Entry, record: EntryRecord) -> dict[str, Any]:
    """Return what is answered for `record`, made for the public: its address, no editors' notes."""
    document = {
        "id": cited_address(entry),
        **record.model_dump(mode="json", exclude={"editors_note"}),
    }
    for statement in document["statements"]:
        del statement["editors_note"]
    return document
