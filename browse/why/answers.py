"""The shortest answer for each entry of a page: as few statements as explain all that was asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from browse.pages.claims import Claim, claim_rows, make_claims
from browse.pages.sentences import Teller
from browse.why.cited import add_cited
from browse.why.columns import Fact, read_facts
from browse.why.wanted import Row, Wanted, at_an_end, dated_between, read_wanted
from entries.models import Statement
from entries.prepared import Prepared
from search.analysis import word_tokens
from search.facets import BY_CODE
from search.query import SearchQuery
from search.results import Hit

FIRST: Final = "first day"
LAST: Final = "last day"
MOST_ROWS: Final = 3_000
"""Statements that are looked at for one page."""
PLAIN: Final = ("type", "event_type", "language")
"""Facets that no statement explains."""


_by_key: Final[Prepared[tuple[Any, ...]]] = Prepared(
    lambda pks: claim_rows(Statement.objects.filter(pk__in=pks))
)

Reason = tuple[frozenset[str], Row | Fact]
"""What it meets, by the codes of what was asked, and what it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One reason: the statement, date, column or name, and what of the question it meets."""

    meets: list[str | Promise]
    when: SafeString
    text: SafeString


def explain(query: SearchQuery, hits: Sequence[Hit]) -> dict[int, list[Answer]]:
    """Return why each entry of a page is there, by key; nothing where that goes without saying.

    The kind of an entry goes without saying, and so does a word that its own name has. At most
    ten queries, and six for sources, however many entries and statements there are.
    """
    wanted = read_wanted(query)
    open_for = {hit.entry.pk: _unexplained(hit, wanted) for hit in hits}
    asked = [one for one in wanted if any(one in some for some in open_for.values())]
    codes = [one.code for one in asked] + [code for code in PLAIN if query.selected.get(code)]
    if not codes:
        return {}
    entries = [hit.entry for hit in hits]
    facts = read_facts(query, asked, entries)
    add_cited(facts, asked)
    rows = _rows(asked, [pk for pk, some in open_for.items() if some])
    chosen = {
        entry.pk: _fewest(
            [
                *((fact.meets, fact) for fact in facts[entry.pk]),
                *((_met(row, open_for[entry.pk], entry.pk), row) for row in rows[entry.pk]),
            ],
            {*PLAIN, *(one.code for one in open_for[entry.pk])},
        )
        for entry in entries
    }
    claims = _claims(reason for best in chosen.values() for _codes, reason in best)
    headings = {code: BY_CODE[code].label for code in PLAIN}
    headings |= {one.code: one.heading for one in wanted}
    return {
        pk: [
            _answer(reason, [headings[code] for code in codes if code in met], claims, pk)
            for met, reason in best
            if isinstance(reason, Fact) or reason.pk in claims
        ]
        for pk, best in chosen.items()
    }


def _unexplained(hit: Hit, wanted: Iterable[Wanted]) -> list[Wanted]:
    """Return what a reader cannot see at once: not the words that its name has."""
    if not any(one.words for one in wanted):
        return list(wanted)
    if hit.matched is not None:
        return [one for one in wanted if not one.words]
    tokens = {token for label in hit.entry.labels.values() for token in word_tokens(label)}
    return [one for one in wanted if not tokens.intersection(one.words)]


def _rows(wanted: Sequence[Wanted], keys: Sequence[int]) -> dict[int, list[Row]]:
    """Return the statements of each entry that may meet anything: one query."""
    found: dict[int, list[Row]] = defaultdict(list)
    if not (wanted and keys):
        return found
    ranges = {one.days for one in wanted if one.days is not None}
    days = ranges.pop() if len(ranges) == 1 else ()
    lists: dict[str, Collection[int]] = {
        "ends": {key for one in wanted for key in one.ends},
        "roles": {key for one in wanted for key in one.properties},
        FIRST: days[:1],
        LAST: days[1:],
    }
    given = {name: some for name, some in lists.items() if some}
    if ranges or not given:
        any_of_them = wanted[0].condition
        for one in wanted[1:]:
            any_of_them |= one.condition
        rows: Iterable[tuple[Any, ...]] = _statements(keys, any_of_them)
    else:
        rows = _rows_by(tuple(given))(keys, *given.values())
    on_page = set(keys)
    for values in rows:
        row = Row._make(values)
        for end in row.ends & on_page:
            found[end].append(row)
    return found


def _statements(keys: Iterable[int], condition: Q) -> QuerySet[Any, tuple[Any, ...]]:
    """Return the rows of statements of these entries that meet a condition."""
    columns = ("subject_id", "object_id", "place_id", "event_id", "property_id")
    more = ("property__symmetric", "date", "date_calendar")
    known = Statement.objects.public().standing().annotate(role=F("property_id") + 0)
    rows = known.filter(at_an_end(keys)).filter(condition).order_by()
    return rows.values_list("pk", *columns, *more)[:MOST_ROWS]


@cache
def _rows_by(names: tuple[str, ...]) -> Prepared[tuple[Any, ...]]:
    """Return the question for statements by what is asked: any of ends, roles, first and last day.

    Each of these is a list of keys or, of one, a day.
    """

    def build(keys: Sequence[int], *lists: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
        given = dict(zip(names, lists, strict=True))
        condition = Q()
        if "ends" in given:
            condition |= at_an_end(given["ends"])
        if "roles" in given:
            condition |= Q(role__in=given["roles"])
        if FIRST in given:
            condition |= dated_between(given[FIRST][0], given[LAST][0])
        return _statements(keys, condition)

    return Prepared(build)


def _met(row: Row, wanted: Iterable[Wanted], entry: int) -> frozenset[str]:
    """Return what an entry meets by a statement."""
    return frozenset(one.code for one in wanted if one.is_met_by(row, entry))


def _fewest(reasons: Sequence[Reason], asked: set[str]) -> list[Reason]:
    """Return few of the reasons that together meet all of what was asked that any of them meets.

    The one that meets most of what is left comes next; of equal ones the first that was entered.
    """
    ordered = sorted(reasons, key=lambda one: one[1].pk if isinstance(one[1], Row) else 0)
    left = asked.intersection(code for codes, _reason in ordered for code in codes)
    best = []
    while left:
        codes, reason = max(ordered, key=lambda one: len(one[0] & left))
        best.append((codes & asked, reason))
        left -= codes
    return best


def _claims(chosen: Iterable[Row | Fact]) -> dict[int, Claim]:
    """Return the chosen statements, which are known to be public, in full: three queries."""
    pks = {one.pk for one in chosen if isinstance(one, Row)}
    if not pks:
        return {}
    return {one.pk: one for one in make_claims(_by_key(pks))}


def _answer(
    reason: Row | Fact, meets: list[str | Promise], claims: dict[int, Claim], pk: int
) -> Answer:
    if isinstance(reason, Fact):
        return Answer(meets, reason.when, reason.text)
    teller, claim = Teller(pk), claims[reason.pk]
    return Answer(meets, teller.when(claim.date), teller.tell(claim))
