"""From the uploaded file to rows of the job, as they stand in it."""

from itertools import islice
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from exchange.models import Job, JobRow
from exchange.tables.reading import Form, Line, read
from exchange.work.uploads import upload_on_disk
from exchange.work.worker import advance, hold

BATCH: Final = 500
SHOWN: Final = 5
"""Rows beneath the headings that are shown when columns are chosen."""


class Reader:
    """Reads the file of an import into rows; begun anew, it begins with the first."""

    def __init__(self, job: Job) -> None:
        """Take the job."""
        self._job = job

    def step(self) -> None:
        """Read the whole file, some rows in memory at a time. Raises FileError."""
        job = self._job
        with transaction.atomic():
            hold(job, total=0, position=0)
            job.rows.all().delete()
        with upload_on_disk(job) as path:
            lines = read(path, Form.from_plain(job.details["form"]))
            next(lines)
            number = 0
            width = len(job.details["headings"])
            while batch := list(islice(lines, BATCH)):
                rows = [row_of(job, number + at, line, width) for at, line in enumerate(batch, 1)]
                number += len(rows)
                with transaction.atomic():
                    JobRow.objects.bulk_create(rows)
                    hold(job, position=number, total=number)
        advance(job, Job.State.CHECKING)


def row_of(job: Job, number: int, line: Line, width: int) -> JobRow:
    """Return the row of a line; what nothing can be made of is a fault already."""
    row = JobRow(job=job, number=number, line=line.line, cells=line.cells[:width])
    if any(cell.strip() for cell in line.cells[width:]):
        _add(row, "width", _("It has more cells than there are headings."))
    for place in line.faulty:
        _add(row, "formula", _("Cell %(number)d: paste the value.") % {"number": place + 1})
    return row


def _add(row: JobRow, fault: str, said: str) -> None:
    row.fault = row.fault or fault
    row.outcome = JobRow.Outcome.ERROR
    row.problems.append({"fault": fault, "column": "", "said": said})


def look_at(path: Path, form: Form) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the first rows of a file; raises FileError."""
    lines = list(islice(read(path, form), SHOWN + 1))
    headings = [cell.strip() for cell in lines[0].cells]
    while headings and not headings[-1]:
        headings.pop()
    return headings, [line.cells[: len(headings)] for line in lines[1:]]
