"""What a merge does with statements: which move, which are folded, which need a decision.

Two statements are identical when, with the parties taken for one entry, they have the same ends,
property, date, place, event, qualifier and text, and the archive holds with both or with neither.
One of them stays, with the evidence and the notes of all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import Q

from entries.choices import Rank
from entries.models import Property, Statement
from history.merging.choices import SelfRelation

ENDS: Final = ("subject", "object", "place", "event")


class Row(NamedTuple):
    """A statement, as far as a plan needs to know it: there may be ten thousand of them."""

    pk: int
    uid: str
    subject: int
    object: int | None
    place: int | None
    event: int | None
    property_id: int
    date: str | None
    calendar: str
    value: dict[str, str]
    qualifier: dict[str, str]
    rank: str
    position: int
    certainty: str

    @property
    def ends(self) -> tuple[int | None, ...]:
        """The keys of the four ends, in the order of `ENDS`."""
        return self.subject, self.object, self.place, self.event


COLUMNS: Final = (
    "pk", "uid", "subject_id", "object_id", "place_id", "event_id", "property_id", "date",
    "date_calendar", "value", "qualifier", "rank", "position", "certainty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fold:
    """A statement that is identical to another once the parties are one."""

    row: Row
    into: Row


@dataclass(frozen=True, slots=True)
class SelfRelated:
    """A statement that would relate the survivor to itself, and what was decided about it."""

    row: Row
    ends: tuple[str, ...]
    """Those of `ENDS`, beside the subject, that would be the subject."""
    may_be_words: bool
    """Whether something is left of the statement without these ends."""
    decision: SelfRelation | None


@dataclass(frozen=True, slots=True)
class StatementPlan:
    """What happens to the statements that have a party among their ends."""

    rows: list[Row]
    moved: list[Row]
    """Those of which an end changes and which stay, decided ones among them."""
    folds: list[Fold]
    self_related: list[SelfRelated]
    competing: list[int]
    """Properties, by key, of which only one value can be true and the survivor will have more."""

    @property
    def dropped(self) -> list[SelfRelated]:
        """Those that go."""
        return [one for one in self.self_related if one.decision == SelfRelation.DROP]

    @property
    def turned(self) -> list[SelfRelated]:
        """Those of which an end becomes words."""
        return [one for one in self.self_related if one.decision == SelfRelation.WORDS]


def plan_statements(
    survivor: int, merged: Sequence[int], decisions: Mapping[str, str]
) -> StatementPlan:
    """Work out what happens to statements: two queries, whatever there is of them.

    `survivor` and `merged` are keys of entries.
    """
    parties = {survivor, *merged}
    rows = list(_rows(parties))
    properties = {one.pk: one for one in Property.objects.all()}
    related: list[SelfRelated] = []
    groups: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        ends = _own_ends(row, survivor, parties)
        if ends:
            related.append(_self_related(row, ends, properties[row.property_id], decisions))
        else:
            symmetric = properties[row.property_id].symmetric
            groups[_key(row, survivor, parties, symmetric=symmetric)].append(row)
    places = {pk: at for at, pk in enumerate([survivor, *merged])}
    folds = [fold for alike in groups.values() if len(alike) > 1 for fold in _folds(alike, places)]
    gone = {fold.row.pk for fold in folds}
    gone |= {one.row.pk for one in related if one.decision == SelfRelation.DROP}
    leaving = set(merged)
    moved = [row for row in rows if row.pk not in gone and not leaving.isdisjoint(row.ends)]
    return StatementPlan(rows, moved, folds, related, _competing(rows, gone, parties, properties))


def _rows(parties: set[int]) -> Iterator[Row]:
    """Yield the statements with a party among their ends, in the order of their positions."""
    about = Q()
    for end in ENDS:
        about |= Q(**{f"{end}__in": parties})
    found = Statement.objects.filter(about).order_by("subject_id", "position", "pk")
    for values in found.values_list(*COLUMNS).iterator(chunk_size=2000):
        yield Row._make(values)


def _own_ends(row: Row, survivor: int, parties: set[int]) -> tuple[str, ...]:
    """Return the ends that would be the subject, and were not before."""
    subject = survivor if row.subject in parties else row.subject
    return tuple(
        end
        for end, pk in zip(ENDS[1:], row.ends[1:], strict=True)
        if pk in parties and subject == survivor and pk != row.subject
    )


def _self_related(
    row: Row, ends: tuple[str, ...], rule: Property, decisions: Mapping[str, str]
) -> SelfRelated:
    """Return the statement with what may be and was decided about it."""
    if "object" in ends:
        may_be_words = rule.takes_value
    else:
        left = row.value or row.date or row.object or (row.place and "place" not in ends)
        may_be_words = bool(left)
    decision = decisions.get(row.uid)
    if decision == SelfRelation.WORDS and not may_be_words:
        decision = None
    known = SelfRelation(decision) if decision in set(SelfRelation) else None
    return SelfRelated(row, ends, may_be_words, known)


def _key(row: Row, survivor: int, parties: set[int], *, symmetric: bool) -> Any:
    """Return what identical statements have in common."""
    ends = [survivor if pk in parties else pk for pk in row.ends]
    if symmetric and ends[1] is not None:
        ends[:2] = sorted(pk for pk in ends[:2] if pk is not None)
    return (
        *ends,
        row.property_id,
        row.date,
        row.calendar,
        tuple(sorted(row.value.items())),
        tuple(sorted(row.qualifier.items())),
        row.rank == Rank.DEPRECATED,
    )


def _folds(alike: list[Row], places: Mapping[int, int]) -> Iterator[Fold]:
    """Yield which of identical statements is folded into which.

    The survivor's own stays. Two that were identical before already, at one and the same entry,
    are no business of a merge.
    """
    ordered = sorted(alike, key=lambda row: (_foreign(row, places), row.position, row.pk))
    kept = ordered[0]
    for row in ordered[1:]:
        if set(row.ends) != set(kept.ends):
            yield Fold(row, kept)


def _foreign(row: Row, places: Mapping[int, int]) -> int:
    """Return how far a statement stands from the survivor: 0 if no end of it will change."""
    return max(places.get(pk, 0) for pk in row.ends if pk is not None)


def _competing(
    rows: Iterable[Row], gone: set[int], parties: set[int], properties: Mapping[int, Property]
) -> list[int]:
    """Return the one-valued properties of which parties bring different values together."""
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for row in rows:
        single = properties[row.property_id].single_valued
        if single and row.pk not in gone and row.subject in parties and row.rank != Rank.DEPRECATED:
            holders[row.property_id].add(row.subject)
    return [pk for pk, subjects in holders.items() if len(subjects) > 1]
