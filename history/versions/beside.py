"""Who else shows what changed: other ends of statements, what cites a source, columns that refer.

Of those whose own record did not change nothing is read but the statements that did.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from django.db.models import Max, Q

from entries.choices import Kind, Status
from entries.models import Entry, Statement
from history.models import VersionPart
from history.versions.delta import Held, Placed, between
from history.versions.documents import Read, read_statements, say
from history.versions.parts import Piece
from history.versions.store import PUBLIC, Alive, Deed, Writer
from records.neighbours import referring
from records.write import Scope
from sources.models import Citation

CHUNK: Final = 300
ENTRIES: Final = 100
"""Entries written at once."""


def statement_uids(keys: Iterable[str]) -> set[str]:
    """Return the anchors of the statements among the keys of parts."""
    return {key.partition(":")[2] for key in keys if key.startswith(("statement:", "incoming:"))}


def citing(pks: Sequence[int]) -> tuple[set[int], dict[int, str]]:
    """Return what cites these entries, if they are sources: entries; statements and anchors."""
    sources = Entry.objects.filter(pk__in=pks, kind=Kind.SOURCE).values("pk")
    cited = Citation.objects.filter(source__in=sources).order_by()
    rows = cited.values_list("entry_id", "name__entry_id", "statement_id", "statement__uid")
    entries: set[int] = set()
    statements: dict[int, str] = {}
    for entry, named, statement, uid in rows.iterator(chunk_size=2000):
        entries.update(filter(None, (entry, named)))
        if statement is not None:
            statements[statement] = uid
    return entries, statements


def naming(pks: Sequence[int]) -> dict[int, int]:
    """Return the statements that name one of these entries at any end, with their subjects."""
    ends = Q(object__in=pks) | Q(place__in=pks) | Q(event__in=pks)
    return dict(Statement.objects.filter(ends).order_by().values_list("pk", "subject_id"))


def subjects_of(statements: Iterable[int]) -> dict[int, int]:
    """Return statements with their subjects."""
    found: dict[int, int] = {}
    keys = sorted(statements)
    for start in range(0, len(keys), CHUNK):
        rows = Statement.objects.filter(pk__in=keys[start : start + CHUNK]).order_by()
        found.update(rows.values_list("pk", "subject_id"))
    return found


def shown_in_columns(pks: Sequence[int]) -> set[int]:
    """Return the entries that name one of these in a column of their kind."""
    return referring(pks)


def keep_ends(uids: Collection[str], done: Collection[int], deed: Deed, read: Read) -> None:
    """Bring statements that changed into the versions of the entries at their ends.

    Those in `done` have been kept already; of statements in `read` it is known what they say.
    """
    if not uids:
        return
    wanted = _as_they_stand(uids, done, read)
    alive = _as_they_were_kept(uids, done)
    pks = sorted({*wanted, *alive})
    for start in range(0, len(pks), ENTRIES):
        _store(pks[start : start + ENTRIES], wanted, alive, deed)


def _as_they_stand(
    uids: Collection[str], done: Collection[int], read: Read
) -> dict[int, dict[str, str]]:
    """Return the statements as each end should keep them, by entry and key."""
    wanted: defaultdict[int, dict[str, str]] = defaultdict(dict)
    keys: set[int] = set()
    ends = ("subject_id", "object_id", "place_id", "event_id")
    for chunk in _chunks(uid for uid in uids if uid not in read):
        for pk, *others in Statement.objects.filter(uid__in=chunk).values_list("pk", *ends):
            if not set(filter(None, others)).issubset(done):
                keys.add(pk)
    known = ((uid, read[uid]) for uid in uids if uid in read)
    found = ((row.uid, say(row, Scope.PUBLIC)) for row in read_statements(keys, Scope.PUBLIC))
    for uid, said in chain(known, found):
        for pk in said.ends.difference(done):
            own = pk == said.subject
            key = f"{'statement' if own else 'incoming'}:{uid}"
            wanted[pk][key] = said.own if own else said.incoming
    return wanted


def _as_they_were_kept(uids: Collection[str], done: Collection[int]) -> Alive:
    """Return the parts of these statements that last, of entries that are public."""
    alive: Alive = {}
    for chunk in _chunks(uids):
        keys = list(chain.from_iterable((f"statement:{uid}", f"incoming:{uid}") for uid in chunk))
        parts = VersionPart.objects.filter(key__in=keys, last=None, entry__status=Status.PUBLISHED)
        columns = ("entry_id", "pk", "key", "position", "body")
        for entry, pk, key, position, body in parts.values_list(*columns):
            if entry not in done:
                alive.setdefault(entry, {})[key] = Held(pk, key, position, body)
    return alive


def _chunks(uids: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(uids)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def _store(
    pks: Sequence[int], wanted: Mapping[int, Mapping[str, str]], alive: Alive, deed: Deed
) -> None:
    """Store versions of some entries, in which only these statements differ."""
    writer = Writer(PUBLIC, PUBLIC.numbers(pks))
    ends = VersionPart.objects.filter(entry__in=pks, last=None).order_by()
    behind = dict(ends.values_list("entry").annotate(position=Max("position")))
    returning = [pk for pk in pks if _own(wanted.get(pk, {})) - alive.get(pk, {}).keys()]
    places = _places(returning)
    for pk in pks:
        before, after = alive.get(pk, {}), wanted.get(pk, {})
        closed: list[Held] = [part for key, part in before.items() if after.get(key) != part.body]
        fresh: list[Placed] = []
        place: float = behind.get(pk) or 0.0
        for key, body in after.items():
            part = before.get(key)
            if part is None:
                place += 1
                fresh.append((Piece(key, body), places.get((pk, key)) or place))
            elif part.body != body:
                fresh.append((Piece(key, body), part.position))
        if (closed or fresh) and pk in writer.numbers:
            writer.add(pk, deed, closed, fresh, {})
    writer.write()


def _own(keys: Iterable[str]) -> set[str]:
    """Return the keys of statements whose subject is the entry."""
    return {key for key in keys if key.startswith("statement:")}


def _places(pks: Sequence[int]) -> dict[tuple[int, str], float]:
    """Return where statements of these entries belong that are not kept now (two queries)."""
    if not pks:
        return {}
    parts = VersionPart.objects.filter(entry__in=pks, last=None, key__startswith="statement:")
    held: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for pk, key, position in parts.order_by().values_list("entry", "key", "position"):
        held[pk][key] = position
    order: defaultdict[int, list[str]] = defaultdict(list)
    rows = Statement.objects.filter(subject__in=pks).public()
    for pk, uid in rows.values_list("subject", "uid"):
        order[pk].append(f"statement:{uid}")
    return {
        (pk, key): place for pk, keys in order.items() for key, place in between(keys, held[pk])
    }
