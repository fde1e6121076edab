"""Entries with all that is theirs alone: columns, names, texts, identifiers, images, evidence.

Statements are left out. They belong to both of their ends, there may be thousands of them, and a
merge moves them; everything else the survivor gets a copy of.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Prefetch

from entries.models import Entry, Name, Statement
from records.columns import MODELS, relations
from records.schema import EntryRecord
from records.write import Scope, record_of
from sources.models import Citation


def heads(kind: str, keys: Iterable[int]) -> Mapping[int, Entry]:
    """Return entries of a kind, by key, in a dozen queries; none for an unknown kind."""
    if kind not in MODELS:
        return {}
    one, many = relations(kind)
    citations = Prefetch("citations", Citation.objects.select_related("source"))
    names = Prefetch("names", Name.objects.prefetch_related(citations))
    statements = Prefetch("statements", Statement.objects.none())
    whole = MODELS[kind].objects.select_related("merged_into", "changed_by", *one)
    whole = whole.prefetch_related(names, statements, citations, *many)
    found: dict[int, Entry] = whole.prefetch_related("texts", "identifiers", "images").in_bulk(
        list(keys)
    )
    return found


def head_record(entry: Entry) -> EntryRecord:
    """Return the record of an entry that came from `heads`: all of it but the statements."""
    return record_of(entry, Scope.FULL)
