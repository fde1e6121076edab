"""What a revision needs of the archive of today: asked for at once, before it is fitted in."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Final, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from entries.models import Entry, Identifier, Image, Property, Statement, Term
from history.models import VersionPart
from history.versions.parts import Document, image_key
from records.columns import MODELS

ENDS: Final = ("object", "place", "event")
BATCH: Final = 5000
"""Values that one query asks for."""
DEEPEST: Final = 100
"""Steps up a tree, or along merges."""

T = TypeVar("T")


class World:
    """The entries, vocabulary, files and claims that a document of one kind touches today.

    A dozen queries, and one more for each step along merges.
    """

    def __init__(self, document: Document, pid: str) -> None:
        """Ask for everything; `pid` is the entry's own."""
        self.pid = pid
        self.kind: str = document["kind"]
        model = MODELS[self.kind]
        self.fields = {name: field_of(model, name) for name in document["fields"]}
        self._entries = _entries(_mentioned(document, self.fields))
        self.properties = set(Property.objects.values_list("code", flat=True))
        self.terms = set(Term.objects.values_list("scheme", "code"))
        self.identifiers = self._identifiers(document["identifiers"])
        self.statements = self._statements(document["statements"])
        storage = Image._meta.get_field("file").storage
        own = set(Image.objects.filter(entry__pid=pid).values_list("file", flat=True))
        files = {one["file"] for one in document["images"]} - own
        self.missing_files = {name for name in files if not storage.exists(name)}
        keys = {image_key(one["file"]) for one in document["images"]}
        seen = VersionPart.objects.filter(entry__pid=pid, key__in=keys)
        self.shown_images = set(seen.values_list("body", flat=True)) if keys else set()
        """Pictures with their words, in canonical form, as readers have seen them."""

    def standing_for(self, pid: str) -> Entry | None:
        """Return the entry that stands for an identifier now: itself, its survivor, or nothing."""
        entry = self._entries.get(pid)
        for _step in range(DEEPEST):
            if entry is None or entry.merged_into is None:
                return entry
            entry = self._entries.get(entry.merged_into.pid)
        return None

    def _identifiers(self, rows: Iterable[Document]) -> dict[tuple[str, str], Entry]:
        """Return who else has these identifiers."""
        wanted = {(one["scheme"], one["value"]) for one in rows}
        found = Identifier.objects.filter(value__in={value for _scheme, value in wanted})
        others = found.exclude(entry__pid=self.pid).select_related("entry")
        return {
            (one.scheme, one.value): one.entry
            for one in others
            if (one.scheme, one.value) in wanted
        }

    def _statements(self, rows: Iterable[Document]) -> dict[str, Entry]:
        """Return who else has these statements."""
        uids = [one["id"] for one in rows]
        found = _batched(uids, lambda part: Statement.objects.filter(uid__in=part))
        others = (one for query in found for one in query.select_related("subject"))
        return {one.uid: one.subject for one in others if one.subject.pid != self.pid}

    def leads_round(self, name: str, target: Entry) -> bool:
        """Tell whether a parent column would lead from this entry back to it (a query a step)."""
        model = MODELS[self.kind]
        if self.fields[name].related_model is not model:
            return False
        above: Any = model._base_manager.filter(pid=target.pid).first()
        for _step in range(DEEPEST):
            if above is None or above.pid == self.pid:
                break
            above = getattr(above, name)
        return above is not None


def field_of(model: type[models.Model], name: str) -> Any:
    """Return the field of a model; of one that it had once, a plain field that bears its name."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return models.CharField(verbose_name=name, null=True)


def leads_to_entry(field: Any) -> bool:
    """Tell whether a column is a reference to another entry."""
    return isinstance(field, models.ForeignKey) and field.related_model is not Term


def scheme_of(field: Any) -> str | None:
    """Return the list of terms that a column takes its values from; None if it takes none."""
    if getattr(field, "related_model", None) is not Term:
        return None
    return str(field.get_limit_choices_to()["scheme"])


def cited_rows(document: Document) -> Iterator[Document]:
    """Yield the record and every row of it that has evidence."""
    yield document
    yield from document["names"]
    yield from document["statements"]


def _mentioned(document: Document, fields: dict[str, Any]) -> set[str]:
    """Return the identifiers of all entries that a document refers to."""
    found = {document["fields"][name] for name, field in fields.items() if leads_to_entry(field)}
    found |= {row.get(end) for row in document["statements"] for end in ENDS}
    found |= {one["source"] for row in cited_rows(document) for one in row["citations"]}
    return found - {None, ""}


def _entries(pids: Collection[str]) -> dict[str, Entry]:
    """Return entries by identifier, and those that they are merged into."""
    found: dict[str, Entry] = {}
    wanted = set(pids)
    for _step in range(DEEPEST):
        if not wanted:
            break
        for rows in _batched(wanted, lambda part: Entry.objects.filter(pid__in=part)):
            found.update((one.pid, one) for one in rows.select_related("merged_into"))
        survivors = {one.merged_into.pid for one in found.values() if one.merged_into is not None}
        wanted = survivors - found.keys()
    return found


def _batched(values: Iterable[str], ask: Callable[[list[str]], T]) -> Iterator[T]:
    """Yield what each batch of values is answered with."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), BATCH):
        yield ask(ordered[start : start + BATCH])
