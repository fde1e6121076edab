"""The documents that are kept, as pieces: of many entries at once, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Final

from django.db.models import Prefetch, Q

from entries.models import Statement
from history.versions.parts import Document, Piece, canonical, take_apart
from history.versions.store import Alive
from records.write import Scope, record_of, recorded, statement_record
from sources.models import Citation

CHUNK: Final = 300
"""Statements fetched in one query."""


@dataclass
class Found:
    """The pieces of some entries, and the statements among them."""

    pieces: dict[int, list[Piece]] = field(default_factory=dict)
    identity: dict[int, dict[str, str]] = field(default_factory=dict)
    """By entry, `pid` and `kind`."""
    statements: set[int] = field(default_factory=set)
    """Primary keys of all statements that the entries have now."""


def find_pieces(
    entries: Iterable[tuple[int, str]],
    scope: Scope,
    alive: Alive,
    touched: Collection[int] | None = None,
) -> Found:
    """Return the pieces of entries, given as primary key and kind.

    What `alive` holds of statements that are not among `touched` is taken as it is; with None,
    every statement is read.
    """
    found = Found()
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for pk, kind in entries:
        by_kind[kind].append(pk)
    for kind, pks in sorted(by_kind.items()):
        listed = _listed(pks, scope, alive)
        pieces = _statement_pieces(listed, scope, alive, touched)
        found.statements |= {line.statement for lines in listed.values() for line in lines}
        for entry in recorded(kind, scope, statements=False).filter(pk__in=pks):
            document = record_of(entry, scope).model_dump(mode="json")
            if scope is Scope.PUBLIC:
                del document["editors_note"]
            found.pieces[entry.pk] = [
                *take_apart(entry, document, scope),
                *(pieces[line] for line in listed[entry.pk]),
            ]
            found.identity[entry.pk] = {"pid": entry.pid, "kind": entry.kind}
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in the list of one entry."""

    statement: int
    key: str
    entry: int


def _listed(pks: Sequence[int], scope: Scope, alive: Alive) -> defaultdict[int, list[Line]]:
    """Return the statements of each entry in order: its own, then those of others about it.

    Those of others have no order that means anything: they stand as they stood, new ones last.
    """
    listed: defaultdict[int, list[Line]] = defaultdict(list)
    rows = Statement.objects.filter(subject__in=pks)
    if scope is Scope.PUBLIC:
        rows = rows.public()
    for pk, uid, subject in rows.values_list("pk", "uid", "subject_id"):
        listed[subject].append(Line(pk, f"statement:{uid}", subject))
    if scope is Scope.FULL:
        return listed
    about = Q(object__in=pks) | Q(place__in=pks) | Q(event__in=pks)
    incoming = Statement.objects.public().filter(about)
    wanted = set(pks)
    ends = ("object_id", "place_id", "event_id")
    others_of: defaultdict[int, list[Line]] = defaultdict(list)
    for pk, uid, subject, *others in incoming.order_by("pk").values_list(
        "pk", "uid", "subject_id", *ends
    ):
        for end in {*others} & wanted - {subject}:
            others_of[end].append(Line(pk, f"incoming:{uid}", end))
    for end, lines in others_of.items():
        held = alive.get(end, {})
        lines.sort(key=lambda line: held[line.key].position if line.key in held else inf)
        listed[end] += lines
    return listed


def _statement_pieces(
    listed: Mapping[int, Sequence[Line]],
    scope: Scope,
    alive: Alive,
    touched: Collection[int] | None,
) -> dict[Line, Piece]:
    """Return a piece for each line, read anew only where that is needed."""
    pieces: dict[Line, Piece] = {}
    waiting: defaultdict[int, list[Line]] = defaultdict(list)
    for pk, lines in listed.items():
        held = alive.get(pk, {})
        for line in lines:
            part = held.get(line.key)
            if part is None or touched is None or line.statement in touched:
                waiting[line.statement].append(line)
            else:
                pieces[line] = Piece(line.key, part.body)
    for row in read_statements(waiting, scope):
        for line in waiting[row.pk]:
            pieces[line] = Piece(line.key, body_of(row, scope, line.key))
    return pieces


def read_statements(keys: Iterable[int], scope: Scope) -> Iterable[Statement]:
    """Yield statements with all that their records need."""
    citations = Prefetch("citations", Citation.objects.select_related("source"))
    rows = Statement.objects.with_ends().prefetch_related(citations)
    if scope is Scope.PUBLIC:
        rows = rows.public()
    wanted = sorted(keys)
    for start in range(0, len(wanted), CHUNK):
        yield from rows.filter(pk__in=wanted[start : start + CHUNK]).order_by("pk")


def body_of(row: Statement, scope: Scope, key: str) -> str:
    """Return a statement as the entry keeps it that lists it under this key.

    Those at its other ends keep it with its subject.
    """
    public = scope is Scope.PUBLIC
    document: Document = statement_record(row, public=public).model_dump(mode="json")
    if public:
        del document["editors_note"]
    if key.startswith("incoming:"):
        document = {"subject": row.subject.pid, **document}
    return canonical(document)
