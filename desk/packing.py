"""What the desk keeps beside entries, as lines of the package of a whole archive.

Entries are named by pid, users by name. Reading adds what is missing. What may be done only once,
plans and hands, comes to new entries alone: a plan that was dropped or carried out stays so when an
older package is read again.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Annotated, Any, Final, Self, TypeVar

from django.contrib.auth.models import User
from pydantic import AwareDatetime, Field, TypeAdapter, model_validator

from desk.links.models import LONGEST
from desk.models import Assignment, Comment, Link, Pair, Schedule
from entries.models import Entry
from exchange.beside import Arrival, Shelf
from exchange.history.marks import create_dated
from records.parts import Document, Filled, Pid

BATCH: Final = 500

T = TypeVar("T")


class CommentLine(Document):
    """What somebody said of an entry to colleagues; the entry may be deleted by now."""

    pid: Pid
    at: AwareDatetime
    user: str = ""
    text: Filled


class HandLine(Document):
    """In whose hands an entry is."""

    pid: Pid
    person: Filled
    by: str = ""
    at: AwareDatetime


class PlanLine(Document):
    """When an entry, as it was in a revision, is to be published, by whose right."""

    pid: Pid
    at: AwareDatetime
    by: Filled
    revision: int = Field(ge=0, le=2**31 - 1)
    problem: str = ""


class ApartLine(Document):
    """Two entries of which somebody said that they are not the same."""

    first: Pid
    second: Pid
    score: int = Field(ge=-(2**15), le=2**15 - 1)
    by: str = ""
    at: AwareDatetime

    @model_validator(mode="after")
    def _are_two(self) -> Self:
        if self.first == self.second:
            raise ValueError("an entry cannot be kept apart from itself")
        return self


class LinkLine(Document):
    """What came of asking an address elsewhere, and whether it is left out of the list."""

    address: Annotated[Filled, Field(max_length=LONGEST)]
    needed_at: AwareDatetime
    next_at: AwareDatetime
    checked_at: AwareDatetime | None = None
    alive_at: AwareDatetime | None = None
    failed_at: AwareDatetime | None = None
    failed_days: int = Field(0, ge=0, le=2**15 - 1)
    problem: Annotated[str, Field(max_length=100)] = ""
    dismissed_by: str = ""
    dismissed_at: AwareDatetime | None = None


def shelves() -> Iterator[Shelf]:
    """Yield what goes with a package."""
    yield Shelf(
        "comments", TypeAdapter(CommentLine), _comments, _read_comments, ((Comment, "user"),)
    )
    hands = ((Assignment, "person"), (Assignment, "by"))
    yield Shelf("hands", TypeAdapter(HandLine), _hands, _read_hands, hands)
    yield Shelf("plans", TypeAdapter(PlanLine), _plans, _read_plans, ((Schedule, "by"),))
    apart = ((Pair, "dismissed_by"),)
    yield Shelf("apart", TypeAdapter(ApartLine), _couples, _read_couples, apart)
    links = ((Link, "dismissed_by"),)
    yield Shelf("links", TypeAdapter(LinkLine), _links, _read_links, links)


# Writing


def _comments() -> Iterator[Document]:
    rows = Comment.objects.order_by("pid", "at", "text").select_related("user")
    for one in rows.iterator(chunk_size=BATCH):
        yield CommentLine(pid=one.pid, at=one.at, user=_name(one.user), text=one.text)


def _hands() -> Iterator[Document]:
    rows = Assignment.objects.order_by("entry__pid").select_related("entry", "person", "by")
    for one in rows.iterator(chunk_size=BATCH):
        person, by = _name(one.person), _name(one.by)
        yield HandLine(pid=one.entry.pid, person=person, by=by, at=one.at)


def _plans() -> Iterator[Document]:
    rows = Schedule.objects.order_by("entry__pid").select_related("entry", "by")
    for one in rows.iterator(chunk_size=BATCH):
        yield PlanLine(
            pid=one.entry.pid,
            at=one.at,
            by=_name(one.by),
            revision=one.revision,
            problem=one.problem,
        )


def _couples() -> Iterable[Document]:
    """Return couples with the lesser pid first: keys are others in a restored archive."""
    rows = Pair.objects.exclude(dismissed_at=None).select_related("dismissed_by")
    found = []
    for one in rows.select_related("first", "second", "dismissed_by"):
        first, second = sorted((one.first.pid, one.second.pid))
        by, at = _name(one.dismissed_by), one.dismissed_at
        found.append(ApartLine(first=first, second=second, score=one.score, by=by, at=at))
    return sorted(found, key=lambda line: (line.first, line.second))


def _links() -> Iterator[Document]:
    """Yield what was asked or judged; addresses that were not are found anew."""
    rows = Link.objects.exclude(checked_at=None, dismissed_at=None).select_related("dismissed_by")
    columns = [name for name in LinkLine.model_fields if name != "dismissed_by"]
    for one in rows.order_by("address").iterator(chunk_size=BATCH):
        values: dict[str, Any] = {name: getattr(one, name) for name in columns}
        yield LinkLine(**values, dismissed_by=_name(one.dismissed_by))


def _name(user: User | None) -> str:
    return user.username if user is not None else ""


# Reading


def _read_comments(lines: Iterable[CommentLine], to: Arrival) -> None:
    for batch in _batches(lines):
        wanted = [one for one in batch if one.pid not in to.left]
        rows = Comment.objects.filter(pid__in={one.pid for one in wanted})
        held = set(rows.values_list("pid", "at", "text"))
        new = [
            Comment(pid=one.pid, at=one.at, text=one.text, user_id=to.people.get(one.user))
            for one in wanted
            if (one.pid, one.at, one.text) not in held
        ]
        create_dated(Comment, new)


def _read_hands(lines: Iterable[HandLine], to: Arrival) -> None:
    def row(one: HandLine, key: int) -> Assignment:
        by = to.people.get(one.by)
        return Assignment(entry_id=key, person_id=to.user(one.person), by_id=by, at=one.at)

    for batch in _batches(lines):
        create_dated(Assignment, _of_new(batch, to, row))


def _read_plans(lines: Iterable[PlanLine], to: Arrival) -> None:
    def row(one: PlanLine, key: int) -> Schedule:
        columns = {"at": one.at, "revision": one.revision, "problem": one.problem}
        return Schedule(entry_id=key, by_id=to.user(one.by), **columns)

    for batch in _batches(lines):
        Schedule.objects.bulk_create(_of_new(batch, to, row))


def _read_couples(lines: Iterable[ApartLine], to: Arrival) -> None:
    for batch in _batches(lines):
        pids = [pid for one in batch for pid in (one.first, one.second)]
        entries = _entries(pids)
        rows = []
        for one in batch:
            if one.first in to.left and one.second in to.left:
                continue
            ends = sorted((entries[one.first], entries[one.second]))
            rows.append(
                Pair(
                    first_id=ends[0][0],
                    second_id=ends[1][0],
                    kind=ends[0][1],
                    score=one.score,
                    dismissed_by_id=to.people.get(one.by),
                    dismissed_at=one.at,
                )
            )
        Pair.objects.bulk_create(rows, ignore_conflicts=True)


def _read_links(lines: Iterable[LinkLine], to: Arrival) -> None:
    for batch in _batches(lines):
        rows = [
            Link(
                **one.model_dump(exclude={"dismissed_by"}),
                dismissed_by_id=to.people.get(one.dismissed_by),
            )
            for one in batch
        ]
        Link.objects.bulk_create(rows, ignore_conflicts=True)


def _of_new(batch: list[Any], to: Arrival, row: Callable[[Any, int], T]) -> list[T]:
    """Return rows for the lines of entries that came with the package; raises LookupError."""
    wanted = [one for one in batch if one.pid not in to.known]
    entries = _entries([one.pid for one in wanted])
    return [row(one, entries[one.pid][0]) for one in wanted]


class _Entries(dict[str, tuple[int, str]]):
    """Key and kind of entries by pid."""

    def __missing__(self, pid: str) -> tuple[int, str]:
        raise LookupError(f"entry {pid}")


def _entries(pids: list[str]) -> _Entries:
    rows = Entry.objects.filter(pid__in=pids).values_list("pid", "pk", "kind")
    return _Entries({pid: (pk, kind) for pid, pk, kind in rows})


def _batches(lines: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield batch
