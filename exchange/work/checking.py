"""Trying all rows: what each would do, and what is wrong with it. The archive stays as it is."""

from collections import Counter
from dataclasses import asdict
from typing import Any, Final

from django.db import transaction
from django.db.models import Count

from exchange.models import Job, JobRow
from exchange.tables.columns import Table, table_of
from exchange.tables.references import Coming
from exchange.tables.sections import Cell
from exchange.tables.values import Plain
from exchange.work.choosing import planner_for
from exchange.work.planning import Plan, Planner, cells_of, is_of_statements
from exchange.work.worker import advance, hold

BATCH: Final = 250
ROWS: Final = 2_000
LONGEST_CHANGE: Final = 200
"""Signs of a cell that a report shows."""
BEFORE_READING: Final = ("formula", "width")
"""Faults that were found when the file was read, and stay."""


class Checker:
    """Tries the rows of a job, from the first."""

    def __init__(self, job: Job) -> None:
        """Look through the rows for what they will make."""
        self._job = job
        self._planner: Planner = planner_for(job, self._coming())
        self._table = table_of(job.table)
        hold(job, position=0)

    def _coming(self) -> Coming:
        """Return the identifiers and names of new entries: one row in memory at a time."""
        job, coming = self._job, Coming(self._job.table)
        if job.what != Job.What.IMPORT or is_of_statements(job):
            return coming
        rows = job.rows.order_by("number").only("job", "number", "cells")
        for row in rows.iterator(chunk_size=ROWS):
            cells = cells_of(job, row)
            if pid := cells.get("pid", "").strip():
                coming.pids.add(pid)
            for code, text in cells.items():
                if code.startswith("name_"):
                    coming.add_name(text)
        return coming

    def step(self) -> None:
        """Try some rows; after the last, count."""
        job = self._job
        with transaction.atomic():
            rows = list(job.rows.filter(number__gt=job.position).order_by("number")[:BATCH])
            if not rows:
                self._finish()
                return
            sound = [row for row in rows if row.fault not in BEFORE_READING]
            for plan in self._planner.plan(sound, writing=False):
                note(plan, self._table)
            first, last = rows[0].number, rows[-1].number
            # Written anew, which is far quicker than changing one by one.
            job.rows.filter(number__gte=first, number__lte=last).delete()
            JobRow.objects.bulk_create(rows)
            hold(job, position=last)

    def _finish(self) -> None:
        advance(self._job, Job.State.CHECKED, counts=outcomes(self._job))


def note(plan: Plan, table: Table) -> None:
    """Write into the row what will be done with it, and what is wrong."""
    row = plan.row
    row.pid, row.uid, row.deferred = plan.pid, plan.uid, plan.deferred
    row.problems = [plain(asdict(one)) for one in plan.problems.found]
    row.outcome = plan.outcome
    if plan.asked and not row.problems:
        row.problems = [
            {"fault": "namesake", "column": "", "said": "", "choices": list(plan.asked)}
        ]
    row.fault = row.problems[0]["fault"] if row.problems else ""
    row.changes = []
    if row.outcome == JobRow.Outcome.UPDATE and plan.before and plan.after:
        row.changes = changes_between(table, plan.before, plan.after)


def changes_between(table: Table, before: Plain, after: Plain) -> list[list[str]]:
    """Return the columns that differ, with what stands in them before and after."""
    old, new = table.write(before), table.write(after)
    return [
        [code, _short(old[code]), _short(new[code])]
        for code in table.codes
        if code in new and old[code] != new[code]
    ]


def _short(cell: Cell) -> str:
    text = str(cell)
    return f"{text[:LONGEST_CHANGE]}…" if len(text) > LONGEST_CHANGE else text


def plain(problem: dict[str, Any]) -> dict[str, Any]:
    """Return a problem as it is kept."""
    return {**problem, "choices": list(problem["choices"])}


def outcomes(job: Job) -> dict[str, int]:
    """Return how many rows have each outcome (one query)."""
    rows = job.rows.order_by().values("outcome").annotate(count=Count("pk"))
    return dict(Counter({row["outcome"]: row["count"] for row in rows}))
