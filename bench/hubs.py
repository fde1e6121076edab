"""What it costs to edit, merge and un-merge entries on which thousands of statements hang.

Two persons have `size` statements each, with evidence, about a tenth as many periodicals; every
fourth stands at both and is folded. All of it with versions and revisions, as an editor does it.
"""

import json
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils import timezone

from dates import HistoricalDate
from entries import actions
from entries import pid as pids
from entries.choices import NameType, Status
from entries.derive import refresh_names
from entries.models import Entry, Name, Property, Statement
from history.merging.carry_out import carry_out
from history.merging.plan import MergePlan, plan
from history.merging.undo import preview_undo, undo
from history.models import RevisionPart, VersionPart
from history.versions.keeping import begin
from people.models import Person
from sources.models import Citation, Source
from works.models import Publication

NEIGHBOURS: Final = 10
"""Statements for each periodical."""
BATCH: Final = 1000


@dataclass(slots=True)
class Cost:
    """One line of the table."""

    what: str
    seconds: float
    cpu: float
    queries: int
    memory_mb: float
    """By how much the peak of the process rose."""


def run(size: int, to: Path | None) -> None:
    """Make the archive, do everything once, print the table, and take nothing back."""
    call_command("migrate", verbosity=0)
    if Entry.objects.exists():
        raise RuntimeError("This database has entries already: give an empty one.")
    user = User.objects.create_superuser("bench")
    one, other = _make(size, user)
    print("made", flush=True)
    costs: list[Cost] = []

    def timed(what: str) -> Any:
        return _timed(what, costs)

    with timed("first versions of all"):
        begin()
    stored = _bytes_a_statement()
    with timed("one statement changed and saved"):
        _change_one(one, user)
    with timed("nothing changed and saved"), transaction.atomic():
        actions.record(one, user, "change")
    with timed("a new name"):
        _rename(one, user)
    with timed("withdrawn"):
        actions.withdraw(one, user, {"en": "a trial"})
    with timed("published again"):
        actions.publish(one, user)
    merge = _merge(one, other, user, timed)
    with timed("preview of the un-merge"):
        preview_undo(merge)
    with timed("un-merge"):
        undo(merge, user, "a trial")
    print(_table(costs))
    print(f"bytes a statement in versions {stored[0]:.0f}, in revisions {stored[1]:.0f}")
    if to is not None:
        figures = {"size": size, "bytes": stored, "costs": [asdict(cost) for cost in costs]}
        to.write_text(json.dumps(figures, indent=1))


def _merge(one: Entry, other: Entry, user: User, timed: Callable[[str], Any]) -> Any:
    found: list[MergePlan] = []
    with timed("preview of the merge"):
        found.append(plan([other], one))
    with timed("merge"):
        done = carry_out(found[0], user, "a trial")
    print(done)
    return done.merge


@transaction.atomic
def _make(size: int, user: User) -> tuple[Entry, Entry]:
    """Store the persons, the periodicals, the statements and their evidence."""
    prop = Property.objects.create(
        code="edited", label={"en": "edited"}, inverse_label={"en": "edited by"}
    )
    source = _entry(Source, "A bibliography")
    papers = [_entry(Publication, f"Paper {at}") for at in range(max(size // NEIGHBOURS, 1))]
    one, other = _entry(Person, "Leon Trotsky"), _entry(Person, "Lev Bronstein")
    for at, person in enumerate((one, other)):
        rows = [
            Statement(
                uid=_anchor(f"{'bc'[at]}{number:08d}"),
                subject_id=person.pk,
                property=prop,
                object_id=papers[number % len(papers)].pk,
                date=HistoricalDate(f"{1800 + number // len(papers)}"),
                value={} if number % 4 == 0 else {"en": f"with {person.pid}, {number}"},
                position=number,
            )
            for number in range(size)
        ]
        Statement.objects.bulk_create(rows, batch_size=BATCH)
        evidence = [
            Citation(source=source, statement=row, locator=f"p. {row.position + at}")
            for row in rows
        ]
        Citation.objects.bulk_create(evidence, batch_size=BATCH)
    return Entry.objects.get(pk=one.pk), Entry.objects.get(pk=other.pk)


def _anchor(body: str) -> str:
    return body + pids.check_character(body)


def _entry(model: Any, name: str) -> Any:
    entry = model(status=Status.PUBLISHED, published_at=timezone.now())
    entry.save()
    Name.objects.create(entry=entry, text=name, language="en", type=NameType.PREFERRED)
    return entry


@transaction.atomic
def _change_one(entry: Entry, user: User) -> None:
    row = entry.statements.all()[7]
    row.value = {"en": "with Martov"}
    row.save()
    actions.record(entry, user, "change")


@transaction.atomic
def _rename(entry: Entry, user: User) -> None:
    name = entry.names.get()
    name.text = "Lev Davidovich Trotsky"
    name.save()
    refresh_names(entry)
    actions.record(entry, user, "change")


def _bytes_a_statement() -> tuple[float, float]:
    """Return the bytes of text that versions and revisions hold, by statement."""
    count = Statement.objects.count()
    sums = [
        parts._default_manager.aggregate(all=Sum(Length("body") + Length("key")))["all"] / count
        for parts in (VersionPart, RevisionPart)
    ]
    return sums[0], sums[1]


@contextmanager
def _timed(what: str, costs: list[Cost]) -> Iterator[None]:
    """Add what happens inside to the costs."""
    peak, cpu, started = _peak(), time.process_time(), time.perf_counter()
    asked = 0

    def count(execute: Callable[..., Any], *query: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*query)

    with connection.execute_wrapper(count):
        yield
    seconds, spent = time.perf_counter() - started, time.process_time() - cpu
    costs.append(Cost(what, seconds, spent, asked, _peak() - peak))
    print(f"{what}: {seconds:.2f} s", flush=True)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _table(costs: list[Cost]) -> str:
    lines = ["| what | seconds | CPU | queries | memory, MB |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {one.what} | {one.seconds:.2f} | {one.cpu:.2f} | {one.queries} | {one.memory_mb:.0f} |"
        for one in costs
    ]
    return "\n".join(lines)
