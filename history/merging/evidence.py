"""Evidence, compared by what it says: two citations are alike when a reader could not tell them."""

from collections.abc import Iterable, Sequence
from typing import Final

from entries.models import Entry, Name, Statement
from records.parts import CitationRecord
from sources.models import Citation

BATCH: Final = 500
"""Rows in one query that names them."""

Key = tuple[str, str, str, tuple[tuple[str, str], ...]]


def key_of(citation: Citation) -> Key:
    """Return what a citation says: source, spot, stance and note."""
    note = tuple(sorted(citation.note.items()))
    return citation.source.pid, citation.locator, citation.stance, note


def record_key(record: CitationRecord) -> Key:
    """Return the same of a record."""
    note = tuple(sorted(record.note.items()))
    return record.source, record.locator, str(record.stance), note


def record_of(citation: Citation) -> CitationRecord:
    """Return the record of a citation that came with its source."""
    return CitationRecord(
        source=citation.source.pid,
        locator=citation.locator,
        stance=citation.stance,
        note=citation.note,
    )


def new_ones(held: Iterable[Citation], offered: Iterable[Citation]) -> list[Citation]:
    """Return those of the offered citations that say what none of those held says, each once."""
    seen = {key_of(one) for one in held}
    found = []
    for one in offered:
        if key_of(one) not in seen:
            seen.add(key_of(one))
            found.append(one)
    return found


def copies(
    citations: Sequence[Citation], target: Statement | Name | Entry, first: int
) -> list[Citation]:
    """Return unsaved copies that are evidence for `target`, in positions from `first`."""
    column = {Statement: "statement", Name: "name"}.get(type(target), "entry")
    return [
        Citation(
            source_id=one.source_id,
            locator=one.locator,
            stance=one.stance,
            note=one.note,
            position=first + at,
            **{f"{column}_id": target.pk},
        )
        for at, one in enumerate(citations)
    ]
