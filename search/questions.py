"""The parts of a question, each with its query for the engine."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tantivy import FieldType, Occur, Query, Searcher

from entries.models import Entry
from search import parse
from search.facets import BY_CODE, Facet
from search.limits import Stretch
from search.schema import schema

YEARS: Final = "years"
NOT: Final = "-"
"""Stands before a value, in addresses, and before the code of a condition: none of these."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of a question. `code` is its facet, `YEARS`, or empty for the text.

    With `NOT` before its facet it asks for entries that have none of the values.

    `asked` says in full what is asked, so that two conditions with the same code and the same
    `asked` find the same entries: the text, the values of the facet, or the ends of a stretch of
    time.
    """

    code: str
    query: Query
    asked: tuple[Any, ...]

    @property
    def key(self) -> Hashable:
        """What tells this condition from every other."""
        return self.code, self.asked


def conditions(
    text: str,
    selected: Mapping[str, tuple[str, ...]],
    stretch: Stretch,
    excluded: Mapping[str, tuple[str, ...]] | None = None,
    *,
    near: bool = False,
    searcher: Searcher | None = None,
    pks: Mapping[str, int] | None = None,
) -> list[Condition]:
    """Return the parts of a question (one query for the entries that it names, unless in `pks`).

    With `near`, words of the text may be a letter off. What a text asks of related entries
    (`place:Paris`) is looked up with `searcher`.
    """
    found = []
    query = parse.parse_text(text, near=near, searcher=searcher)
    if query is not None:
        found.append(Condition("", query, (text, near)))
    excluded = excluded or {}
    pks = _pks([*selected.items(), *excluded.items()], pks or {})
    for code, params in selected.items():
        values = _values(code, params, pks)
        found.append(Condition(code, any_of(BY_CODE[code], values), values))
    for code, params in excluded.items():
        values = _values(code, params, pks)
        if values:
            found.append(Condition(NOT + code, none_of(BY_CODE[code], values), values))
    if stretch.is_limited:
        found.append(Condition(YEARS, stretch.query(), (stretch.first, stretch.last)))
    return found


def any_of(facet: Facet, values: Sequence[Any]) -> Query:
    """Return the query for entries that have one of the values."""
    if not values:
        return Query.empty_query()
    return Query.const_score_query(Query.term_set_query(schema(), facet.field, list(values)), 0.0)


def none_of(facet: Facet, values: Sequence[Any]) -> Query:
    """Return the query for entries that have none of the values."""
    return Query.boolean_query(
        [(Occur.Must, all_of([])), (Occur.MustNot, any_of(facet, values))],
    )


def one_of(field: str, values: Sequence[int]) -> Condition:
    """Return the condition of having one of the values in a field of the index."""
    if not values:
        return Condition(field, Query.empty_query(), ())
    query = Query.term_set_query(schema(), field, list(values))
    return Condition(field, Query.const_score_query(query, 0.0), tuple(sorted(values)))


def all_of(wanted: Iterable[Condition]) -> Query:
    """Return the query for all conditions; without any, for every entry but not the cursor."""
    clauses = [(Occur.Must, one.query) for one in wanted]
    if not clauses:
        return Query.const_score_query(Query.range_query(schema(), "pk", FieldType.Integer, 0), 0.0)
    return Query.boolean_query(clauses)


def _values(code: str, params: Iterable[str], pks: Mapping[str, int]) -> tuple[Any, ...]:
    """Return values of a facet as the index has them, sorted, without entries that are not."""
    if BY_CODE[code].is_integer:
        return tuple(sorted(pks[param] for param in params if param in pks))
    return tuple(sorted(params))


def _pks(
    named: Iterable[tuple[str, tuple[str, ...]]], known: Mapping[str, int]
) -> Mapping[str, int]:
    """Return the primary keys of the entries that are named in any facet, in one query at most."""
    pids = {param for code, params in named if BY_CODE[code].is_integer for param in params}
    if pids <= known.keys():
        return known
    return dict(Entry.objects.published().filter(pid__in=pids).values_list("pid", "pk"))
