"""Giving statements and the columns of others back to the entries that come back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from entries.models import Entry, Property, Statement
from history.merging.evidence import BATCH, Key, key_of, record_key
from history.merging.moving import (
    REMARKS,
    batches,
    delete_quietly,
    remarks_of,
    whole_statements,
)
from history.merging.parcel import Parcel, Removed, Turned
from history.merging.statements import ENDS
from records.columns import MODELS, to_date
from records.parts import CitationRecord, StatementRecord
from sources.models import Citation, Source

SHOWN = 20
"""Anchors that one sentence of the report names."""


def return_statements(
    parcel: Parcel,
    later: Sequence[Parcel],
    survivor: Entry,
    keys: Mapping[str, int],
    stayed: list[str],
) -> tuple[int, int]:
    """Return statements to the entries that come back (`keys` by pid), and say what cannot be.

    Answers how many have their end again, and how many are there again.
    """
    returned = _return_ends(parcel, survivor, keys, stayed)
    _unturn(parcel.turned, survivor, stayed)
    _unfold(parcel, later, stayed)
    unfolded = _bring_back(parcel.removed)
    return returned, unfolded


def _return_ends(
    parcel: Parcel, survivor: Entry, keys: Mapping[str, int], stayed: list[str]
) -> int:
    """Let ends that were a merged entry be it again, where they still are the survivor."""
    wanted: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for one in parcel.ends:
        wanted[one.statement].append((one.end, keys[one.before]))
    missing: list[str] = []
    changed: list[str] = []
    returned = 0
    for batch in batches(wanted):
        rows = {row.uid: row for row in Statement.objects.filter(uid__in=batch)}
        for uid in batch:
            row = rows.get(uid)
            if row is None:
                missing.append(uid)
                continue
            going = [end for end in wanted[uid] if getattr(row, f"{end[0]}_id") == survivor.pk]
            if len(going) < len(wanted[uid]):
                changed.append(uid)
            for end, key in going:
                setattr(row, f"{end}_id", key)
            returned += bool(going)
        ends = [f"{end}_id" for end in ENDS]
        Statement.objects.bulk_update(rows.values(), [end[:-3] for end in ends], batch_size=BATCH)
    _tell(stayed, _("Statements removed since the merge are not brought back: %(ids)s"), missing)
    _tell(stayed, _("Statements that lead elsewhere since stay as they are: %(ids)s"), changed)
    return returned


def _unturn(turned: Iterable[Turned], survivor: Entry, stayed: list[str]) -> None:
    """Put ends back in the place of words. The subject has been returned already."""
    by_uid = {one.before.id: one for one in turned}
    kept: list[str] = []
    rows = []
    for row in Statement.objects.filter(uid__in=by_uid):
        one = by_uid[row.uid]
        if row.value != one.value or row.object_id is not None:
            kept.append(row.uid)
            continue
        row.value = one.before.value
        pids = _pids([one.before])
        for end in ENDS[1:]:
            pid = getattr(one.before, end)
            setattr(row, f"{end}_id", pids.get(pid) if pid else None)
        rows.append(row)
    Statement.objects.bulk_update(rows, ["value", *ENDS[1:]])
    _tell(stayed, _("Statements changed since keep their words: %(ids)s"), kept)


def _unfold(parcel: Parcel, later: Sequence[Parcel], stayed: list[str]) -> None:
    """Take from statements what was folded into them, as far as nobody changed it since."""
    given: defaultdict[str, list[CitationRecord]] = defaultdict(list)
    for removed in parcel.removed:
        if removed.into is not None:
            given[removed.into] += removed.given
    claimed = claimed_evidence(later)
    kept = {one.statement: one for one in parcel.kept}
    by_uid = dict(Statement.objects.filter(uid__in=kept).values_list("uid", "pk"))
    changed: list[str] = []
    taken: list[int] = []
    rows = []
    for row in whole_statements(by_uid.values()):
        one = kept[row.uid]
        if remarks_of(row) == one.after:
            for name in REMARKS:
                setattr(row, name, getattr(one.before, name))
            rows.append(row)
        else:
            changed.append(row.uid)
        wanted = [key for key in map(record_key, given[row.uid]) if key not in claimed[row.uid]]
        for citation in reversed(row.citations.all()):
            if key_of(citation) in wanted:
                wanted.remove(key_of(citation))
                taken.append(citation.pk)
    Statement.objects.bulk_update(rows, REMARKS, batch_size=BATCH)
    for batch in batches(taken):
        delete_quietly(Citation.objects.filter(pk__in=batch))
    _tell(stayed, _("Statements whose notes were changed since keep them: %(ids)s"), changed)


def claimed_evidence(later: Iterable[Parcel]) -> defaultdict[str, set[Key]]:
    """Return what later merges say beside a statement, by its anchor: that must stay."""
    found: defaultdict[str, set[Key]] = defaultdict(set)
    for parcel in later:
        for removed in parcel.removed:
            if removed.into is not None:
                found[removed.into] |= {record_key(one) for one in removed.statement.citations}
    return found


def _bring_back(removed: Sequence[Removed]) -> int:
    """Make statements anew that had been folded or dropped, with their anchors and evidence."""
    there: set[str] = set()
    for batch in batches(one.statement.id for one in removed):
        there |= set(Statement.objects.filter(uid__in=batch).values_list("uid", flat=True))
    absent = [one for one in removed if one.statement.id not in there]
    properties = {one.code: one.pk for one in Property.objects.all()}
    pids = _pids([one.statement for one in absent], [one.subject for one in absent])
    cited = {c.source for one in absent for c in one.statement.citations}
    sources: dict[str, int] = {}
    for batch in batches(cited):
        sources |= dict(Source.objects.filter(pid__in=batch).values_list("pid", "pk"))
    rows = [_row(one, properties, pids) for one in absent if one.subject in pids]
    Statement.objects.bulk_create(rows, batch_size=BATCH)
    by_uid = {row.uid: row.pk for row in rows}
    evidence = [
        Citation(
            statement_id=by_uid[one.statement.id],
            source_id=sources[c.source],
            locator=c.locator,
            stance=c.stance,
            note=c.note,
            position=at,
        )
        for one in absent
        if one.statement.id in by_uid
        for at, c in enumerate(one.statement.citations)
        if c.source in sources
    ]
    Citation.objects.bulk_create(evidence, batch_size=BATCH)
    return len(rows)


def _row(one: Removed, properties: Mapping[str, int], pids: Mapping[str, int]) -> Statement:
    """Return the unsaved row of a statement. It stands last: its place is not known any more."""
    record = one.statement
    return Statement(
        uid=record.id,
        subject_id=pids[one.subject],
        property_id=properties[record.property],
        object_id=pids.get(record.object or ""),
        place_id=pids.get(record.place or ""),
        event_id=pids.get(record.event or ""),
        date=to_date(record.date),
        value=record.value,
        qualifier=record.qualifier,
        position=LAST,
        **{name: getattr(record, name) for name in REMARKS},
    )


LAST = 1_000_000


def _pids(records: Iterable[StatementRecord], more: Iterable[str] = ()) -> dict[str, int]:
    """Return the keys of the entries that statements name."""
    wanted = {pid for one in records for pid in (one.object, one.place, one.event) if pid}
    found: dict[str, int] = {}
    for batch in batches(wanted | set(more)):
        found |= dict(Entry.objects.filter(pid__in=batch).values_list("pid", "pk"))
    return found


def return_columns(
    parcel: Parcel, survivor: Entry, keys: Mapping[str, int], stayed: list[str]
) -> None:
    """Let columns of other entries lead to the merged ones again, where they still do so."""
    kinds = dict(
        Entry.objects.filter(pid__in=[one.entry for one in parcel.columns]).values_list(
            "pid", "kind"
        )
    )
    grouped: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in parcel.columns:
        if one.entry in kinds:
            grouped[kinds[one.entry], one.column, one.before].append(one.entry)
    left = 0
    for (kind, column, before), pids in grouped.items():
        for batch in batches(pids):
            rows = MODELS[kind]._base_manager.filter(pid__in=batch, **{column: survivor.pk})
            done = rows.update(**{column: keys[before]})
            left += len(batch) - done
    if left:
        message = _("%(count)d entries that led to a merged entry lead elsewhere since.")
        stayed.append(message % {"count": left})


def _tell(stayed: list[str], sentence: str, uids: Sequence[str]) -> None:
    """Add a sentence that names the statements, if there are any."""
    if uids:
        more = "" if len(uids) <= SHOWN else f" … ({len(uids)})"
        stayed.append(sentence % {"ids": ", ".join(uids[:SHOWN]) + more})
