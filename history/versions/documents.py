"""The documents that are kept, as pieces: of many entries at once, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Final, NamedTuple

from django.db.models import Prefetch, Q

from entries.models import Statement
from history.versions.parts import Document, Piece, canonical, take_apart
from history.versions.store import Alive
from records.write import Scope, record_of, recorded, statement_record
from sources.models import Citation

CHUNK: Final = 500
"""Statements fetched in one query."""
MOST_ROWS: Final = 10_000
"""Statements whose rows are in memory at once, at some 5 KB each."""
Rows = dict[int, Statement]
ENDS: Final = ("subject", "object", "place", "event")


@dataclass
class Found:
    """The pieces of some entries, and the statements among them."""

    pieces: dict[int, list[Piece]] = field(default_factory=dict)
    identity: dict[int, dict[str, str]] = field(default_factory=dict)
    """By entry, `pid` and `kind`."""
    statements: set[int] = field(default_factory=set)
    """Primary keys of all statements that the entries have now."""
    read: "Read" = field(default_factory=dict)
    """The statements that were read for it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that has been read: its other ends keep it too, and need not read it again."""

    subject: int
    ends: frozenset[int]
    """All four, as far as they are given."""
    own: str
    """As its subject keeps it."""
    incoming: str
    """As the other ends do."""


Read = dict[str, Said]
"""Statements by their anchors."""


def find_pieces(
    entries: Iterable[tuple[int, str]],
    scope: Scope,
    alive: Alive,
    touched: Collection[int] | None = None,
    rows: Rows | None = None,
) -> Found:
    """Return the pieces of entries, given as primary key and kind.

    What `alive` holds of statements that are not among `touched` is taken as it is; with None,
    every statement is read. `rows` holds those that have been read for another scope, and takes
    what is read now.
    """
    rows = {} if rows is None else rows
    found = Found()
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for pk, kind in entries:
        by_kind[kind].append(pk)
    for kind, pks in sorted(by_kind.items()):
        listed = _listed(pks, scope, alive)
        pieces = _statement_pieces(listed, scope, alive, touched, found.read, rows)
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


class Line(NamedTuple):
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
    read: Read,
    rows: Rows,
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
    for row in _read_once(waiting, scope, rows):
        said = say(row, scope)
        read[row.uid] = said
        for line in waiting[row.pk]:
            body = said.own if line.entry == said.subject else said.incoming
            pieces[line] = Piece(line.key, body)
    return pieces


def _read_once(keys: Iterable[int], scope: Scope, rows: Rows) -> Iterator[Statement]:
    """Yield statements from `rows`, and those that are not there from the database."""
    wanted = set(keys)
    yield from (rows[pk] for pk in wanted & rows.keys())
    missing = wanted - rows.keys()
    if missing:
        for row in read_statements(missing, scope):
            if len(rows) < MOST_ROWS:
                rows[row.pk] = row
            yield row


def read_statements(keys: Iterable[int], scope: Scope) -> Iterable[Statement]:
    """Yield statements with all that their records need: nine queries for some hundreds.

    Ends, property and sources are fetched once for all that share them, not joined to every row:
    of five thousand statements about one person, the person is one.
    """
    citations = Prefetch("citations", Citation.objects.prefetch_related("source"))
    rows = Statement.objects.prefetch_related("property", *ENDS, citations)
    if scope is Scope.PUBLIC:
        rows = rows.public()
    wanted = sorted(keys)
    for start in range(0, len(wanted), CHUNK):
        yield from rows.filter(pk__in=wanted[start : start + CHUNK]).order_by("pk")


def say(row: Statement, scope: Scope) -> Said:
    """Return a statement as each of its ends keeps it: those beside the subject with that."""
    public = scope is Scope.PUBLIC
    document: Document = statement_record(row, public=public).model_dump(mode="json")
    if public:
        del document["editors_note"]
    ends = {row.subject_id, row.object_id, row.place_id, row.event_id}
    return Said(
        subject=row.subject_id,
        ends=frozenset(pk for pk in ends if pk is not None),
        own=canonical(document),
        incoming=canonical({"subject": row.subject.pid, **document}),
    )
