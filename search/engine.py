"""Asking the engine: one page of keys, and the counts of all facets."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from tantivy import Order

from entries.languages import current_language
from search.counting import LISTED, Counts, count_values
from search.facets import BY_CODE, FACETS, Value, describe
from search.found import keys_of
from search.limits import Stretch
from search.questions import NOT, YEARS, Condition, all_of, any_of, none_of
from search.results import FacetCount, FacetResult, YearBar
from search.store import Reader

FIELDS: Final = {"date": "earliest", "-date": "latest_first", "changed": "changed"}


def find_page(
    reader: Reader, wanted: Sequence[Condition], sort: str, number: int, size: int
) -> tuple[int, list[int]]:
    """Return how many entries there are, and the primary keys of one page of them."""
    return find_from(reader, wanted, sort, (number - 1) * size, size)


def find_from(
    reader: Reader, wanted: Sequence[Condition], sort: str, offset: int, size: int
) -> tuple[int, list[int]]:
    """Return how many entries there are, and the keys of at most `size` after `offset` others."""
    query = all_of(wanted)
    if sort == "relevance":
        result = reader.searcher.search(query, limit=size, offset=offset, weight_by_field="weight")
    else:
        field = FIELDS.get(sort, f"order_{current_language()}")
        result = reader.searcher.search(
            query, limit=size, offset=offset, order_by_field=field, order=Order.Asc
        )
    total: int = getattr(result, "count", None) or 0
    return total, keys_of(reader.searcher, result.hits)


def count_facets(
    reader: Reader, wanted: Sequence[Condition], codes: Collection[str] = tuple(BY_CODE)
) -> tuple[list[FacetResult], list[YearBar]]:
    """Return facets with counts that ignore what is selected in themselves, and the years.

    `codes` are the facets to count, and are to hold those with a selection.

    One pass for all facets without a selection and one more for each with one.
    """
    asked = {condition.code: condition.asked for condition in wanted}
    chosen = {code: asked[code] for code in (*codes, YEARS) if code in asked}
    left_out = {code: asked.get(NOT + code, ()) for code in codes}
    open_facets = [code for code in (*codes, YEARS) if code not in chosen]
    counted = count_values(reader, wanted, open_facets)
    for code in chosen:
        others = [condition for condition in wanted if condition.code != code]
        counted |= count_values(reader, others, [code])
    histogram = _histogram(counted.pop(YEARS), Stretch(*chosen.pop(YEARS, ())))
    listed = {
        code: _listed(reader, wanted, code, counts, chosen.get(code, ()))
        + count_left_out(reader, wanted, code, left_out[code], chosen.get(code, ()))
        for code, counts in counted.items()
    }
    labels = describe({code: [key for key, _n in counts] for code, counts in listed.items()})
    results = [
        FacetResult(
            facet,
            show_values(
                listed[facet.code],
                labels[facet.code],
                chosen.get(facet.code, ()),
                left_out[facet.code],
            ),
            more=len(dict(counted[facet.code]).keys() - dict(listed[facet.code]).keys()),
        )
        for facet in FACETS
        if facet.code in listed
    ]
    return results, histogram


def _listed(
    reader: Reader, wanted: Sequence[Condition], code: str, counts: Counts, chosen: tuple[Any, ...]
) -> Counts:
    """Return the values that are shown: the most frequent, and always those that are chosen."""
    listed = counts[:LISTED]
    shown = {key for key, _count in listed}
    missing = [key for key in chosen if key not in shown]
    if missing:
        known = dict(counts)
        others = [condition for condition in wanted if condition.code != code]
        listed += [
            (key, known[key] if key in known else _count_one(reader, others, code, key))
            for key in missing
        ]
    return listed


def count_left_out(
    reader: Reader,
    wanted: Sequence[Condition],
    code: str,
    left_out: tuple[Any, ...],
    chosen: tuple[Any, ...],
) -> Counts:
    """Return the values that are left out, with how many entries choosing each would show.

    One search for each: nobody leaves out more than a few.
    """
    others = [one for one in wanted if one.code not in {code, NOT + code}]
    counts: Counts = []
    for key in left_out:
        if key in chosen:
            continue
        rest = tuple(one for one in left_out if one != key)
        still = [Condition(NOT + code, none_of(BY_CODE[code], rest), rest)] if rest else []
        counts.append((key, _count_one(reader, [*others, *still], code, key)))
    return counts


def _count_one(reader: Reader, wanted: Sequence[Condition], code: str, key: Any) -> int:
    """Return the count of one value."""
    only = Condition(code, any_of(BY_CODE[code], [key]), (key,))
    return find_page(reader, [*wanted, only], "name", 1, 1)[0]


def show_values(
    listed: Counts,
    labels: Mapping[str | int, Value],
    chosen: tuple[Any, ...],
    left_out: tuple[Any, ...],
) -> list[FacetCount]:
    """Return values as pages show them, without those that have no label any more."""
    return [
        FacetCount(labels[key].param, labels[key].label, count, key in chosen, key in left_out)
        for key, count in listed
        if key in labels
    ]


def _histogram(counts: Counts, stretch: Stretch) -> list[YearBar]:
    """Return the years in order, each marked when it is selected, be it in part."""
    first, last = stretch.years
    limited = first is not None or last is not None
    return [
        YearBar(
            int(year),
            count,
            limited and (first is None or year >= first) and (last is None or year <= last),
        )
        for year, count in sorted(counts)
    ]
