"""What the columns of each kind add to its document. A new kind adds a line to each table."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from entries.choices import Kind
from entries.models import Entry

FacetValues = dict[str, Any]


def own_facets(entry: Entry) -> FacetValues:
    """Return the facet values that come from columns of the kind."""
    reader = _FACETS.get(entry.kind)
    values: FacetValues = reader(entry) if reader else {}
    return {code: found for code, found in values.items() if found}


def with_own_references(entries: Any, kind: str) -> Any:
    """Fetch what the columns of the kind refer to with the entries themselves."""
    if kind == Kind.PERSON:
        return entries.prefetch_related("occupations")
    return entries.select_related(*_REFERENCES.get(kind, ()))


def own_text(entry: Entry) -> Iterable[str]:
    """Return texts that the columns of the kind hold."""
    columns = _TEXTS.get(entry.kind, ())
    return [text for text in (getattr(entry, column) for column in columns) if text]


def _type(entry: Any) -> set[str]:
    """Return the type of an entry as a value."""
    return {entry.type.code} if entry.type is not None else set()


def _end(end: Entry | None) -> set[int]:
    """Return another entry as a value, if the public may see it."""
    return {end.pk} if end is not None and end.is_public else set()


def _person(entry: Any) -> FacetValues:
    return {"type": {term.code for term in entry.occupations.all()}}


def _typed(entry: Any) -> FacetValues:
    return {"type": _type(entry)}


def _issue(entry: Any) -> FacetValues:
    return {"publication": _end(entry.publication), "place": _end(entry.printed_at)}


def _work(entry: Any) -> FacetValues:
    return {"type": _type(entry), "publication": _end(entry.publication)}


def _event(entry: Any) -> FacetValues:
    return {"event_type": _type(entry), "place": _end(entry.place), "event": _end(entry.part_of)}


def _place(entry: Any) -> FacetValues:
    return {"type": _type(entry), "place": _end(entry.part_of)}


def _topic(entry: Any) -> FacetValues:
    return {"type": _type(entry), "topic": _end(entry.broader)}


_FACETS: Final[dict[str, Callable[[Any], FacetValues]]] = {
    Kind.PERSON: _person,
    Kind.ORGANISATION: _typed,
    Kind.PUBLICATION: _typed,
    Kind.ISSUE: _issue,
    Kind.WORK: _work,
    Kind.EVENT: _event,
    Kind.PLACE: _place,
    Kind.TOPIC: _topic,
}

_REFERENCES: Final[dict[str, tuple[str, ...]]] = {
    Kind.ORGANISATION: ("type",),
    Kind.PUBLICATION: ("type",),
    Kind.ISSUE: ("publication", "printed_at"),
    Kind.WORK: ("type", "publication"),
    Kind.EVENT: ("type", "place", "part_of"),
    Kind.PLACE: ("type", "part_of"),
    Kind.TOPIC: ("type", "broader"),
}

_TEXTS: Final[dict[str, tuple[str, ...]]] = {
    Kind.ISSUE: ("number_printed",),
    Kind.WORK: ("byline",),
    Kind.SOURCE: ("author", "container_title", "publisher", "archive"),
}
