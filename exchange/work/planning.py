"""What a row will do: the record before and after, and all that is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import ValidationError as DocumentError

from entries import pid as pids
from entries.ledger import is_noted
from entries.models import Entry, RetiredPid
from exchange.models import Job, JobRow
from exchange.tables.columns import STATEMENT, Table
from exchange.tables.faults import CellError
from exchange.tables.references import Asked, Coming, References
from exchange.tables.sections import Problems
from exchange.tables.values import Looking, Plain, Vocabulary
from exchange.work.amending import Amendment, amend
from records.columns import MODELS
from records.read import parse_record
from sources.models import Citation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST: Final = {"text": 300, "locator": Citation._meta.get_field("locator").max_length or 100}


@dataclass(slots=True)
class Plan:
    """What one row will do."""

    row: JobRow
    cells: dict[str, str]
    pid: str = ""
    entry: Entry | None = None
    """The entry that is changed; None of one that will be made."""
    uid: str = ""
    before: Plain | None = None
    after: Plain | None = None
    """The record of an entry, or the row of a statement, as plain data."""
    problems: Problems = field(default_factory=Problems)
    looking: Looking | None = None
    amendment: Amendment | None = None
    """What is added to a list in the record, or taken from it."""
    asked: tuple[int, ...] = ()
    """The entries of which one may be meant: the editor decides."""

    @property
    def outcome(self) -> str:
        """What will be done with the row."""
        kinds = JobRow.Outcome
        if any(not one.choices for one in self.problems.found):
            return kinds.ERROR
        if self.asked or self.problems.found:
            return kinds.ASK
        if self.before is None:
            return kinds.CREATE
        return kinds.SKIP if self.after == self.before and not self.deferred else kinds.UPDATE

    @property
    def deferred(self) -> bool:
        """Whether it refers to an entry that is still to be made."""
        return self.looking is not None and self.looking.deferred


class Planner(Protocol):
    """Plans rows of one job: those of a table of entries, of statements, or of a change."""

    def plan(self, rows: Sequence[JobRow], *, writing: bool) -> list[Plan]:
        """Return the plans of some rows in a fixed number of queries.

        For `writing`, they have the whole record, with locked entries, and keep to what was found
        when the rows were tried.
        """


class Everything(Coming):
    """What is not there is taken to come: for rows of which that is known."""

    def has(self, kind: str, text: str) -> bool:
        """Say yes."""
        return True


def cells_of(job: Job, row: JobRow) -> dict[str, str]:
    """Return the cells of a row by column; empty ones only if they are to empty something."""
    if job.what == Job.What.CHANGE:
        return changing_cells(job, row)
    mapping: list[str] = job.details["mapping"]
    clears = job.details.get("options", {}).get("clear", False)
    cells: dict[str, str] = {}
    for at, code in enumerate(mapping):
        text = row.cells[at] if at < len(row.cells) else ""
        if code and (text.strip() or clears):
            cells[code] = text
    return cells


def new_plan(job: Job, row: JobRow) -> Plan:
    """Return the plan of a row, with its cells."""
    return Plan(row, cells_of(job, row), amendment=Amendment.of(job.details.get("amends")))


def changing_cells(job: Job, row: JobRow) -> dict[str, str]:
    """Return the cells of a row of a change: what is set of all rows, and which entry it is."""
    cells: dict[str, str] = dict(job.details["cells"])
    if not is_of_statements(job):
        return {**cells, "pid": row.pid}
    if job.details.get("adds"):
        return {**cells, "subject": row.pid}
    return {**cells, "id": row.uid}


def references_for(
    plans: Iterable[Plan], table: Table, coming: Coming, answers: dict[str, str]
) -> References:
    """Return references with all that the cells of the plans ask for, fetched."""
    found = References(coming, answers)
    asked: set[Asked] = {one for plan in plans for one in table.asked(plan.cells)}
    asked |= {one for plan in plans if plan.amendment for one in plan.amendment.asked(table)}
    found.fetch(asked)
    return found


def read_cells(
    plan: Plan, doc: Plain, table: Table, vocabulary: Vocabulary, references: References
) -> None:
    """Change a document to what the cells of the plan say, noting what is wrong."""
    plan.looking = Looking(vocabulary, references)
    found = table.read(doc, plan.cells, plan.looking)
    plan.problems.found += found.found
    if plan.amendment is not None:
        amend(doc, plan.amendment, table, plan.looking, plan.problems)
    plan.after = doc


def checked_record(plan: Plan, doc: Plain) -> Plain:
    """Return a record as it will be stored; notes as problems why it cannot be."""
    try:
        return parse_record.validate_python(doc).model_dump(mode="json")
    except DocumentError as error:
        for one in error.errors(include_url=False)[:3]:
            place = [str(part) for part in one["loc"] if part != doc.get("kind")]
            plan.problems.add("refused", place[-1] if place else "", one["msg"])
    return doc


def check_lengths(plan: Plan, doc: Plain) -> None:
    """Note texts that their columns cannot hold, and what the model's own validators refuse."""
    for name in doc.get("names", []):
        if len(name["text"]) > LONGEST["text"]:
            _too_long(plan, "names", name["text"])
    cited = [
        *doc["citations"],
        *(one for name in doc.get("names", []) for one in name["citations"]),
    ]
    for one in cited:
        if len(one["locator"]) > LONGEST["locator"]:
            _too_long(plan, "where", one["locator"])


def check_fields(plan: Plan, kind: str, fields: Plain) -> None:
    """Note what the validators of the own columns refuse."""
    model = MODELS[kind]
    for name, value in fields.items():
        field: Any = model._meta.get_field(name)
        if value in (None, "") or field.is_relation or isinstance(value, dict | float):
            continue
        try:
            field.run_validators(value)
        except ValidationError as error:
            long = any(one.code == "max_length" for one in error.error_list)
            plan.problems.add("long" if long else "choice", name, " ".join(error.messages))


def _too_long(plan: Plan, column: str, text: str) -> None:
    plan.problems.add("long", column, _("“%(text)s…” is too long.") % {"text": text[:40]})


def check_pids(texts: Iterable[str]) -> dict[str, str]:
    """Return what is wrong with identifiers of entries that are to be made: two queries."""
    texts = set(texts)
    valid = {one for one in texts if pids.is_valid(one)}
    there = set(Entry.objects.filter(pid__in=valid).values_list("pid", flat=True))
    retired = set(RetiredPid.objects.filter(pid__in=valid).values_list("pid", flat=True))
    faults = dict.fromkeys(texts - valid, "pid")
    return faults | dict.fromkeys(retired - there, "gone")


def mint_pids(count: int) -> list[str]:
    """Return so many identifiers that nobody has or had: two queries for all of them."""
    found: list[str] = []
    while len(found) < count:
        fresh = {pids.mint() for _number in range(count - len(found))} - set(found)
        used = set(Entry.objects.filter(pid__in=fresh).values_list("pid", flat=True))
        used |= set(RetiredPid.objects.filter(pid__in=fresh).values_list("pid", flat=True))
        found += [pid for pid in sorted(fresh - used) if not is_noted(pid)]
    return found


def fail_cell(plan: Plan, column: str, error: CellError) -> None:
    """Note a fault of a cell."""
    plan.problems.fail(column, error)


def is_of_statements(job: Job) -> bool:
    """Tell whether the rows of a job are statements."""
    return job.table == STATEMENT


def user_of(job: Job) -> "User":
    """Return whose job it is; raises PermissionDenied if nobody is left or the right is gone."""
    from django.core.exceptions import PermissionDenied

    from entries import rights

    if job.user is None or not rights.may_review(job.user):
        raise PermissionDenied
    return job.user
