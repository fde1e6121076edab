"""Carrying out what was planned for statements, in bulk: a query for each end, not for each row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import F, Max, Model, Prefetch, QuerySet

from entries.choices import Rank
from entries.languages import Localised
from entries.models import Statement
from history.merging.choices import SelfRelation
from history.merging.evidence import BATCH, new_ones, record_of
from history.merging.parcel import Kept, MovedEnd, Parcel, Remarks, Removed, Turned
from history.merging.plan import MergePlan
from history.merging.statements import ENDS, Fold
from history.merging.texts import join
from records.write import statement_record
from sources.models import Citation

REMARKS = ("rank", "rank_reason", "certainty", "note", "editors_note")


def move_statements(plan: MergePlan, parcel: Parcel) -> None:
    """Fold, drop, turn and move the statements as planned, and note all of it in the parcel."""
    statements = plan.statements
    pids = {party.pk: party.pid for party in plan.parties}
    parcel.known = [row.uid for row in statements.rows]
    _fold(statements.folds, parcel)
    _drop([one.row.pk for one in statements.dropped], parcel)
    _turn(plan, parcel)
    merged = {party.pk for party in plan.merged}
    turned = {(one.row.pk, end) for one in statements.turned for end in one.ends}
    parcel.ends = [
        MovedEnd(statement=row.uid, end=end, before=pids[pk])
        for row in statements.moved
        for end, pk in zip(ENDS, row.ends, strict=True)
        if pk in merged and (row.pk, end) not in turned
    ]
    repoint(plan.survivor.pk, [party.pk for party in plan.merged])


def repoint(survivor: int, merged: Sequence[int]) -> None:
    """Let every end that is one of `merged` be the survivor. New statements stand after its own."""
    last = Statement.objects.filter(subject=survivor).aggregate(last=Max("position"))["last"]
    offset = -1 if last is None else last
    for key in merged:
        own = Statement.objects.filter(subject=key)
        longest = own.aggregate(last=Max("position"))["last"]
        own.update(subject=survivor, position=F("position") + offset + 1)
        offset += 1 + (longest or 0)
    for end in ENDS[1:]:
        Statement.objects.filter(**{f"{end}__in": merged}).update(**{end: survivor})


def batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the keys in lists that a query can take."""
    whole = list(keys)
    for start in range(0, len(whole), BATCH):
        yield whole[start : start + BATCH]


def whole_statements(keys: Iterable[int]) -> Iterator[Statement]:
    """Yield statements with ends, property and evidence."""
    citations = Prefetch("citations", Citation.objects.select_related("source"))
    for batch in batches(keys):
        rows = Statement.objects.with_ends().prefetch_related(citations)
        yield from rows.filter(pk__in=batch)


def _fold(folds: Sequence[Fold], parcel: Parcel) -> None:
    """Fold statements into others: evidence and notes of all are kept."""
    by_kept: defaultdict[int, list[int]] = defaultdict(list)
    for fold in folds:
        by_kept[fold.into.pk].append(fold.row.pk)
    for chunk in batches(by_kept):
        wanted = [*chunk, *(pk for kept in chunk for pk in by_kept[kept])]
        rows = {row.pk: row for row in whole_statements(wanted)}
        changed: list[Statement] = []
        moving: list[Citation] = []
        for key in chunk:
            others = [rows[pk] for pk in by_kept[key]]
            moving += _fold_into(rows[key], others, parcel)
            changed.append(rows[key])
        Statement.objects.bulk_update(changed, REMARKS, batch_size=BATCH)
        Citation.objects.bulk_update(moving, ["statement", "position"], batch_size=BATCH)
        remove_statements([pk for kept in chunk for pk in by_kept[kept]])


def _fold_into(kept: Statement, others: Sequence[Statement], parcel: Parcel) -> list[Citation]:
    """Give `kept` what others say beside the claim; return the citations that go over to it."""
    held = list(kept.citations.all())
    before = remarks_of(kept)
    first = len(held)
    going = []
    for other in others:
        record = statement_record(other, public=False)
        given = new_ones(held, other.citations.all())
        parcel.removed.append(
            Removed(
                subject=other.subject.pid,
                statement=record,
                into=kept.uid,
                given=[record_of(one) for one in given],
            )
        )
        _unite_remarks(kept, other)
        held += given
        going += given
    for at, citation in enumerate(going):
        citation.statement, citation.position = kept, first + at
    parcel.kept.append(Kept(statement=kept.uid, before=before, after=remarks_of(kept)))
    return going


def remarks_of(statement: Statement) -> Remarks:
    """Return what a statement says beside its claim."""
    return Remarks(**{name: getattr(statement, name) for name in REMARKS})


def _unite_remarks(kept: Statement, other: Statement) -> None:
    """Add what the other says beside the claim. Where both judge, the one that stays is right."""
    if other.rank == Rank.PREFERRED and kept.rank != Rank.PREFERRED:
        kept.rank = Rank.PREFERRED
    kept.rank_reason = unite_localised(kept.rank_reason, other.rank_reason)
    kept.note = unite_localised(kept.note, other.note)
    kept.editors_note = join([kept.editors_note, other.editors_note])


def unite_localised(one: Localised, other: Localised) -> Localised:
    """Return both texts in each language, each once."""
    tags = dict.fromkeys([*one, *other])
    return {
        tag: " · ".join(dict.fromkeys(filter(None, (one.get(tag), other.get(tag))))) for tag in tags
    }


def _drop(keys: Sequence[int], parcel: Parcel) -> None:
    """Remove statements that the editor decided against."""
    for row in whole_statements(keys):
        record = statement_record(row, public=False)
        parcel.removed.append(Removed(subject=row.subject.pid, statement=record))
    remove_statements(keys)


def _turn(plan: MergePlan, parcel: Parcel) -> None:
    """Put words in the place of ends that would be the subject itself."""
    ends = {
        one.row.pk: one.ends
        for one in plan.statements.self_related
        if one.decision == SelfRelation.WORDS
    }
    rows = list(whole_statements(ends))
    for row in rows:
        before = statement_record(row, public=False)
        if "object" in ends[row.pk] and row.object is not None and not row.value:
            row.value = dict(row.object.labels)
        for end in ends[row.pk]:
            setattr(row, end, None)
        parcel.turned.append(Turned(subject=row.subject.pid, before=before, value=row.value))
    Statement.objects.bulk_update(rows, ["value", *ENDS[1:]], batch_size=BATCH)


def remove_statements(keys: Iterable[int]) -> None:
    """Delete statements and what evidence is left at them, without a signal for each."""
    for batch in batches(keys):
        delete_quietly(Citation.objects.filter(statement__in=batch))
        delete_quietly(Statement.objects.filter(pk__in=batch))


def delete_quietly(rows: "QuerySet[Any, Any]") -> int:
    """Delete rows in one query and tell nobody; return how many there were.

    `QuerySet.delete` would fetch each row and send a signal for it, whereupon the search would
    look for the neighbours of its entry every time. Nothing may refer to the rows any more.
    """
    model: type[Model] = rows.model
    return model._base_manager.filter(pk__in=rows.values("pk"))._raw_delete(rows.db)  # noqa: SLF001
