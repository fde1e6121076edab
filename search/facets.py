"""Facets, declared once: what they are called, what their values are, how these are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entries.choices import Kind
from entries.languages import NOTHING, Localised, Shown, current_language, show
from entries.models import Entry, Property, Term
from entries.prepared import Prepared
from search.documents import evidence
from search.remembered import Made, Remembered

MOST_LABELS: Final = 20_000
"""Entries whose names are remembered: some ten megabytes."""


class ValueType(StrEnum):
    """What the values of a facet are: entries by key, properties or terms by code, or words."""

    ENTRY = "entry"
    PROPERTY = "property"
    TERM = "term"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet. `code` is also the parameter in addresses, so it never changes."""

    code: str
    label: str | Promise
    type: ValueType
    shown: int = 8
    """How many values a page shows before “more”."""

    @property
    def field(self) -> str:
        """The field of the index."""
        return f"f_{self.code}"

    @property
    def is_integer(self) -> bool:
        """Whether values are primary keys."""
        return self.type is ValueType.ENTRY

    @property
    def kind(self) -> Kind | None:
        """The kind that entries among the values are of; None where values are no entries."""
        return Kind(self.code) if self.is_integer else None


FACETS: Final = (
    Facet("kind", _("Kind"), ValueType.WORD, shown=9),
    Facet("type", _("Type"), ValueType.TERM),
    Facet("role", _("Role"), ValueType.PROPERTY),
    Facet("person", _("Person"), ValueType.ENTRY),
    Facet("organisation", _("Organisation"), ValueType.ENTRY),
    Facet("publication", _("Publication"), ValueType.ENTRY),
    Facet("work", _("Work"), ValueType.ENTRY),
    Facet("place", _("Place"), ValueType.ENTRY),
    Facet("event", _("Event"), ValueType.ENTRY),
    Facet("event_type", _("Type of event"), ValueType.TERM),
    Facet("topic", _("Topic"), ValueType.ENTRY),
    Facet("language", _("Language of names"), ValueType.WORD),
    Facet("evidence", _("Evidence"), ValueType.WORD),
)

BY_CODE: Final = {facet.code: facet for facet in FACETS}

EVIDENCE_LABELS: Final = {
    evidence.CITED: _("every statement has evidence"),
    evidence.PARTLY: _("some statements have evidence"),
    evidence.NONE: _("no evidence"),
    evidence.SEVERAL: _("two sources or more"),
    evidence.DISPUTED: _("disputed points"),
}

LANGUAGE_LABELS: Final = {
    "ca": _("Catalan"),
    "cs": _("Czech"),
    "de": _("German"),
    "en": _("English"),
    "es": _("Spanish"),
    "fi": _("Finnish"),
    "fr": _("French"),
    "it": _("Italian"),
    "ka": _("Georgian"),
    "kk": _("Kazakh"),
    "la": _("Latin"),
    "pl": _("Polish"),
    "ru": _("Russian"),
    "ru-Latn": _("Russian in Latin letters"),
    "th": _("Thai"),
    "uk": _("Ukrainian"),
    "yi": _("Yiddish"),
}


_labels: Final[Remembered[int, tuple[str, Localised]]] = Remembered(MOST_LABELS)
_properties: Final[Remembered[str, Localised]] = Remembered(MOST_LABELS)
_terms: Final[Remembered[str, Localised]] = Remembered(MOST_LABELS)

_published_labels: Final[Prepared[tuple[int, str, Localised]]] = Prepared(
    lambda keys: Entry.objects.published().filter(pk__in=keys).values_list("pk", "pid", "labels")
)
_property_labels: Final[Prepared[tuple[str, Localised, Localised]]] = Prepared(
    lambda codes: (
        Property.objects.filter(code__in=codes)
        .order_by()
        .values_list("code", "role_label", "label")
    )
)
_term_labels: Final[Prepared[tuple[str, Localised]]] = Prepared(
    lambda codes: (
        Term.objects.filter(code__in=codes).order_by("scheme", "code").values_list("code", "label")
    )
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value as a page shows it. `param` stands in addresses: a pid or a code."""

    param: str
    label: Shown


def label_params(chosen: Mapping[str, Iterable[str]]) -> dict[str, dict[str, Shown]]:
    """Return the labels of values as they stand in addresses: three queries at most.

    A value that does not exist, or is not public, has none.
    """
    pids = {pid for code, pids in chosen.items() if BY_CODE[code].is_integer for pid in pids}
    pks = dict(Entry.objects.published().filter(pid__in=pids).values_list("pid", "pk"))
    keys: dict[str, list[str | int]] = {
        code: [pks[one] for one in params if one in pks]
        if BY_CODE[code].is_integer
        else list(params)
        for code, params in chosen.items()
    }
    return {
        code: {value.param: value.label for value in values.values() if value.label.text}
        for code, values in describe(keys).items()
    }


def describe(found: Mapping[str, Iterable[str | int]]) -> dict[str, dict[str | int, Value]]:
    """Return how to show values of several facets: three queries for all of them together."""
    by_type: dict[ValueType, Mapping[str | int, Value]] = {
        ValueType.ENTRY: _entry_values(_of_type(found, ValueType.ENTRY)),
        ValueType.PROPERTY: _property_values(_of_type(found, ValueType.PROPERTY)),
        ValueType.TERM: _term_values(_of_type(found, ValueType.TERM)),
    }
    shown: dict[str, dict[str | int, Value]] = {}
    for code, keys in found.items():
        kind = BY_CODE[code].type
        values = (
            {key: Value(str(key), _word(code, str(key))) for key in keys}
            if kind is ValueType.WORD
            else by_type[kind]
        )
        shown[code] = {key: values[key] for key in keys if key in values}
    return shown


def existing(kind: ValueType, codes: Iterable[str]) -> set[str]:
    """Return those codes of terms or of properties that there are: one query at most."""
    if kind is ValueType.TERM:
        return set(_terms.look_up(codes, _read_terms))
    return set(_properties.look_up(codes, _read_properties))


def spellings(facet: Facet, keys: Iterable[str | int]) -> dict[str | int, list[str]]:
    """Return what values that are no entries are called, in every language: one query at most."""
    codes = list(keys)
    found: dict[str | int, list[str]] = {}
    if facet.type is ValueType.TERM:
        for code, label in Term.objects.filter(code__in=codes).values_list("code", "label"):
            found.setdefault(code, []).extend(label.values())
    elif facet.type is ValueType.PROPERTY:
        rows = Property.objects.filter(code__in=codes).order_by()
        for code, role, label in rows.values_list("code", "role_label", "label"):
            found[code] = [*role.values(), *label.values()]
    else:
        found = {code: [_word(facet.code, str(code)).text, str(code)] for code in codes}
    return found


def _of_type(found: Mapping[str, Iterable[str | int]], wanted: ValueType) -> set[str | int]:
    """Return the values of all facets of one type."""
    return {key for code, keys in found.items() if BY_CODE[code].type is wanted for key in keys}


def _entry_values(keys: set[str | int]) -> dict[str | int, Value]:
    if not keys:
        return {}
    language = current_language()
    return {
        pk: Value(pid, show(labels, language) if labels else Shown(pid, language, False))
        for pk, (pid, labels) in _labels.look_up(sorted(map(int, keys)), _read_labels).items()
    }


def _read_labels(keys: list[int]) -> dict[int, Made[tuple[str, Localised]]]:
    """Return address and names of entries: one query."""
    return {pk: Made((pid, labels)) for pk, pid, labels in _published_labels(keys)}


def _property_values(codes: set[str | int]) -> dict[str | int, Value]:
    labels = _properties.look_up(map(str, codes), _read_properties)
    return _values_of(labels)


def _term_values(codes: set[str | int]) -> dict[str | int, Value]:
    labels = _terms.look_up(map(str, codes), _read_terms)
    return _values_of(labels)


def _values_of(labels: Mapping[str, Localised]) -> dict[str | int, Value]:
    language = current_language()
    return {code: Value(code, show(label, language)) for code, label in labels.items()}


def _read_properties(codes: list[str]) -> dict[str, Made[Localised]]:
    """Return what properties are called as roles: one query."""
    return {code: Made(role or label) for code, role, label in _property_labels(codes)}


def _read_terms(codes: list[str]) -> dict[str, Made[Localised]]:
    """Return what terms are called: one query."""
    return {code: Made(label) for code, label in _term_labels(codes)}


def _word(code: str, value: str) -> Shown:
    """Return the label of a value that has no row of its own."""
    if code == "kind":
        return _plain(str(Kind(value).label)) if value in Kind.values else NOTHING
    labels = EVIDENCE_LABELS if code == "evidence" else LANGUAGE_LABELS
    return _plain(gettext(str(labels[value])) if value in labels else value)


def _plain(text: str) -> Shown:
    """Return a text in the reader's own language."""
    return Shown(text, current_language(), False)
