"""The fields of the index. Change `VERSION` with them: an index of another version is rebuilt."""

from functools import cache
from typing import Any, Final

from tantivy import Document, Schema, SchemaBuilder

from entries.languages import INTERFACE_LANGUAGES
from search.documents.shape import SearchDocument
from search.facets import FACETS

VERSION: Final = 10

CURSOR_KEY: Final = "cursor"
"""The key of the one document that is no entry: it holds how far the log has been applied."""


@cache
def schema() -> Schema:
    """Return the schema.

    Documents are deleted by `key`, a string: deleting by an unsigned field silently deletes
    nothing. Text fields hold tokens that `search.analysis` made, parted by blanks. Positions in
    a sorted list (`order_*`) are integers: sorting by strings grows with the depth of the page.
    `there` has a column for each year, `links` one for each property and `joined` one for each
    kind, so that one of them is counted without reading the others.
    """
    builder = SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("cursor", stored=True)
    builder.add_integer_field("later_cursor", stored=True)
    builder.add_integer_field("pk", stored=True, indexed=True, fast=True)
    builder.add_text_field("full_name", tokenizer_name="raw", index_option="basic")
    for name, option in (
        ("name", "basic"),
        ("label", "basic"),
        ("name_key", "basic"),
        ("near", "basic"),
        ("name_words", "position"),
        ("body", "position"),
    ):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for facet in FACETS:
        if facet.is_integer:
            builder.add_integer_field(facet.field, indexed=True, fast=True)
        else:
            builder.add_text_field(
                facet.field, tokenizer_name="raw", fast=True, index_option="basic"
            )
    for name in ("year", "decade", "month"):
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in ("day", "cited"):
        builder.add_integer_field(name, indexed=True)
    for name in ("there", "links", "joined"):
        builder.add_json_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for language in INTERFACE_LANGUAGES:
        builder.add_text_field(f"sort_{language}", stored=True, tokenizer_name="raw")
        builder.add_integer_field(f"order_{language}", stored=True, fast=True)
    builder.add_integer_field("earliest", fast=True)
    builder.add_integer_field("latest_first", fast=True)
    builder.add_integer_field("changed", fast=True)
    builder.add_float_field("weight", fast=True)
    return builder.build()


UNDATED: Final = 2**40
"""Stands in date columns for no date: undated entries come last, whichever way one sorts."""


def to_engine(document: SearchDocument, order: dict[str, int]) -> Document:
    """Return the engine's form of a document; `order` is its place in each language's list."""
    known = document.earliest is not None
    fields: dict[str, Any] = {
        "key": str(document.pk),
        "pk": document.pk,
        "digest": document.digest(),
        "full_name": sorted(document.full_names),
        "name": " ".join(sorted(document.names)),
        "name_words": " ".join(document.name_words),
        "label": " ".join(sorted(document.label_words)),
        "name_key": " ".join(sorted(document.keys)),
        "near": " ".join(sorted(document.near)),
        "body": " ".join(document.body),
        "year": sorted(document.years),
        "decade": sorted({year // 10 for year in document.years}),
        "month": sorted(document.months),
        "day": sorted(document.days),
        "cited": sorted(document.cited),
        "there": {year: sorted(places) for year, places in document.there.items()},
        "links": {code: sorted(pks) for code, pks in document.links.items()},
        "joined": {kind: sorted(pks) for kind, pks in document.joined.items()},
        "earliest": document.earliest if known else UNDATED,
        "latest_first": -document.earliest if document.earliest is not None else UNDATED,
        "changed": -document.changed,
        "weight": _weight(document.statements),
    }
    for code, values in document.facets.items():
        fields[f"f_{code}"] = sorted(values, key=str)
    for language in INTERFACE_LANGUAGES:
        fields[f"sort_{language}"] = document.sort.get(language, "")
        fields[f"order_{language}"] = order[language]
    return Document.from_dict(fields, schema())


def cursor_document(position: int, later: int | None = None) -> Document:
    """Return the document that says how far the change log has been applied.

    `later` says it of the changes that may wait, and is the same unless some do.
    """
    later = position if later is None else later
    fields = {"key": CURSOR_KEY, "cursor": position, "later_cursor": later}
    return Document.from_dict(fields, schema())


def _weight(statements: int) -> float:
    """Return how much more an entry counts in ranking for all that is said about it."""
    return 1.0 + (statements.bit_length() / 8)
