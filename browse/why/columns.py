"""What an entry meets by its own columns and names, without any statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from browse.markup import fill
from browse.pages.claims import fetch_ends
from browse.timelines.rows import dated_kinds
from browse.why.wanted import Wanted
from browse.words import in_words, language_name, link, when
from entries.models import Entry, Name
from entries.prepared import Prepared
from search.facets import describe
from search.query import SearchQuery

REFERENCES: Final[tuple[tuple[str, str, str | Promise], ...]] = (
    ("as_issue__publication", "publication", _("issue of")),
    ("as_issue__printed_at", "place", _("printed at")),
    ("as_work__publication", "publication", _("published in")),
    ("as_event__place", "place", _("happened at")),
    ("as_event__part_of", "event", _("part of")),
    ("as_place__part_of", "place", _("part of")),
    ("as_topic__broader", "topic", _("narrower than")),
)
"""Columns that refer to another entry, the facet that they count for, and what they say."""
TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "type": (
        "as_person__occupations",
        "as_organisation__type",
        "as_publication__type",
        "as_work__type",
        "as_place__type",
        "as_topic__type",
    ),
    "event_type": ("as_event__type",),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about an entry that meets a part of what was asked."""

    meets: frozenset[str]
    when: SafeString
    text: SafeString


def read_facts(
    query: SearchQuery, wanted: Sequence[Wanted], hits: Iterable[Entry]
) -> dict[int, list[Fact]]:
    """Return what speaks for each entry, by key: at most one query for each kind of column."""
    facts: dict[int, list[Fact]] = {hit.pk: [] for hit in hits}
    _add_own_dates(facts, wanted, hits)
    _add_references(facts, wanted)
    for code, paths in TYPES.items():
        if chosen := query.selected.get(code):
            _add_types(facts, code, paths, chosen)
    if languages := query.selected.get("language"):
        _add_names(facts, languages)
    return facts


def _add_own_dates(
    facts: dict[int, list[Fact]], wanted: Sequence[Wanted], hits: Iterable[Entry]
) -> None:
    """Add the date of an event, issue, work or source itself."""
    dated = [(one.code, one.stretch) for one in wanted if one.stretch is not None]
    if not dated:
        return
    for hit in hits:
        span = hit.span if hit.kind in dated_kinds() else None
        if span is None:
            continue
        met = frozenset(code for code, stretch in dated if stretch.holds(span))
        if met:
            text = fill("{}", pgettext("a reason", "its own date"))
            facts[hit.pk].append(Fact(met, when(span), text))


def _add_references(facts: dict[int, list[Fact]], wanted: Sequence[Wanted]) -> None:
    """Add what columns refer to."""
    ends = frozenset(end for one in wanted if one.facet for end in one.ends)
    if not ends:
        return
    rows = _referred(facts)
    met = [
        (pk, label, end, code)
        for pk, *keys in rows
        for (_path, code, label), end in zip(REFERENCES, keys, strict=True)
        if end in ends
    ]
    known = fetch_ends({end for _pk, _label, end, _code in met})
    for pk, label, end, code in met:
        codes = frozenset(one.code for one in wanted if end in one.ends and one.facet == code)
        if end in known and codes:
            text = pgettext("a reason", "{label} {entry}")
            said = fill(text, label=str(label), entry=link(known[end]))
            facts[pk].append(Fact(codes, SafeString(""), said))


def _add_types(
    facts: dict[int, list[Fact]], code: str, paths: Iterable[str], chosen: Iterable[str]
) -> None:
    """Add types and occupations."""
    asked = set(chosen)
    labels = describe({code: asked})[code]
    for pk, *codes in _codes_of(tuple(paths))(facts):
        for one in asked.intersection(codes):
            if one in labels:
                facts[pk].append(_plainly(code, in_words(labels[one].label)))


def _add_names(facts: dict[int, list[Fact]], languages: Iterable[str]) -> None:
    """Add a name in a language that was asked for."""
    rows = Name.objects.filter(entry__in=list(facts), language__in=list(languages))
    seen = set()
    for pk, text, language in rows.order_by("position", "pk").values_list(
        "entry_id", "text", "language"
    ):
        if pk not in seen:
            seen.add(pk)
            name = fill('<span lang="{}">{}</span> ({})', language, text, language_name(language))
            facts[pk].append(_plainly("language", name))


def _plainly(code: str, text: SafeString) -> Fact:
    return Fact(frozenset({code}), SafeString(""), text)


def _columns_of(columns: Sequence[str]) -> Prepared[tuple[Any, ...]]:
    """Return the question for columns of entries by key, whatever their kind."""
    return Prepared(lambda pks: Entry.objects.filter(pk__in=pks).values_list("pk", *columns))


_referred: Final = _columns_of([f"{path}_id" for path, _code, _label in REFERENCES])


@cache
def _codes_of(paths: tuple[str, ...]) -> Prepared[tuple[Any, ...]]:
    """Return the question for the codes of types."""
    return _columns_of([f"{path}__code" for path in paths])
