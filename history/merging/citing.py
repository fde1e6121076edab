"""Citations of a source that is merged into another: they cite the survivor from then on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from history.merging.evidence import BATCH
from history.merging.moving import batches, delete_quietly
from history.merging.parcel import MovedCitation, Parcel
from history.merging.report import Counts
from records.parts import CitationRecord
from sources.models import Citation

SAYS: Final = ("locator", "stance", "note")
TARGETS: Final = ("statement_id", "name_id", "entry_id")


def move_citations(
    survivor: int, merged: Mapping[int, str], parcel: Parcel, counts: Counts
) -> None:
    """Let what cites the merged sources (pids by key) cite the survivor, and note it.

    Where the survivor is cited for the same thing with the same words already, one row is enough.
    """
    held = {_key(row) for row in _rows(Citation.objects.filter(source=survivor))}
    doubles: list[int] = []
    for row in _rows(Citation.objects.filter(source__in=merged)):
        folded = _key(row) in held
        held.add(_key(row))
        if folded:
            doubles.append(row["pk"])
        parcel.citations.append(_moved(row, merged[row["source_id"]], parcel.survivor, folded))
    for batch in batches(doubles):
        delete_quietly(Citation.objects.filter(pk__in=batch))
    moved = Citation.objects.filter(source__in=list(merged)).update(source=survivor)
    counts.cited, counts.cited_folded = moved, len(doubles)


def _rows(citations: "QuerySet[Citation]") -> Iterator[dict[str, Any]]:
    """Yield citations as plain rows, with what names their targets in every installation."""
    named = ("statement__uid", "entry__pid", "name__entry__pid", "name__text", "name__language")
    rows = citations.order_by("pk").values("pk", "source_id", *SAYS, *TARGETS, *named)
    yield from rows.iterator(chunk_size=2000)


def _key(row: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what two citations of the same source and of the same thing have in common."""
    return (*(row[name] for name in TARGETS), *_says(row))


def _says(row: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what a citation says beside its source: spot, stance and note."""
    return row["locator"], str(row["stance"]), tuple(sorted(row["note"].items()))


def _moved(row: Mapping[str, Any], before: str, now: str, folded: bool) -> MovedCitation:
    """Return the note of one citation. It is described as it stands after the merge."""
    says = CitationRecord(source=now, **{name: row[name] for name in SAYS})
    name = None
    if row["name_id"] is not None:
        name = (row["name__text"], row["name__language"])
    return MovedCitation(
        before=before,
        citation=says,
        statement=row["statement__uid"],
        entry=row["entry__pid"] or row["name__entry__pid"],
        name=name,
        folded=folded,
    )


def return_citations(moved: Sequence[MovedCitation], survivor: int, keys: Mapping[str, int]) -> int:
    """Let what cited a merged source cite it again; return how many could not be found.

    `keys` are the primary keys of the merged sources by pid.
    """
    there: dict[tuple[object, ...], list[int]] = {}
    targets: dict[tuple[object, ...], tuple[object, ...]] = {}
    for row in _rows(Citation.objects.filter(source=survivor)):
        target = _target(row)
        there.setdefault((*target, *_says(row)), []).append(row["pk"])
        targets[target] = tuple(row[name] for name in TARGETS)
    back: list[Citation] = []
    again: list[Citation] = []
    lost = 0
    for one in moved:
        says = _says(one.citation.model_dump())
        target = (one.statement, one.entry, one.name)
        found = there.get((*target, *says))
        if one.folded and target in targets:
            again.append(_again(one, keys[one.before], targets[target]))
        elif found:
            back.append(Citation(pk=found.pop(), source_id=keys[one.before]))
        else:
            lost += 1
    Citation.objects.bulk_update(back, ["source"], batch_size=BATCH)
    Citation.objects.bulk_create(again)
    return lost


def _target(row: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what a citation is evidence for, as a `MovedCitation` names it."""
    name = None
    if row["name_id"] is not None:
        name = (row["name__text"], row["name__language"])
    return row["statement__uid"], row["entry__pid"] or row["name__entry__pid"], name


def _again(one: MovedCitation, source: int, target: tuple[object, ...]) -> Citation:
    """Return a citation that had been folded into the survivor's, unsaved."""
    columns = dict(zip(TARGETS, target, strict=True))
    return Citation(
        source_id=source,
        locator=one.citation.locator,
        stance=one.citation.stance,
        note=one.citation.note,
        **columns,
    )
