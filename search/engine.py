"""Asking the engine: one page of keys, and the counts of all facets."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tantivy import FieldType, Occur, Order, Query

from entries.languages import current_language
from entries.models import Entry
from search import parse
from search.facets import BY_CODE, FACETS, Facet, describe
from search.results import FacetCount, FacetResult, YearBar
from search.schema import schema
from search.store import Reader

EXACT: Final = 5_000_000
"""Terms a segment may pass on: fewer than there are would make counts approximate."""
LISTED: Final = 20
YEARS: Final = "years"

_CACHE_SIZE: Final = 64
_cache: "OrderedDict[tuple[str, str], Any]" = OrderedDict()
"""Counts by generation and question: broad questions are dear and are asked again and again."""
_cache_guard: Final = threading.Lock()

FIELDS: Final = {"date": "earliest", "-date": "latest_first", "changed": "changed"}


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of a question. `code` is its facet, `YEARS`, or empty for the text."""

    code: str
    query: Query
    years: tuple[int | None, int | None] = (None, None)


def conditions(
    text: str,
    selected: Mapping[str, tuple[str, ...]],
    first_year: int | None,
    last_year: int | None,
) -> list[Condition]:
    """Return the parts of a question (one query for the entries that are selected)."""
    found = []
    query = parse.parse_text(text)
    if query is not None:
        found.append(Condition("", query))
    pks = _pks(selected)
    for code, params in selected.items():
        facet = BY_CODE[code]
        values: list[Any] = (
            [pks[param] for param in params if param in pks] if facet.is_integer else list(params)
        )
        found.append(Condition(code, _any_of(facet, values)))
    if first_year is not None or last_year is not None:
        years = Query.range_query(schema(), "year", FieldType.Integer, first_year, last_year)
        found.append(Condition(YEARS, years, (first_year, last_year)))
    return found


def find_page(
    reader: Reader, wanted: Sequence[Condition], sort: str, number: int, size: int
) -> tuple[int, list[int]]:
    """Return how many entries there are, and the primary keys of one page of them."""
    query = _all_of(wanted)
    offset = (number - 1) * size
    if sort == "relevance":
        result = reader.searcher.search(query, limit=size, offset=offset, weight_by_field="weight")
    else:
        field = FIELDS.get(sort, f"order_{current_language()}")
        result = reader.searcher.search(
            query, limit=size, offset=offset, order_by_field=field, order=Order.Asc
        )
    addresses = [address for _score, address in result.hits]
    keys = reader.searcher.fast_field_values("pk", addresses) if addresses else []
    return _total(result), [int(key) for key in keys if key is not None]


def count_facets(
    reader: Reader, wanted: Sequence[Condition], selected: Mapping[str, tuple[str, ...]]
) -> tuple[list[FacetResult], list[YearBar]]:
    """Return every facet with counts that ignore what is selected in itself, and the years.

    One pass for all facets without a selection and one more for each with one.
    """
    chosen = {condition.code for condition in wanted} - {""}
    buckets: dict[str, list[tuple[Any, int]]] = {}
    open_facets = [facet.code for facet in FACETS if facet.code not in chosen]
    if YEARS not in chosen:
        open_facets.append(YEARS)
    buckets.update(_counts(reader, wanted, open_facets))
    for code in chosen:
        others = [condition for condition in wanted if condition.code != code]
        buckets.update(_counts(reader, others, [code]))
    histogram = _histogram(buckets.pop(YEARS), wanted)
    return _facet_results(reader, buckets, wanted, selected), histogram


def _facet_results(
    reader: Reader,
    buckets: dict[str, list[tuple[Any, int]]],
    wanted: Sequence[Condition],
    selected: Mapping[str, tuple[str, ...]],
) -> list[FacetResult]:
    """Return facets as pages show them: three queries for all labels."""
    pks = _pks(selected)
    chosen = {
        code: [pks.get(one) if BY_CODE[code].is_integer else one for one in params]
        for code, params in selected.items()
    }
    listed: dict[str, list[tuple[Any, int]]] = {}
    for code, counts in buckets.items():
        counts_by_key = dict(counts)
        listed[code] = counts[:LISTED]
        missing = [
            key for key in chosen.get(code, []) if key is not None and key not in dict(listed[code])
        ]
        others = [condition for condition in wanted if condition.code != code]
        for key in missing:
            count = counts_by_key.get(key)
            listed[code].append((key, _one(reader, others, code, key) if count is None else count))
    labels = describe({code: [key for key, _n in counts] for code, counts in listed.items()})
    results = []
    for facet in FACETS:
        values = [
            FacetCount(
                param=labels[facet.code][key].param,
                label=labels[facet.code][key].label,
                count=count,
                selected=key in chosen.get(facet.code, []),
            )
            for key, count in listed[facet.code]
            if key in labels[facet.code]
        ]
        more = max(0, len(buckets[facet.code]) - len(listed[facet.code]))
        results.append(FacetResult(facet, values, more))
    return results


def _counts(
    reader: Reader, wanted: Sequence[Condition], codes: Sequence[str]
) -> dict[str, list[tuple[Any, int]]]:
    """Return value and count of each of several facets, the most frequent first.

    Ties are in the order of values, so that pages do not change without cause.
    """
    question = _all_of(wanted)
    key = (reader.generation, f"{question!r}|{','.join(codes)}")
    with _cache_guard:
        if key in _cache:
            _cache.move_to_end(key)
            return dict(_cache[key])
    asked = {code: {"terms": _terms(code)} for code in codes}
    answer = reader.searcher.aggregate(question, asked) if asked else {}
    counted = {
        code: sorted(
            ((bucket["key"], bucket["doc_count"]) for bucket in answer[code]["buckets"]),
            key=lambda pair: (-pair[1], pair[0]),
        )
        for code in codes
    }
    with _cache_guard:
        _cache[key] = counted
        while len(_cache) > _CACHE_SIZE:
            _cache.popitem(last=False)
    return dict(counted)


def _terms(code: str) -> dict[str, Any]:
    """Return the aggregation of one facet or of the years."""
    if code == YEARS:
        return {"field": "year", "size": 6000, "segment_size": EXACT}
    return {"field": BY_CODE[code].field, "size": 200, "segment_size": EXACT}


def _histogram(counts: list[tuple[Any, int]], wanted: Sequence[Condition]) -> list[YearBar]:
    """Return the years in order, each marked when it is selected."""
    first, last = next((one.years for one in wanted if one.code == YEARS), (None, None))
    limited = first is not None or last is not None
    return [
        YearBar(
            int(year),
            count,
            limited and (first is None or year >= first) and (last is None or year <= last),
        )
        for year, count in sorted(counts)
    ]


def _one(reader: Reader, wanted: Sequence[Condition], code: str, key: Any) -> int:
    """Return the count of one value."""
    only = Condition(code, _any_of(BY_CODE[code], [key]))
    return _total(reader.searcher.search(_all_of([*wanted, only]), limit=1))


def _total(result: Any) -> int:
    """Return how many there are; the engine's type declarations leave the attribute out."""
    return int(result.count or 0)


def _any_of(facet: Facet, values: list[Any]) -> Query:
    """Return the query for entries that have one of the values."""
    if not values:
        return Query.empty_query()
    return Query.const_score_query(Query.term_set_query(schema(), facet.field, values), 0.0)


def _all_of(wanted: Sequence[Condition]) -> Query:
    """Return the query for all conditions; without any, for every entry but not the cursor."""
    if not wanted:
        return Query.const_score_query(Query.range_query(schema(), "pk", FieldType.Integer, 0), 0.0)
    return Query.boolean_query([(Occur.Must, one.query) for one in wanted])


def _pks(selected: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return the primary keys of the entries that are selected in any facet, in one query."""
    pids = {
        param for code, params in selected.items() if BY_CODE[code].is_integer for param in params
    }
    if not pids:
        return {}
    return dict(Entry.objects.published().filter(pid__in=pids).values_list("pid", "pk"))
