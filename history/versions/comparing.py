"""What is different between two revisions: what a reader sees of it, and what only editors do."""

from typing import Any, Final

from history.versions.differences import Difference, differences
from history.versions.parts import LISTS, Document
from history.versions.words import compare_words

STANDING: Final = ("status", "merged_into", "withdrawal_reason", "published_at", "withdrawn_at")
"""How an entry stands: told in a comparison, never brought back."""
EDITORS_NOTE: Final = "editors_note"

NOTHING: Final[Document] = {**{name: [] for name in LISTS}, "fields": {}}
"""The record of an entry that is not there yet."""


def compare_revisions(before: Document | None, after: Document) -> list[Difference]:
    """Return all that differs between two full records of one entry; None is no record at all.

    Beside what `differences` finds, these are the editors' note and how the entry stood.
    """
    one, other = ({**NOTHING, **(record or {})} for record in (before, after))
    found = [row for row in differences(one, other) if not _is_empty(row)]
    return [*_standing(one, other), *found, *_note(one, other)]


def _standing(before: Document, after: Document) -> list[Difference]:
    return [
        Difference("fields", name, before.get(name), after.get(name))
        for name in STANDING
        if (before.get(name) or None) != (after.get(name) or None)
    ]


def _note(before: Document, after: Document) -> list[Difference]:
    one, other = before.get(EDITORS_NOTE) or "", after.get(EDITORS_NOTE) or ""
    if one == other:
        return []
    words = compare_words(one, other)
    return [Difference("fields", EDITORS_NOTE, one or None, other or None, words)]


def _is_empty(row: Difference) -> bool:
    """Tell whether nothing stood there before and nothing does after."""
    return not is_filled(row.before) and not is_filled(row.after)


def is_filled(value: Any) -> bool:
    """Tell whether a value says anything. A nought does."""
    return value is not False and value not in (None, "", [], {})
