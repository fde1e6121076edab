"""The properties and terms that a document names, in the words of a moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from entries.models import Property, Term
from history.versions.parts import Document
from history.versions.wordings import COLUMNS, PROPERTY, Labels, wordings_at
from records.columns import MODELS, is_term

SchemeAndCode = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Properties by code and terms by list and code: rows that are never to be saved."""

    properties: Mapping[str, Property]
    terms: Mapping[SchemeAndCode, Term]

    def as_document(self) -> dict[str, dict[str, Labels]]:
        """Return the labels as plain data: by list (`property` is one), code and column."""
        found: dict[str, dict[str, Labels]] = {}
        for code, one in sorted(self.properties.items()):
            found.setdefault(PROPERTY, {})[code] = _labels(one)
        for (scheme, code), term in sorted(self.terms.items()):
            found.setdefault(scheme, {})[code] = _labels(term)
        return found


def vocabulary_at(document: Document, moment: datetime) -> Vocabulary:
    """Return what a document names as it was called at a moment: three queries at most.

    What has been deleted and never was called otherwise goes by its code.
    """
    codes = {row["property"] for row in (*document["statements"], *document["incoming"])}
    terms = set(terms_in(document))
    former = wordings_at(moment)
    properties = {one.code: one for one in Property.objects.filter(code__in=codes)}
    found = {(one.scheme, one.code): one for one in _stored_terms(terms)}
    for code in sorted(codes):
        row = properties.setdefault(code, Property(code=code, label={"en": code}))
        _reword(row, former.get((PROPERTY, code)))
    for scheme, code in sorted(terms):
        term = found.setdefault((scheme, code), Term(scheme=scheme, code=code, label={"en": code}))
        _reword(term, former.get((scheme, code)))
    return Vocabulary(properties, found)


def terms_in(document: Document) -> Iterator[SchemeAndCode]:
    """Yield list and code of each term in the columns of a document."""
    model = MODELS[document["kind"]]
    for name, value in document["fields"].items():
        field: Any = model._meta.get_field(name)
        if value and is_term(field):
            scheme = str(field.get_limit_choices_to()["scheme"])
            for code in value if isinstance(value, list) else [value]:
                yield scheme, code


def _stored_terms(terms: Iterable[SchemeAndCode]) -> Iterable[Term]:
    wanted = Q()
    for scheme, code in terms:
        wanted |= Q(scheme=scheme, code=code)
    return Term.objects.filter(wanted) if wanted else ()


def _reword(row: Property | Term, labels: Labels | None) -> None:
    """Give a row the labels that it had."""
    for name, value in (labels or {}).items():
        setattr(row, name, value)


def _labels(row: Property | Term) -> Labels:
    """Return the labels that there are, by column."""
    return {name: value for name in COLUMNS[type(row)] if (value := getattr(row, name))}
