"""From the rows of published entries to their documents: a fixed number of queries a batch."""

from collections.abc import Iterable

from dates import HistoricalDate
from entries.choices import Kind, NameType, Rank
from entries.languages import INTERFACE_LANGUAGES
from entries.models import Entry
from entries.querysets import EntryQuerySet
from records.columns import MODELS
from search.analysis import name_keys, word_tokens
from search.documents.dated import covered_years, named_days, named_months
from search.documents.evidence import evidence_values
from search.documents.kinds import own_facets, own_text, with_own_references
from search.documents.rows import Batch, NameRow, StatementRow
from search.documents.shape import SearchDocument
from writing import fold

NAME_END = "|"
"""Stands between names, so that no phrase reaches from one into the next; no word has this sign."""


def build_documents(pks: Iterable[int], *, words: bool = True) -> list[SearchDocument]:
    """Return the documents of those of the entries that are published.

    Without `words`, names and texts are left out, which is most of the work: for whoever wants
    to know what the facets say.
    """
    kinds: dict[str, list[int]] = {}
    published = Entry.objects.published().filter(pk__in=list(pks)).order_by("pk")
    for pk, kind in published.values_list("pk", "kind"):
        kinds.setdefault(kind, []).append(pk)
    batch = Batch([pk for of_kind in kinds.values() for pk in of_kind])
    return [
        _document(entry, batch, words)
        for kind, wanted in kinds.items()
        for entry in with_own_references(_published(kind, wanted), kind)
    ]


def _published(kind: str, pks: list[int]) -> EntryQuerySet[Entry]:
    """Return those of the entries that are published still."""
    return MODELS[kind].objects.published().filter(pk__in=pks)


def _document(entry: Entry, batch: Batch, words: bool) -> SearchDocument:
    """Return the document of one entry."""
    names, statements = batch.names[entry.pk], batch.statements[entry.pk]
    document = SearchDocument(pk=entry.pk)
    document.changed = int(entry.changed_at.timestamp())
    document.statements = len(statements)
    document.sort = {tag: getattr(entry, f"sort_{tag}") for tag in INTERFACE_LANGUAGES}
    own_values = own_facets(entry)
    document.facets = {
        "kind": {entry.kind},
        "language": {name.language for name in names},
        **{code: set(values) for code, values in own_values.items()},
    }
    if entry.kind != Kind.SOURCE:
        own = [one for one in statements if one.subject == entry.pk]
        document.facets["evidence"] = evidence_values(own, batch.sources[entry.pk])
    document.cited = batch.sources[entry.pk].union(*(one.sources for one in statements))
    if words:
        _add_words(document, batch, own_text(entry))
    for statement in statements:
        _add_statement(document, statement, batch)
    if entry.span is not None:
        document.earliest = entry.span_earliest  # type: ignore[attr-defined]
        if entry.has_own_date:
            _add_own_date(document, entry.span, own_values.get("place", ()))
    return document


def _add_own_date(document: SearchDocument, date: HistoricalDate, places: Iterable[int]) -> None:
    """Add when it happened, was printed or written, and that it was at the places of its kind."""
    years = covered_years(date)
    document.years |= years
    document.months |= named_months(date)
    document.days |= named_days(date)
    for place in places:
        _add_presence(document, place, years)


def _add_presence(document: SearchDocument, place: int, years: Iterable[int]) -> None:
    """Add that the entry was at a place in some years."""
    for year in years:
        document.there.setdefault(str(year), set()).add(place)


def _add_words(document: SearchDocument, batch: Batch, own: Iterable[str]) -> None:
    """Add every word by which the entry is found: of names, texts and statements."""
    _add_names(document, batch.names[document.pk])
    for text in (*batch.texts[document.pk], *own):
        document.body += word_tokens(text)
    for statement in batch.statements[document.pk]:
        for text in statement.texts:
            document.body += word_tokens(text)


def _add_names(document: SearchDocument, names: list[NameRow]) -> None:
    """Add every name, whole and in pieces."""
    for name in names:
        folded = fold(name.text)
        document.full_names.add(folded)
        document.name_words += [*folded.split(), NAME_END]
        tokens = word_tokens(name.text)
        document.names.update(tokens)
        if name.type == NameType.PREFERRED:
            document.label_words.update(tokens)
        document.keys.update(name_keys(name.text, name.language))


def _add_statement(document: SearchDocument, statement: StatementRow, batch: Batch) -> None:
    """Add one statement: the names of the other ends, facets and years."""
    others = [
        (pk, batch.ends[pk]) for pk in statement.ends if pk != document.pk and pk in batch.ends
    ]
    for _pk, end in others:
        document.near.update(end.tokens)
    if statement.rank == Rank.DEPRECATED:
        return
    for pk, end in others:
        document.add(end.kind, pk)
    rule = batch.properties[statement.property]
    of_subject = statement.subject == document.pk
    of_object = rule.symmetric and statement.object == document.pk
    if rule.has_role and (of_subject or of_object):
        document.add("role", rule.code)
    document.years |= statement.years
    document.months |= statement.months
    document.days |= statement.days
    for pk, end in others:
        if end.kind == Kind.PLACE:
            _add_presence(document, pk, statement.years)
    for partner in statement.partners_of(document.pk):
        document.links.setdefault(rule.code, set()).add(partner)
        document.joined.setdefault(batch.ends[partner].kind, set()).add(partner)
