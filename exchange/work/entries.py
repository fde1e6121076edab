"""Planning rows of a table of entries."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext as _

from dates import HistoricalDate
from entries import pid as pids
from entries import rights
from entries.choices import Status
from entries.lives import ends_of
from entries.models import Entry, Identifier
from entries.showable import newly_lacking, say_lacks
from exchange.models import Job, JobRow
from exchange.tables.columns import STANDING, table_of
from exchange.tables.faults import CellError
from exchange.tables.references import Coming
from exchange.tables.values import Plain, Vocabulary, read_date
from exchange.work.matching import leave_out, match, own_dates
from exchange.work.planning import (
    Everything,
    Plan,
    check_fields,
    check_lengths,
    checked_record,
    fail_cell,
    mint_pids,
    new_plan,
    read_cells,
    references_for,
    user_of,
)
from records.columns import MODELS
from records.schema import RECORD_TYPES
from records.write import Scope, record_of, recorded


class EntryPlanner:
    """Plans rows that are entries of one kind."""

    def __init__(self, job: Job, coming: Coming | None = None) -> None:
        """Fetch the vocabulary; `coming` is what the rows will make."""
        self._job = job
        self._user = user_of(job)
        self._kind = job.table
        self._table = table_of(job.table)
        self._vocabulary = Vocabulary()
        self._coming = coming or Coming()
        options = job.details.get("options", {})
        self._takes_standing = bool(options.get("standing")) and rights.may_publish_own(self._user)
        self._answers: dict[str, str] = job.details.get("answers", {}).get("rows", {})
        self._names: dict[str, str] = job.details.get("answers", {}).get("names", {})
        self._seen: dict[int, int] = {}

    def plan(self, rows: Sequence[JobRow], *, writing: bool) -> list[Plan]:
        """Return the plans of some rows in some twenty queries."""
        plans = [new_plan(self._job, row) for row in rows]
        if writing:
            self._find_again(plans)
        else:
            match(plans, self._kind, self._answers)
            self._mint(plans)
        coming = Everything() if writing and not self._job.again else self._coming
        references = references_for(plans, self._table, coming, self._names)
        before = self._records(plans, whole=writing)
        for plan in plans:
            leave_out(plan, self._answers)
            if plan.asked or plan.problems.found or plan.after is not None:
                continue
            plan.before = before.get(plan.pid)
            doc = deepcopy(plan.before) if plan.before else _blank(self._kind, plan.pid)
            made_here = plan.before is None or (self._job.again and plan.row.created)
            if not (made_here and self._takes_standing):
                plan.cells = {code: c for code, c in plan.cells.items() if not _stands(code)}
            read_cells(plan, doc, self._table, self._vocabulary, references)
            if plan.deferred and doc["status"] == Status.MERGED and not doc["merged_into"]:
                doc["status"] = Status.DRAFT.value  # until its survivor is there
            if plan.before is None and not plan.cells.get("pid", "").strip():
                self._bound(plan, doc)
            self._check(plan, doc, writing)
        self._check_numbers(plans)
        return plans

    def _find_again(self, plans: Sequence[Plan]) -> None:
        """Find the entries of rows that were tried before, locked."""
        pids = [plan.row.pid for plan in plans]
        found = {one.pid: one for one in Entry.objects.select_for_update().filter(pid__in=pids)}
        for plan in plans:
            plan.pid, plan.entry = plan.row.pid, found.get(plan.row.pid)
            was = plan.row.outcome == JobRow.Outcome.UPDATE or plan.row.written
            if (plan.entry is not None) != was:
                plan.problems.add("changed", "", _("The entry was made or deleted meanwhile."))

    def _mint(self, plans: Sequence[Plan]) -> None:
        new = [one for one in plans if not (one.pid or one.asked or one.problems.found)]
        for plan, pid in zip(new, mint_pids(len(new)), strict=True):
            plan.pid = pid

    def _records(self, plans: Sequence[Plan], *, whole: bool) -> dict[str, Plain]:
        """Return the records of the entries that are there, by pid: a dozen queries."""
        keys = [plan.entry.pk for plan in plans if plan.entry is not None]
        if not keys:
            return {}
        rows = recorded(self._kind, Scope.FULL, statements=whole).filter(pk__in=keys)
        return {one.pid: record_of(one, Scope.FULL).model_dump(mode="json") for one in rows}

    def _bound(self, plan: Plan, doc: Plain) -> None:
        """Say from when to when one lived who is new here, with the source of the row as evidence.

        Not in rows that bring their identifier: of those, the table of statements says it.
        """
        if own_dates(self._kind):
            return
        try:
            read = read_date(plan.cells.get("years", ""))
        except CellError as error:
            fail_cell(plan, "years", error)
            return
        if read is None:
            return
        known = self._vocabulary.properties.values()
        for found, at in ends_of(HistoricalDate(**read), self._kind, known):
            if found is not None:
                date = {"edtf": at.edtf, "calendar": at.calendar, "written": at.written}
                claim = {"property": found.code, "date": date, "citations": doc["citations"]}
                claim["id"] = pids.mint(pids.STATEMENT_LENGTH)
                doc["statements"].append(deepcopy(claim))

    def _check(self, plan: Plan, doc: Plain, writing: bool) -> None:
        """Note what is wrong with the record that the cells led to."""
        if not writing:
            self._refuse_twice(plan)
        if doc == plan.before:
            return
        if plan.entry is not None and not rights.may_change(self._user, plan.entry):
            plan.problems.add("rights", "pid", _("This entry is not yours to change."))
        if not doc["names"]:
            plan.problems.add("missing", "name_en", _("An entry needs a name."))
        for name, value in doc["fields"].items():
            field: Any = MODELS[self._kind]._meta.get_field(name)
            required = field.many_to_one and not field.null
            if required and value is None and not plan.deferred:
                message = _("It needs a %(column)s.") % {"column": field.verbose_name}
                plan.problems.add("missing", name, message)
        _refuse_bare_images(plan, doc)
        if not plan.problems.found:
            check_lengths(plan, doc)
            check_fields(plan, self._kind, doc["fields"])
            plan.after = checked_record(plan, doc)

    def _refuse_twice(self, plan: Plan) -> None:
        """Note that an earlier row is of the same entry, or of a new one of the same name."""
        assert plan.after is not None  # noqa: S101 - it has been read
        names = sorted(one["text"].casefold() for one in plan.after["names"])
        if not (names or plan.entry or plan.cells.get("pid")):
            return  # that it has no name is fault enough
        dates = (plan.after["fields"].get("date"), plan.cells.get("years", ""))
        key = hash(plan.pid) if plan.entry or plan.cells.get("pid") else hash(f"{names}{dates}")
        line = self._seen.setdefault(key, plan.row.line)
        if line != plan.row.line:
            message = _("Line %(line)d is of the same entry.") % {"line": line}
            plan.problems.add("twice", "", message)

    def _check_numbers(self, plans: Sequence[Plan]) -> None:
        """Note identifiers that other entries have (one query)."""
        wanted: dict[tuple[str, str], list[Plan]] = {}
        for plan in plans:
            for one in (plan.after or {}).get("identifiers", []):
                wanted.setdefault((one["scheme"], one["value"]), []).append(plan)
        values = {value for _scheme, value in wanted}
        rows = Identifier.objects.filter(value__in=values).select_related("entry")
        for one in rows:
            for plan in wanted.get((one.scheme, one.value), ()):
                if one.entry.pid != plan.pid:
                    message = _("“%(entry)s” (%(pid)s) has %(identifier)s.")
                    told = {"entry": one.entry, "pid": one.entry.pid, "identifier": one}
                    plan.problems.add("taken", one.scheme, message % told)


def _refuse_bare_images(plan: Plan, doc: Plain) -> None:
    """Note the pictures that may not become public as they are.

    Those of a public entry stay, and lose nothing.
    """
    if doc["status"] != Status.PUBLISHED:
        return
    was_public = plan.before is not None and plan.before["status"] == Status.PUBLISHED
    before = plan.before["images"] if plan.before is not None and was_public else []
    for row, some in newly_lacking(before, doc["images"]):
        plan.problems.add("missing", "images", say_lacks(row["file"], some))


def _stands(code: str) -> bool:
    """Tell whether a column says how an entry stands."""
    return code.startswith(STANDING)


def _blank(kind: str, pid: str) -> Plain:
    """Return the record of an entry of which nothing is known: a draft."""
    fields = RECORD_TYPES[kind].model_fields["fields"].annotation()
    record = RECORD_TYPES[kind](pid=pid, status=Status.DRAFT, fields=fields)
    found: Plain = record.model_dump(mode="json")
    return found
