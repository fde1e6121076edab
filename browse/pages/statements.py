"""The statements of an entry: fetched at once, grouped by theme, competing ones together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from browse.pages.claims import Claim, claim_rows, in_order_of, make_claims
from browse.pages.evidence import Register
from browse.pages.lines import Cluster, Group, Line
from browse.pages.rivals import differ, find_rivals
from browse.pages.sentences import Teller
from entries.choices import Kind, Rank, Theme
from entries.languages import NOTHING, show
from entries.models import Entry, Statement
from entries.pid import STATEMENT_LENGTH, is_valid
from entries.prepared import Prepared

PAGE_SIZE: Final = 500
MAX_PAGE: Final = 200

HERE: Final = "here"
"""The group of statements of which the entry is only the place or the event."""

HEADINGS: Final[dict[str, str | Promise]] = {theme.value: theme.label for theme in Theme}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page of statements, and whether another follows."""

    statements: list[Claim]
    number: int
    has_next: bool


def fetch(entry: Entry, number: int = 1) -> Fetched:
    """Return the public statements about `entry`, its own first: two queries, three of many."""
    key = entry.pk
    if number <= 1:
        rows = _some(PAGE_SIZE + 1)([key])
        if len(rows) <= PAGE_SIZE:
            return Fetched(make_claims(in_order_of(rows, key)), number, has_next=False)
        found = make_claims(_first_page(PAGE_SIZE)([key]))
    else:
        found = make_claims(_rows([key], min(number, MAX_PAGE), PAGE_SIZE))
    return Fetched(found[:PAGE_SIZE], number, len(found) > PAGE_SIZE)


def _rows(keys: Sequence[int], number: int, size: int) -> QuerySet[Any, tuple[Any, ...]]:
    """Return the rows of a page of statements, and one more; `keys` is one key, of the entry."""
    statements = Statement.objects.public().about(keys[0]).in_order_of(keys[0])
    start = (number - 1) * size
    return claim_rows(statements[start : start + size + 1])


@cache
def _some(most: int) -> Prepared[tuple[Any, ...]]:
    """Return the question for as many statements in any order: of most entries these are all."""
    rows = Statement.objects.public()
    return Prepared(lambda keys: claim_rows(rows.about(keys[0]).order_by()[:most]))


@cache
def _first_page(size: int) -> Prepared[tuple[Any, ...]]:
    """Return the question for the first page of statements; the SQL says how many are on one."""
    return Prepared(lambda keys: _rows(keys, 1, size))


def page_of(entry: Entry, uid: str) -> int:
    """Return the page of an entry on which the statement with this anchor stands; 1 without it.

    Two queries at most.
    """
    rows = Statement.objects.public().about(entry)
    found = rows.filter(uid=uid).first() if is_valid(uid, STATEMENT_LENGTH) else None
    if found is None:
        return 1
    return min(rows.before(found, entry).count() // PAGE_SIZE + 1, MAX_PAGE)


def group(
    statements: Iterable[Claim], entry: Entry, register: Register, teller: Teller
) -> list[Group]:
    """Return the groups in the order of the page; `register` numbers the evidence on the way."""
    by_theme: dict[str, list[Claim]] = defaultdict(list)
    key = entry.pk
    for statement in statements:
        by_theme[theme_of(statement, key)].append(statement)
    order = [*Theme.values, HERE]
    return [
        Group(code, _heading(code, entry), _clusters(by_theme[code], teller, register))
        for code in order
        if code in by_theme
    ]


def theme_of(statement: Claim, entry: int) -> str:
    """Return under which heading the statement stands on the page of the entry with this key."""
    if statement.subject_id == entry:
        return statement.property.theme
    if statement.object_id == entry:
        one = statement.property
        return one.theme if one.symmetric else one.inverse_theme
    return HERE


def in_time(statement: Claim) -> tuple[float, int, int]:
    """Sort by the first day, then the last; undated ones come last, in the editors' order."""
    date = statement.date
    if date is None:
        return (float("inf"), statement.position, statement.pk)
    first = date.earliest if date.earliest is not None else date.latest
    return (float("inf") if first is None else first, statement.position, statement.pk)


def _heading(code: str, entry: Entry) -> str | Promise:
    if code != HERE:
        return HEADINGS[code]
    if entry.kind == Kind.EVENT:
        return _("In the course of this event")
    return _("What happened here")


def _clusters(statements: Iterable[Claim], teller: Teller, register: Register) -> list[Cluster]:
    """Return the lines of one theme in the order of time, rivals beside one another."""
    ordered = sorted(statements, key=in_time)
    rivals = find_rivals(ordered)
    clusters: list[Cluster] = []
    told: set[int] = set()
    for statement in ordered:
        if statement.pk in told:
            continue
        together = rivals.get(statement.pk, [statement])
        told.update(one.pk for one in together)
        lines = [_line(one, teller, register) for one in together]
        clusters.append(Cluster(lines, _caption(together)))
    return clusters


def _caption(together: Sequence[Claim]) -> str:
    """Say that values compete, unless they only complete one another."""
    return gettext("Sources differ") if len(together) > 1 and differ(together) else ""


def _line(statement: Claim, teller: Teller, register: Register) -> Line:
    anchor = f"s-{statement.uid}"
    return Line(
        anchor=anchor,
        when=teller.when(statement.date),
        sentence=teller.tell(statement),
        verdict=teller.verdict(statement),
        reason=show(statement.rank_reason, teller.language) if statement.rank_reason else NOTHING,
        remark=show(statement.note, teller.language) if statement.note else NOTHING,
        marks=register.of_statement(statement, anchor),
        held=statement.rank != Rank.DEPRECATED,
        chosen=statement.rank == Rank.PREFERRED,
    )
