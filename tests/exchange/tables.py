"""Importing as an editor does it, without pages: a file, its columns, a trial, the writing."""

import csv
from io import BytesIO, StringIO
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import File

from exchange import actions
from exchange.models import Job, JobRow
from exchange.tables.columns import table_of
from exchange.tables.export import rows_of
from exchange.tables.harmless import harmless


def exported(table: str, chosen: Any = None) -> str:
    """Return a table of the archive as CSV."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table_of(table).codes)
    for row in rows_of(table, chosen):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue()


def as_csv(*rows: str) -> str:
    """Return lines, typed with bars, as CSV."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([cell.strip() for cell in row.split("¦")] for row in rows)
    return text.getvalue()


def upload(user: User, table: str, content: str | bytes, name: str = "list.csv") -> Job:
    """Upload a file; its columns are as they were guessed."""
    raw = content.encode() if isinstance(content, str) else content
    return actions.begin_import(user, table, name, File(BytesIO(raw), name))


def tried(user: User, table: str, content: str | bytes, **options: bool) -> Job:
    """Upload a file, and have it tried."""
    job = upload(user, table, content)
    actions.try_import(job, user, job.details["mapping"], options)
    return job


def imported(
    user: User, table: str, content: str | bytes, mode: str = "all", **options: bool
) -> Job:
    """Upload a file, have it tried, and written."""
    job = tried(user, table, content, **options)
    assert mode != "all" or not {"error", "ask"} & set(job.counts), said(job)
    actions.write_job(job, user, mode)
    return job


def outcomes(job: Job) -> list[str]:
    """Return the outcome of each row, with its fault."""
    rows = JobRow.objects.filter(job=job).order_by("number")
    return [f"{row.outcome} {row.fault}".strip() for row in rows]


def said(job: Job) -> list[str]:
    """Return what is said of the rows."""
    rows = JobRow.objects.filter(job=job).order_by("number")
    return [f"{row.line}: {one['said']}" for row in rows for one in row.problems]
