"""Writing the good rows of a job, some at a time, through the records."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from entries.actions import record
from entries.models import Entry
from exchange.models import Job, JobRow
from exchange.tables.columns import table_of
from exchange.tables.values import Plain
from exchange.work.checking import note, outcomes
from exchange.work.choosing import planner_for
from exchange.work.planning import Plan, is_of_statements, user_of
from exchange.work.worker import advance, hold
from history.models import Revision
from history.versions.keeping import BEGIN, keep, together
from records.columns import RecordError
from records.read import from_records, parse_record
from records.write import Scope, record_of, recorded

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BATCH: Final = 25
"""Rows that are written together; as long as that takes, nobody else can write on SQLite."""
MOST_OF_ONE: Final = 5_000
ACTIONS: Final = {Job.What.IMPORT.value: "import", Job.What.CHANGE.value: "change"}


class _Refused(Exception):
    """A row cannot be written, and all or none are wanted."""


class Writer:
    """Writes the rows of a job that were found good, and those that refer forward once more."""

    def __init__(self, job: Job) -> None:
        """Go on where the job is."""
        self._job = job
        self._user = user_of(job)
        self._planner = planner_for(job)
        self._table = table_of(job.table)
        self._statements = is_of_statements(job)

    def step(self) -> None:
        """Write some rows in one transaction; where all or none are wanted, give up at a fault."""
        job = self._job
        try:
            with transaction.atomic():
                rows = self._next()
                if not rows:
                    self._turn()
                    return
                self._write(rows)
                hold(job, position=job.position + len(rows))
        except _Refused as refused:
            job.details["aborted"] = str(refused)
            advance(job, Job.State.UNDOING, details=job.details)

    def _next(self) -> list[JobRow]:
        """Return the next rows; statements come together with all others of their subject."""
        rows = self._job.rows.filter(outcome__in=JobRow.GOOD)
        if self._job.again:
            return list(rows.filter(written=True, deferred=True).order_by("number")[:BATCH])
        rows = rows.filter(written=False)
        if not self._statements:
            return list(rows.order_by("number")[:BATCH])
        some = list(rows.order_by("pid", "number")[:BATCH])
        if not some:
            return []
        last = some[-1]
        rest = rows.filter(pid=last.pid, number__gt=last.number).order_by("number")
        return [*some, *rest[:MOST_OF_ONE]]

    def _turn(self) -> None:
        """Begin with the second round, or come to the end."""
        job = self._job
        late = job.rows.filter(written=True, deferred=True).exists()
        if late and not job.again:
            hold(job, again=True, position=0)
            self._planner = planner_for(job)
            return
        job.parts.all().delete()
        counts = {**outcomes(job), "written": job.rows.filter(written=True).count()}
        advance(job, Job.State.DONE, counts=counts, again=False)

    def _write(self, rows: Sequence[JobRow]) -> None:
        plans = self._planner.plan(rows, writing=True)
        good = self._sound(plans)
        documents = self._documents(good) if self._statements else _own_documents(good)
        there = {plan.pid for plan in good if plan.entry is not None}
        numbers = self._first_revisions(there, _last_revisions(documents))
        with together(user=self._user, action=ACTIONS[self._job.what], note=self._note):
            written = self._store(documents, good)
            _sign(written, there, self._user, ACTIONS[self._job.what], self._note)
        later = _last_revisions(documents)
        for plan in good:
            if plan.pid in written:
                self._mark(plan, numbers.get(plan.pid), later.get(plan.pid), plan.pid in there)
        JobRow.objects.bulk_update(rows, _WRITTEN)

    def _first_revisions(self, there: set[str], numbers: dict[str, int]) -> dict[str, int]:
        """Keep what has never been kept, so that there is something to come back to."""
        without = there - numbers.keys()
        if without:
            keep(Entry.objects.filter(pid__in=without).values_list("pk", flat=True), action=BEGIN)
            numbers |= _last_revisions(without)
        return numbers

    @property
    def _note(self) -> str:
        return f"{self._job.pk}. {self._job.note or self._job.title}"

    def _sound(self, plans: Sequence[Plan]) -> list[Plan]:
        """Return the plans that can be written; what has gone wrong since becomes a fault."""
        good = []
        for plan in plans:
            if plan.outcome in JobRow.GOOD or (self._job.again and not plan.problems.found):
                good.append(plan)
            elif plan.problems.found:
                self._refuse(plan)
            else:
                plan.row.outcome = JobRow.Outcome.SKIP
        return good

    def _refuse(self, plan: Plan) -> None:
        """Note a fault; where all or none are wanted, raise _Refused."""
        if self._job.mode == Job.Mode.ALL:
            told = {"line": plan.row.line, "why": plan.problems.found[0].said}
            raise _Refused(_("Line %(line)d: %(why)s") % told)
        deferred, pid = plan.row.deferred, plan.row.pid
        note(plan, self._table)
        plan.row.outcome = JobRow.Outcome.ERROR
        plan.row.deferred, plan.row.pid = deferred and not self._job.again, pid

    def _documents(self, plans: Sequence[Plan]) -> dict[str, Plain]:
        """Return the records of the subjects, with the statements of the rows in them."""
        entries = {plan.pid: plan.entry for plan in plans if plan.entry is not None}
        kinds: dict[str, list[int]] = {}
        locked = Entry.objects.select_for_update().filter(pid__in=entries)
        for pk, kind in locked.values_list("pk", "kind"):
            kinds.setdefault(kind, []).append(pk)
        documents: dict[str, Plain] = {}
        for kind, keys in kinds.items():
            for one in recorded(kind, Scope.FULL).filter(pk__in=keys):
                documents[one.pid] = record_of(one, Scope.FULL).model_dump(mode="json")
        for plan in plans:
            put_statement(documents[plan.pid], plan)
        return documents

    def _store(self, documents: dict[str, Plain], plans: Sequence[Plan]) -> set[str]:
        """Store the records, all at once or, if one is refused, one by one; return whose."""
        records = {pid: parse_record.validate_python(doc) for pid, doc in documents.items()}
        try:
            with transaction.atomic():
                from_records(list(records.values()))
            return set(records)
        except RecordError:
            written = set()
        for pid, one in records.items():
            try:
                with transaction.atomic():
                    from_records([one])
                written.add(pid)
            except RecordError as error:
                for plan in plans:
                    if plan.pid == pid:
                        plan.problems.add("refused", "", error)
                        self._refuse(plan)
        return written

    def _mark(self, plan: Plan, before: int | None, after: int | None, was_there: bool) -> None:
        """Note in the row what was written, for the report and to undo it."""
        row = plan.row
        if not row.written:
            row.written, row.created, row.before = True, not was_there, before
        row.after, row.uid = after, plan.uid
        row.deferred = plan.deferred and not self._job.again


_WRITTEN: Final = (
    *("outcome", "fault", "problems", "deferred", "uid"),
    *("written", "created", "before", "after"),
)


def put_statement(document: Plain, plan: Plan) -> None:
    """Put the statement of a row into the record of its subject, in its place or at the end."""
    assert plan.after is not None  # noqa: S101 - it is planned
    one = {key: value for key, value in plan.after.items() if key != "subject"}
    for at, other in enumerate(document["statements"]):
        if other["id"] == one["id"]:
            document["statements"][at] = one
            return
    document["statements"].append(one)


def _own_documents(plans: Sequence[Plan]) -> dict[str, Plain]:
    return {plan.pid: plan.after for plan in plans if plan.after is not None}


def _last_revisions(pids: Iterable[str]) -> dict[str, int]:
    """Return the number of the last revision of each entry (one query)."""
    rows = Revision.objects.filter(pid__in=list(pids)).order_by().values("pid")
    return {row["pid"]: row["last"] for row in rows.annotate(last=Max("number"))}


def _sign(written: set[str], there: set[str], user: "User", action: str, text: str) -> None:
    """Say in the entries and in their logs who did it."""
    rows = Entry.objects.filter(pid__in=written)
    rows.update(changed_by=user)
    rows.exclude(pid__in=there).update(created_by=user)
    for entry in Entry.objects.filter(pid__in=written):
        record(entry, user, action, text)
