"""The list of entries with its facets: what the reader asked for, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from browse.addresses import entry_url, permanent_url
from browse.asked import Chip, chips_of, errors_of, is_indexable, number_text
from browse.best import Best, build_best
from browse.boxes import FacetBox, make_box
from browse.facets import facet_url
from browse.files import File
from browse.frame import Tab, errors_of_form, tabs_of
from browse.looks import COMPACT, FACET_ORDERS, LOOKS, ListQuestion
from browse.otherwise import Otherwise, build_otherwise
from browse.pages.citation import Cite, cite_list
from browse.pages.images import faces
from browse.pages.lines import Picture
from browse.paging import Paging, make_paging
from browse.reading import Said, say_reading
from browse.steps import carried, tail
from browse.taking import list_files
from browse.why import Answer, explain
from browse.words import language_name, when
from browse.years import Years, make_years
from entries.choices import Kind
from entries.languages import Shown, current_language, show
from entries.models import Entry
from interop.citing.build import main_item
from interop.citing.gather import gather
from interop.citing.items import Item
from interop.citing.openurl import context_object
from search.filters import SORT_LABELS
from search.query import SearchQuery
from search.results import Hit, Results

TYPED: Final = ("organisation", "publication", "work", "event", "place", "topic")
"""Kinds that have a column `type`."""
SUMMARY_LENGTH: Final = 280
LONGEST_WORD: Final = 24
"""Signs that a word may have to be left out whole from a summary that is cut."""


@dataclass(frozen=True, slots=True)
class HitRow:
    """One entry of the list."""

    pid: str
    url: str
    address: str
    """The address to cite, for paper."""
    kind: str
    label: Shown
    when: SafeString
    names: list[Shown]
    summary: Shown
    matched: str
    matched_language: str
    matched_as: str
    passage: str
    type: Shown
    why: list[Answer]
    """By which statements, dates or names it meets what was asked."""
    context_object: str
    """What reference managers read of it (COinS)."""
    face: Picture | None = None
    """The small portrait, but for compact lists."""
    carries: bool = False
    """Whether the link carries the question of the list along: it is not for crawlers then."""


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
    first_year: str
    last_year: str
    well_evidenced: bool
    start: int
    """The place of the first hit in the whole list."""
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
    boxes = partial(make_box, by_name=question.by_name, address=partial(facet_url, question))
    return ListPage(
        errors=errors_of(asked) + errors_of_form(question.form),
        total=results.total,
        hits=_carry(_rows(results, query, question.look), question, (number - 1) * query.size + 1),
        facets=[boxes(facet) for facet in results.facets if facet.values],
        orders=[
            (code, label, code == question.facet_order) for code, label in FACET_ORDERS.items()
        ],
        looks=_looks(question, number),
        look=question.look,
        chips=chips,
        tabs=tabs_of(asked, "browse"),
        years=make_years(
            results.histogram, query, lambda first, last: question.address(from_=first, to=last)
        ),
        sorts=_sorts(query),
        number=number,
        pages=results.pages,
        paging=make_paging(number, results.pages, lambda page: question.address(page=page)),
        canonical=question.address(page=number if number > 1 else None),
        indexable=is_indexable(cleaned) and not question.own,
        query=str(cleaned.get("q") or ""),
        first_year=number_text(cleaned.get("from")),
        last_year=number_text(cleaned.get("to")),
        well_evidenced=bool(cleaned.get("well_evidenced")),
        start=(number - 1) * query.size + 1,
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


def _rows(results: Results, query: SearchQuery, look: str) -> list[HitRow]:
    """Return the rows: one query for the types, six at most for who wrote and published what.

    One for portraits where the look has any, and ten at most for why they are here.
    """
    types = _types([hit.entry.pk for hit in results.hits])
    known = gather([hit.entry for hit in results.hits], states=False)
    language = current_language()
    why = explain(query, results.hits)
    shown = {} if look == COMPACT else faces([hit.entry.pk for hit in results.hits])
    return [
        _row(
            hit,
            types.get(hit.entry.pk, {}),
            main_item(known[hit.entry.pk], language),
            why.get(hit.entry.pk, []),
            shown.get(hit.entry.pk),
        )
        for hit in results.hits
    ]


def _types(pks: Sequence[int]) -> dict[int, dict[str, str]]:
    """Return the labels of the types of these entries, of whatever kind: one query."""
    columns = [f"as_{kind}__type__label" for kind in TYPED]
    rows: QuerySet[Any, Any] = Entry.objects.filter(pk__in=pks).values_list("pk", *columns)
    return {pk: label for pk, *labels in rows for label in labels if label}


def _is_shown(hit: Hit) -> bool:
    """Tell whether the passage that matched is a part of the summary that is shown anyway."""
    shown = hit.summary.text[:SUMMARY_LENGTH]
    return (hit.passage or "").strip("… ") in shown


def _row(
    hit: Hit, type_label: dict[str, str], item: Item, why: list[Answer], face: Picture | None
) -> HitRow:
    entry, matched = hit.entry, hit.matched
    return HitRow(
        pid=entry.pid,
        url=entry_url(entry),
        address=permanent_url(entry),
        kind=str(Kind(entry.kind).label),
        label=entry.label,
        when=when(entry.span),
        names=hit.names,
        summary=Shown(shorten(hit.summary.text), hit.summary.language, hit.summary.foreign),
        matched=matched.text if matched else "",
        matched_language=matched.language if matched else "",
        matched_as=f"{matched.type}, {language_name(matched.language)}" if matched else "",
        passage=hit.passage if hit.passage and not _is_shown(hit) else "",
        type=show(type_label),
        why=why,
        context_object=context_object(item),
        face=face,
    )


def shorten(text: str) -> str:
    """Return the beginning of a summary."""
    if len(text) <= SUMMARY_LENGTH:
        return text
    cut = text[:SUMMARY_LENGTH]
    words, blank, _rest = cut.rpartition(" ")
    # Thai has no blanks between words: there the text is cut where it is.
    whole = words if blank and len(cut) - len(words) < LONGEST_WORD else cut
    return f"{whole.rstrip(' ,;:–(')}…"
