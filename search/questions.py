"""The parts of a question, each with its query for the engine."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tantivy import FieldType, Occur, Query

from entries.models import Entry
from search import parse
from search.facets import BY_CODE, Facet
from search.schema import schema

YEARS: Final = "years"


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of a question. `code` is its facet, `YEARS`, or empty for the text.

    `asked` says in full what is asked, so that two conditions with the same code and the same
    `asked` find the same entries: the text, the values of the facet, or the two years.
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
    first_year: int | None,
    last_year: int | None,
    *,
    near: bool = False,
) -> list[Condition]:
    """Return the parts of a question (one query for the entries that are selected).

    With `near`, words of the text may be a letter off.
    """
    found = []
    query = parse.parse_text(text, near=near)
    if query is not None:
        found.append(Condition("", query, (text, near)))
    pks = _pks(selected)
    for code, params in selected.items():
        facet = BY_CODE[code]
        values: list[Any] = (
            [pks[param] for param in params if param in pks] if facet.is_integer else list(params)
        )
        found.append(Condition(code, any_of(facet, values), tuple(sorted(values))))
    if first_year is not None or last_year is not None:
        years = Query.range_query(schema(), "year", FieldType.Integer, first_year, last_year)
        found.append(Condition(YEARS, years, (first_year, last_year)))
    return found


def any_of(facet: Facet, values: Sequence[Any]) -> Query:
    """Return the query for entries that have one of the values."""
    if not values:
        return Query.empty_query()
    return Query.const_score_query(Query.term_set_query(schema(), facet.field, list(values)), 0.0)


def all_of(wanted: Iterable[Condition]) -> Query:
    """Return the query for all conditions; without any, for every entry but not the cursor."""
    clauses = [(Occur.Must, one.query) for one in wanted]
    if not clauses:
        return Query.const_score_query(Query.range_query(schema(), "pk", FieldType.Integer, 0), 0.0)
    return Query.boolean_query(clauses)


def _pks(selected: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return the primary keys of the entries that are selected in any facet, in one query."""
    pids = {
        param for code, params in selected.items() if BY_CODE[code].is_integer for param in params
    }
    if not pids:
        return {}
    return dict(Entry.objects.published().filter(pid__in=pids).values_list("pid", "pk"))
