"""Asking the checks: about one entry, or about all."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from entries.doubts.checks import Check, Doubt, Group, all_checks
from entries.models import Entry

MOST: Final = 50
"""Doubts of one sort that are told about one entry."""


def doubts_of(entry: Entry, *groups: Group, most: int = MOST) -> list[Doubt]:
    """Return what is in doubt about an entry and about what is said of it from either end.

    Costs one query for each group and model among the checks, whatever the number of rows. Of
    several doubts about one row the first is told. At most `most` of each group and model.
    """
    found: list[Doubt] = []
    checks = sorted(all_checks(*groups), key=_sort)
    for _key, some in groupby(checks, key=_sort):
        found += _ask(list(some), entry, most)
    return found


def rows_in_doubt(check: Check) -> QuerySet[Any]:
    """Return all rows that a check suspects, with what its sentence reads.

    Where `check.holds` says no of a row, nothing is wrong with it.
    """
    rows: QuerySet[Any] = check.model._default_manager.filter(check.condition)
    return rows.select_related(*check.needs) if check.needs else rows


def entries_in_doubt(*checks: Check) -> QuerySet[Entry]:
    """Return the entries that one of the checks suspects."""
    wanted = Q(pk__in=[])
    for check in checks:
        rows = check.model._default_manager.filter(check.condition)
        wanted |= Q(pk__in=rows.values(check.owner))
    return Entry.objects.filter(wanted)


def _sort(check: Check) -> tuple[str, str]:
    return check.group, check.model._meta.label


def _ask(checks: Sequence[Check], entry: Entry, most: int) -> Iterator[Doubt]:
    """Ask checks of one model about an entry, in one query."""
    by_code = {check.code: check for check in checks}
    about, suspected = Q(), Q()
    for path in {path for check in checks for path in check.ends}:
        about |= Q(**{path: entry.pk})
    for check in checks:
        suspected |= check.condition
    first = Case(
        *(When(check.condition, then=Value(code)) for code, check in by_code.items()),
        output_field=CharField(),
    )
    rows = checks[0].model._default_manager.filter(about, suspected).annotate(doubted=first)
    needs = {path for check in checks for path in check.needs}
    if needs:
        rows = rows.select_related(*needs)
    for row in rows.order_by("pk")[:most]:
        check = by_code[row.doubted]
        if check.holds(row):
            yield Doubt(check, row, check.say(row))
