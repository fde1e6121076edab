"""From the rows of published entries to their documents: a fixed number of queries a batch."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, Q

from dates import HistoricalDate
from entries.choices import Kind, NameType, Rank, Status
from entries.languages import INTERFACE_LANGUAGES
from entries.models import Entry, Name, Statement, Text
from records.columns import MODELS
from search.analysis import name_keys, word_tokens
from search.documents.evidence import evidence_values
from search.documents.kinds import own_facets, own_text, with_own_references
from search.documents.shape import SearchDocument
from sources.models import Citation
from writing import fold

NAME_END = "|"
"""Stands between names, so that no phrase reaches from one into the next; no word has this sign."""
LONGEST_SPAN = 400
"""Years beyond which a date is too vague to be counted year by year."""


def build_documents(pks: Iterable[int]) -> list[SearchDocument]:
    """Return the documents of those of the entries that are published."""
    wanted = list(pks)
    evidence = Prefetch("citations", Citation.objects.filter(source__status=Status.PUBLISHED))
    documents: list[SearchDocument] = []
    statements = _statements(wanted, evidence)
    for kind, model in MODELS.items():
        entries = (
            model.objects.published()
            .filter(pk__in=wanted, kind=kind)
            .prefetch_related(
                Prefetch("names", Name.objects.prefetch_related(evidence)),
                Prefetch("texts", Text.objects.order_by("role", "language")),
                evidence,
            )
        )
        entries = with_own_references(entries, kind)
        documents += [_document(entry, statements[entry.pk]) for entry in entries]
    return documents


def _statements(pks: Sequence[int], evidence: Any) -> dict[int, list[Statement]]:
    """Return the public statements of each entry, whichever end it is."""
    found: dict[int, list[Statement]] = defaultdict(list)
    rows = (
        Statement.objects.public()
        .filter(Q(subject__in=pks) | Q(object__in=pks) | Q(place__in=pks) | Q(event__in=pks))
        .with_ends()
        .prefetch_related(evidence)
        .order_by("pk")
    )
    wanted = set(pks)
    for statement in rows:
        for end in {
            statement.subject_id,
            statement.object_id,
            statement.place_id,
            statement.event_id,
        }:
            if end in wanted:
                found[end].append(statement)
    return found


def _document(entry: Entry, statements: list[Statement]) -> SearchDocument:
    """Return the document of one entry."""
    document = SearchDocument(pk=entry.pk)
    document.changed = int(entry.changed_at.timestamp())
    document.statements = len(statements)
    document.sort = {tag: getattr(entry, f"sort_{tag}") for tag in INTERFACE_LANGUAGES}
    document.facets = {
        "kind": {entry.kind},
        "language": {name.language for name in entry.names.all()},
        **own_facets(entry),
    }
    if entry.kind != Kind.SOURCE:
        document.facets["evidence"] = evidence_values(entry, statements)
    _add_names(document, entry)
    _add_texts(document, entry)
    for statement in statements:
        _add_statement(document, entry, statement)
    if entry.span is not None:
        document.earliest = entry.span_earliest  # type: ignore[attr-defined]
        if entry.has_own_date:
            document.years |= covered_years(entry.span)
    return document


def _add_names(document: SearchDocument, entry: Entry) -> None:
    """Add every name, whole and in pieces."""
    for name in entry.names.all():
        document.full_names.add(fold(name.text))
        document.name_words += [*fold(name.text).split(), NAME_END]
        tokens = word_tokens(name.text)
        document.names.update(tokens)
        if name.type == NameType.PREFERRED:
            document.label_words.update(tokens)
        document.keys.update(name_keys(name.text, name.language))


def _add_texts(document: SearchDocument, entry: Entry) -> None:
    """Add summaries, articles and what the columns of the kind hold as text."""
    for text in entry.texts.all():
        document.body += word_tokens(text.body)
    for own in own_text(entry):
        document.body += word_tokens(own)


def _add_statement(document: SearchDocument, entry: Entry, statement: Statement) -> None:
    """Add one statement: its texts, the names of the other ends, facets and years."""
    for texts in (statement.value, statement.qualifier, statement.note):
        for text in texts.values():
            document.body += word_tokens(text)
    for end in (statement.subject, statement.object, statement.place, statement.event):
        if end is not None and end.pk != entry.pk:
            document.near.update(*(word_tokens(text) for text in end.labels.values()))
    if statement.rank == Rank.DEPRECATED:
        return
    for end in (statement.subject, statement.object, statement.place, statement.event):
        if end is not None and end.pk != entry.pk:
            document.add(end.kind, end.pk)
    of_subject = statement.subject_id == entry.pk
    of_object = statement.property.symmetric and statement.object_id == entry.pk
    if statement.property.role_label and (of_subject or of_object):
        document.add("role", statement.property.code)
    if statement.date is not None:
        document.years |= covered_years(statement.date)


def covered_years(date: HistoricalDate) -> set[int]:
    """Return the years that a historical date covers; none if it is too vague to say."""
    years = list(date.years())
    return set(years) if len(years) <= LONGEST_SPAN else set()
