"""The rows of a list: what each entry is, and why it is there."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from browse.addresses import entry_url, permanent_url
from browse.hits import HitRow
from browse.looks import COMPACT
from browse.pages.images import faces
from browse.pages.lines import Picture
from browse.why import Answer, explain
from browse.words import cut_short, language_name, when
from entries.choices import Kind
from entries.languages import (
    Localised,
    Shown,
    accepted_languages,
    accepting,
    current_language,
    show,
)
from entries.models import Entry
from entries.prepared import Prepared
from interop.citing.build import main_item
from interop.citing.gather import Known, gather
from interop.citing.openurl import context_object
from search.query import SearchQuery
from search.remembered import Made, Remembered
from search.results import Hit

TYPED: Final = ("organisation", "publication", "work", "event", "place", "topic")
"""Kinds that have a column `type`."""
SUMMARY_LENGTH: Final = 280
"""Signs that a word may have to be left out whole from a summary that is cut."""
MOST_REMEMBERED: Final = 6_000
"""Entries of which is remembered what needs queries of its own: some ten megabytes."""

_type_labels: Final[Prepared[tuple[Any, ...]]] = Prepared(
    lambda pks: Entry.objects.filter(pk__in=pks).values_list(
        "pk", *(f"as_{kind}__type__label" for kind in TYPED)
    )
)
_types: Final[Remembered[int, Localised]] = Remembered(MOST_REMEMBERED)
_context_objects: Final[Remembered[int, str]] = Remembered(MOST_REMEMBERED)
"""What is the same for all readers of a language; what is not, is in `_cited`."""


class _Cited(NamedTuple):
    """What reference managers read of an entry, for a reader who accepts certain languages."""

    text: str
    others: set[int]
    by_browser: bool
    """Whether a text was missing in the language of the page, so that those were consulted."""


_cited: Final[Remembered[int, _Cited]] = Remembered(MOST_REMEMBERED)


def make_rows(hits: Sequence[Hit], query: SearchQuery, look: str) -> list[HitRow]:
    """Return the rows: one query for the types, seven at most for who wrote and published what.

    One for portraits where the look has any, and ten at most for why they are here.
    """
    entries = [hit.entry for hit in hits]
    keys = [entry.pk for entry in entries]
    types = _types.look_up(keys, _read_types)
    shown = {} if look == COMPACT else faces(keys)
    cited = _cite(entries)
    why = explain(query, hits)
    return [
        _row(
            hit,
            types.get(key, {}),
            cited[key],
            why.get(key, []),
            shown.get(key),
        )
        for key, hit in zip(keys, hits, strict=True)
    ]


def _read_types(pks: Sequence[int]) -> dict[int, Made[Localised]]:
    """Return the labels of the types of these entries, of whatever kind: one query."""
    return {pk: Made(label) for pk, *labels in _type_labels(pks) for label in labels if label}


def _cite(entries: Sequence[Entry]) -> dict[int, str]:
    """Return what reference managers read of each entry."""
    by_pk = {entry.pk: entry for entry in entries}
    language, languages = current_language(), accepted_languages()

    def make(pks: list[int]) -> dict[int, Made[_Cited]]:
        known = gather([by_pk[pk] for pk in pks], states=False)
        return {pk: Made(_item_of(known[pk], language), known[pk].others) for pk in pks}

    def choose(pks: list[int]) -> dict[int, Made[str]]:
        made = {}
        for pk, one in _cited.look_up(pks, make, (language, languages.asked)).items():
            if one.by_browser:
                languages.consult()
            made[pk] = Made(one.text, one.others, lasts=not one.by_browser)
        return made

    return _context_objects.look_up(by_pk, choose, language)


def _item_of(known: Known, language: str) -> _Cited:
    """Return it of one entry, and whether the languages of the browser chose any part of it."""
    with accepting(accepted_languages().asked) as accepted:
        text = context_object(main_item(known, language))
    return _Cited(text, known.others, accepted.consulted)


def _is_shown(hit: Hit) -> bool:
    """Tell whether the passage that matched is a part of the summary that is shown anyway."""
    shown = hit.summary.text[:SUMMARY_LENGTH]
    return (hit.passage or "").strip("… ") in shown


def _row(
    hit: Hit, type_label: Localised, cited: str, why: list[Answer], face: Picture | None
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
        context_object=cited,
        face=face,
    )


def shorten(text: str) -> str:
    """Return the beginning of a summary."""
    return cut_short(text, SUMMARY_LENGTH)
