"""What trying or writing the rows of a job came to: for its page, and for the faulty rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from entries.admin.labels import short_label
from entries.models import Entry
from entries.pid import is_valid
from exchange.models import Job, JobRow
from exchange.tables.faults import FAULTS
from interop.taking.tables import Row

SHOWN_CELLS: Final = 4
LONGEST_CELL: Final = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Rows with the same kind of fault."""

    code: str
    label: str
    count: int
    first: int
    """The first line of the file that has it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page has it."""

    row: JobRow
    entry: Entry | None
    cells: Sequence[str]
    changes: Sequence[Sequence[str]]
    """Column, before and after, identifiers with the names of their entries."""

    @property
    def label(self) -> str:
        """What the row is about."""
        return short_label(self.entry) if self.entry else " · ".join(self.cells)


def faults_of(job: Job) -> list[Group]:
    """Return the kinds of fault, with how many rows have them (one query)."""
    rows = job.rows.exclude(fault="").order_by().values("fault")
    found = {
        row["fault"]: Group(
            row["fault"], str(FAULTS.get(row["fault"], row["fault"])), row["count"], row["first"]
        )
        for row in rows.annotate(count=Count("pk"), first=Min("line"))
    }
    return [found[code] for code in FAULTS if code in found]


def counts_of(job: Job) -> list[tuple[str, str, int]]:
    """Return code, label and number of each outcome that rows have."""
    return [
        (code, str(label), job.counts[code])
        for code, label in JobRow.Outcome.choices
        if job.counts.get(code)
    ]


def narrowed(job: Job, outcome: str, fault: str) -> "QuerySet[JobRow]":
    """Return the rows of a job with this outcome and this fault, as far as they are given."""
    rows = job.rows.order_by("number")
    if outcome in JobRow.Outcome.values and outcome:
        rows = rows.filter(outcome=outcome)
    if fault in FAULTS:
        rows = rows.filter(fault=fault)
    return rows


def shown(rows: Sequence[JobRow]) -> list[Shown]:
    """Return rows with the entries they are about (one query)."""
    named = {text for row in rows for change in row.changes for text in change[1:]}
    pids = {row.pid for row in rows} | {text for text in named if is_valid(text)}
    entries = {one.pid: one for one in Entry.objects.filter(pid__in=pids)}

    def told(text: str) -> str:
        return short_label(entries[text]) if text in entries else text

    return [
        Shown(
            row,
            entries.get(row.pid),
            _cells(row),
            [[column, told(before), told(after)] for column, before, after in row.changes],
        )
        for row in rows
    ]


def _cells(row: JobRow) -> list[str]:
    """Return the first cells of a row that say something."""
    if not isinstance(row.cells, list):
        return []
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    return [
        f"{one[:LONGEST_CELL]}…" if len(one) > LONGEST_CELL else one for one in filled[:SHOWN_CELLS]
    ]


def faulty_table(job: Job) -> tuple[list[str], Iterator[Row]]:
    """Return headings and rows of what could not be taken: line and reason, then the row itself.

    The file can be mended and uploaded: the two columns in front mean nothing then.
    """
    headings: list[str] = job.details["headings"]
    columns = [_("line"), _("reason"), *headings]
    rows = job.rows.filter(outcome__in=["error", "ask"]).order_by("number")

    def lines() -> Iterator[Row]:
        for row in rows.iterator(chunk_size=500):
            cells = [*row.cells, *[""] * (len(headings) - len(row.cells))]
            yield [row.line, reason_of(row), *cells]

    return columns, lines()


def reason_of(row: JobRow) -> str:
    """Return all that is wrong with a row, in one cell."""
    said: list[Any] = [one["said"] or FAULTS[one["fault"]] for one in row.problems]
    return "; ".join(map(str, said))
