"""The list of entries with its facets: what the reader asked for, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import ngettext

from browse.asked import Chip, chips_of, end_text, errors_of, is_indexable
from browse.best import Best, build_best
from browse.boxes import FacetBox, make_box
from browse.facets import facet_url
from browse.files import File
from browse.frame import Tab, errors_of_form, tabs_of
from browse.hits import HitRow
from browse.looks import FACET_ORDERS, LOOKS, ListQuestion
from browse.otherwise import Otherwise, build_otherwise
from browse.pages.citation import Cite, cite_list
from browse.paging import Paging, make_paging
from browse.reading import Said, say_reading
from browse.rows import make_rows
from browse.steps import carried, tail
from browse.taking import list_files
from browse.years import Years, make_years
from entries.languages import Shown
from search.filters import SORT_LABELS
from search.query import SearchQuery
from search.results import Results


@dataclass(frozen=True, slots=True)
class ListPage:
    """All that the template of the list is given."""

    errors: list[str]
    total: int
    hits: list[HitRow]
    facets: list[FacetBox]
    orders: list[tuple[str, str | Promise, bool]]
    """Value, label and whether it applies of each order of values."""
    looks: list[Tab]
    look: str
    chips: list[Chip]
    tabs: list[Tab]
    years: Years | None
    sorts: list[tuple[str, str | Promise, bool]]
    number: int
    pages: int
    paging: Paging
    canonical: str
    indexable: bool
    """Whether crawlers may keep the page: one filter at most."""
    query: str
    from_text: str
    to_text: str
    well_evidenced: bool
    start: int
    """The place of the first hit in the whole list."""
    last: int
    """The place of the last one."""
    cite: Cite
    """How to cite the list, and where its files are."""
    files: list[File]
    """What the whole list can be taken away as."""
    reading: Said
    near: bool
    """Whether nothing is spelt like the text, so that this is what is a letter off."""
    best: list[Best]
    otherwise: Otherwise
    """What to ask instead of what finds little."""


def build_listing(params: QueryDict) -> ListPage:
    """Return the list that the parameters of an address ask for, its last page if they go beyond.

    A fixed number of queries whatever is found, and some more where that is little.
    """
    question = ListQuestion(params)
    query = question.query
    results = query.run()
    if results.number > results.pages:
        results = query.page(results.pages).run()
    asked, cleaned = question.filter, question.cleaned
    number = results.number
    chips = chips_of(asked, _labels(results), question.address)
    start = (number - 1) * query.size + 1
    boxes = partial(make_box, by_name=question.by_name, address=partial(facet_url, question))
    return ListPage(
        errors=errors_of(asked) + errors_of_form(question.form),
        total=results.total,
        hits=_carry(make_rows(results.hits, query, question.look), question, start),
        facets=[boxes(facet) for facet in results.facets if facet.values],
        orders=[
            (code, label, code == question.facet_order) for code, label in FACET_ORDERS.items()
        ],
        looks=_looks(question, number),
        look=question.look,
        chips=chips,
        tabs=tabs_of(question),
        years=make_years(
            results.histogram, query, lambda first, last: question.address(from_=first, to=last)
        ),
        sorts=_sorts(query),
        number=number,
        pages=results.pages,
        paging=make_paging(number, results.pages, lambda page: question.address(page=page)),
        canonical=question.address(page=number if number > 1 else None),
        indexable=is_indexable(cleaned) and not question.own and not asked.form.errors,
        query=str(cleaned.get("q") or ""),
        from_text=end_text(cleaned.get("from")),
        to_text=end_text(cleaned.get("to")),
        well_evidenced=bool(cleaned.get("well_evidenced")),
        start=start,
        last=start + len(results.hits) - 1,
        cite=cite_list(_in_words(results.total, chips), question.address(look=None, facets=None)),
        files=list_files(asked.canonical_query(page=None), results.total),
        reading=say_reading(params.get("q", "")),
        near=results.near,
        best=build_best(query, results, question.address),
        otherwise=build_otherwise(query, results, chips, question.address),
    )


def _carry(rows: list[HitRow], question: ListQuestion, start: int) -> list[HitRow]:
    """Let the links carry the question along, and the place of each row, from `start`."""
    asked = carried(question)
    if not asked:
        return rows
    return [
        replace(row, url=row.url + tail(asked, place), carries=True)
        for place, row in enumerate(rows, start)
    ]


def _in_words(total: int, chips: Sequence[Chip]) -> str:
    """Return what the list is, as a title: how many entries, chosen by what."""
    count = ngettext("%(total)s entry", "%(total)s entries", total) % {"total": total}
    chosen = ", ".join(chip.label.text for chip in chips)
    return f"{count}: {chosen}" if chosen else count


def _looks(question: ListQuestion, number: int) -> list[Tab]:
    """Return the looks of the list, each at the same page."""
    return [
        Tab(
            label,
            question.address(look=look, page=number if number > 1 else None),
            look == question.look,
        )
        for look, label in LOOKS.items()
    ]


def _sorts(query: SearchQuery) -> list[tuple[str, str | Promise, bool]]:
    """Return value, label and whether it applies of each order that makes sense.

    The order that needs no choice has no value, so that a form leaves it out of the address.
    """
    usual = query.sorted_by("").effective_sort
    return [
        ("" if code == usual else code, label, code == query.effective_sort)
        for code, label in SORT_LABELS.items()
        if code != "relevance" or usual == "relevance"
    ]


def _labels(results: Results) -> dict[str, dict[str, Shown]]:
    """Return the labels of what is chosen or left out, by facet and value."""
    return {
        facet.facet.code: {
            value.param: value.label for value in facet.values if value.selected or value.excluded
        }
        for facet in results.facets
    }
