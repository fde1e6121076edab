"""Changing many entries, or what is said of them, at once: a job that is tried first."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entries import rights
from entries.models import Statement
from exchange.models import Job, JobRow
from exchange.tables.columns import STATEMENT, table_of
from exchange.tables.sections import Column
from exchange.work.amending import Amendment
from exchange.work.worker import wake
from records.columns import column_names, relations

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST: Final = 100_000
BATCH: Final = 1_000
OF_ALL: Final = ("source", "where", "descriptive", "editors_note")
"""Columns that every kind has and that can be the same in many entries."""
NOT_OF_MANY: Final = ("subject", "more_sources", "other_languages")
SOURCE: Final = "source"


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to each of many rows."""

    cells: dict[str, str] = field(default_factory=dict)
    """What is set, by column, as it would stand in a table; an empty text empties."""
    amends: Amendment | None = None
    adds: bool = False
    """Whether each entry gets a new statement, with these cells."""


def columns_for_many(table: str) -> list[Column]:
    """Return the columns of a table that can be set in many rows at once."""
    columns = [one for one in table_of(table).columns if not one.only_written]
    if table == STATEMENT:
        return [one for one in columns[1:] if one.code not in NOT_OF_MANY]
    wanted = {*column_names(table), *OF_ALL}
    return [one for one in columns if one.code in wanted]


def lists_of(table: str) -> list[str]:
    """Return the columns that hold several values, to which one can be added."""
    if table == STATEMENT:
        return [SOURCE]
    return [*relations(table)[1], *({"languages"} & set(column_names(table))), SOURCE]


def begin_change(
    user: "User", table: str, chosen: "QuerySet[Any]", change: Change, title: str
) -> Job:
    """Begin to change these entries, or statements, and try it; nothing is written yet.

    Raises PermissionDenied, or ValidationError if none are chosen, or too many.
    """
    if not rights.may_review(user):
        raise PermissionDenied
    with transaction.atomic():
        job = Job.objects.create(
            what=Job.What.CHANGE,
            table=table,
            title=title[:200],
            user=user,
            language=get_language() or "en",
            state=Job.State.CHECKING,
            details={
                "cells": change.cells,
                "amends": asdict(change.amends) if change.amends else None,
                "adds": change.adds,
                "options": {"clear": True},
            },
        )
        job.total = _store(_rows(job, chosen))
        if not job.total:
            raise ValidationError(_("Nothing is chosen."))
        if job.total > MOST:
            raise ValidationError(_("Not more than %(count)d at once.") % {"count": MOST})
        job.save(update_fields=["total"])
    wake()
    job.refresh_from_db()
    return job


def _rows(job: Job, chosen: "QuerySet[Any]") -> Iterator[JobRow]:
    """Yield a row for each entry or statement that is chosen, one in memory at a time."""
    of_statements = chosen.model is Statement
    columns = ("subject__pid", "uid") if of_statements else ("pid", "slug")
    pairs = chosen.order_by("pk").values_list(*columns).iterator(chunk_size=BATCH)
    for number, (pid, uid) in enumerate(pairs, start=1):
        anchor = uid if of_statements else ""
        yield JobRow(job=job, number=number, line=number, pid=pid, uid=anchor)


def _store(rows: Iterator[JobRow]) -> int:
    count = 0
    while batch := list(islice(rows, BATCH)):
        JobRow.objects.bulk_create(batch)
        count += len(batch)
        if count > MOST:
            break
    return count
