"""What documents are made of, read for a whole batch of entries in a fixed number of queries.

Rows, not model instances: an index of a hundred thousand entries reads some millions of them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from entries.choices import Status
from entries.models import Entry, Name, Property, Statement, Text
from search.analysis import word_tokens
from search.documents.dated import stored_days, stored_months, stored_years
from sources.models import Citation

AT_ONCE: Final = 10_000
"""Keys in one query: databases take no more than some ten thousand parameters."""

_NOBODY: Final = frozenset({None})


class NameRow(NamedTuple):
    """A name."""

    text: str
    language: str
    type: str


class End(NamedTuple):
    """An entry at another end of a statement."""

    kind: str
    tokens: list[str]


@dataclass(slots=True)
class StatementRow:
    """A statement. `ends` are subject, object, place and event, as far as given."""

    pk: int
    subject: int
    object: int | None
    event: int | None
    ends: tuple[int, ...]
    property: int
    rank: str
    certainty: str
    texts: list[str]
    years: frozenset[int]
    months: frozenset[int]
    days: frozenset[int]
    sources: set[int] = field(default_factory=set)

    def partners_of(self, pk: int) -> set[int]:
        """Return whom it joins to one of its ends: its subject to its object and its event."""
        others = {self.object, self.event} if pk == self.subject else {self.subject}
        joined = pk in {self.subject, self.object, self.event}
        return {one for one in others if one is not None and one != pk} if joined else set()


class PropertyRow(NamedTuple):
    """What a property decides over."""

    code: str
    symmetric: bool
    has_role: bool


class Batch:
    """All that is said of some entries."""

    def __init__(self, pks: Sequence[int]) -> None:
        """Read it."""
        self.properties = {
            pk: PropertyRow(code, symmetric, bool(role))
            for pk, code, symmetric, role in Property.objects.values_list(
                "pk", "code", "symmetric", "role_label"
            )
        }
        self.names = _names(pks)
        self.texts = _texts(pks)
        self.sources = _sources(pks)
        statements = list(_statement_rows(pks))
        self.ends = dict(_ends({end for row in statements for end in row.ends}))
        public = [row for row in statements if self.ends.keys() >= set(row.ends)]
        self.statements = _by_end(public, pks)


def _names(pks: Sequence[int]) -> dict[int, list[NameRow]]:
    """Return the names of each entry, in their order."""
    found: dict[int, list[NameRow]] = defaultdict(list)
    rows = Name.objects.filter(entry__in=pks).values_list("entry_id", "text", "language", "type")
    for pk, *name in rows.order_by("position", "pk"):
        found[pk].append(NameRow(*name))
    return found


def _texts(pks: Sequence[int]) -> dict[int, list[str]]:
    """Return the texts of each entry."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Text.objects.filter(entry__in=pks).order_by("role", "language")
    for pk, body in rows.values_list("entry_id", "body"):
        found[pk].append(body)
    return found


def _sources(pks: Sequence[int]) -> dict[int, set[int]]:
    """Return the public sources of each entry as a whole and of its names.

    Which of them are public is asked apart: together, a database may begin with all that are.
    """
    cited = list(Citation.objects.filter(entry__in=pks).order_by().values_list("entry", "source"))
    entry_of = dict(Name.objects.filter(entry__in=pks).order_by().values_list("pk", "entry"))
    names = list(entry_of)
    for start in range(0, len(names), AT_ONCE):
        rows = Citation.objects.filter(name__in=names[start : start + AT_ONCE]).order_by()
        cited += [(entry_of[name], source) for name, source in rows.values_list("name", "source")]
    public = set(
        Entry.objects.published()
        .filter(pk__in={source for _entry, source in cited})
        .order_by()
        .values_list("pk", flat=True)
    )
    found: dict[int, set[int]] = defaultdict(set)
    for entry, source in cited:
        if source in public:
            found[entry].add(source)
    return found


def _by_end(
    statements: Iterable[StatementRow], pks: Sequence[int]
) -> dict[int, list[StatementRow]]:
    """Return the statements of each entry, whichever end it is, with their public sources."""
    found: dict[int, list[StatementRow]] = defaultdict(list)
    wanted = set(pks)
    by_pk: dict[int, StatementRow] = {}
    for row in statements:
        by_pk[row.pk] = row
        for end in wanted.intersection(row.ends):
            found[end].append(row)
    left = list(by_pk)
    for start in range(0, len(left), AT_ONCE):
        cited = Citation.objects.filter(
            source__status=Status.PUBLISHED, statement__in=left[start : start + AT_ONCE]
        )
        for pk, source in cited.order_by().values_list("statement_id", "source_id"):
            by_pk[pk].sources.add(source)
    return found


def _statement_rows(pks: Sequence[int]) -> Iterator[StatementRow]:
    """Yield every statement that has one of the entries at an end, once, public or not.

    Asked for what is public as well, a database may begin with all that is published.
    """
    rows = Statement.objects.filter(
        Q(subject__in=pks) | Q(object__in=pks) | Q(place__in=pks) | Q(event__in=pks)
    )
    columns = rows.order_by("pk").values_list(
        "pk",
        "subject_id",
        "object_id",
        "place_id",
        "event_id",
        "property_id",
        "rank",
        "certainty",
        "value",
        "qualifier",
        "note",
        "date",
        "date_calendar",
    )
    for pk, subject, obj, place, event, prop, rank, certainty, *texts, edtf, calendar in columns:
        yield StatementRow(
            pk=pk,
            subject=subject,
            object=obj,
            event=event,
            ends=tuple({subject, obj, place, event} - _NOBODY),
            property=prop,
            rank=rank,
            certainty=certainty,
            texts=[text for by_language in texts for text in by_language.values()],
            years=stored_years(edtf, calendar),
            months=stored_months(edtf, calendar),
            days=stored_days(edtf, calendar),
        )


def _ends(pks: Iterable[int]) -> Iterator[tuple[int, End]]:
    """Yield kind and label words of those of the entries that are published."""
    left = sorted(pks)
    for at in range(0, len(left), AT_ONCE):
        rows = Entry.objects.published().filter(pk__in=left[at : at + AT_ONCE]).order_by()
        as_stored = Cast("labels", TextField())
        for pk, kind, labels in rows.values_list("pk", "kind", as_stored).iterator():
            yield pk, End(kind, _label_words(labels).split())


@lru_cache(maxsize=32_768)
def _label_words(labels: str) -> str:
    """Return the words of the labels of an entry, from their JSON, in one text.

    The same entries are at most ends: their labels are not even read again.
    """
    texts = json.loads(labels).values()
    return " ".join({token for text in texts for token in word_tokens(text)})
