"""The own columns of a kind as sections, by the types of their Django fields.

A new column of a model needs no line here.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

from dates.fields import HistoricalDateField
from entries.choices import Scheme
from exchange.tables.sections import Column, One, Section
from exchange.tables.values import (
    KIND_HELP,
    Choices,
    Looking,
    read_date,
    read_number,
    write_date,
)
from records.columns import MODELS, column_names, is_term

Read = Callable[[str, Looking], Any]


def field_sections(kind: str) -> list[Section]:
    """Return a section for each own column of a kind, in the order of its record."""
    return [_section(MODELS[kind]._meta.get_field(name)) for name in column_names(kind)]


def _section(field: Any) -> Section:
    """Return how a column of a model stands in cells."""
    column = Column(field.name, field.verbose_name, field.help_text)
    if field.is_relation:
        return _relation(field, column)
    if isinstance(field, HistoricalDateField):
        return One(column, lambda text, _at: read_date(text), write_date, within="fields")
    if isinstance(field, models.DecimalField | models.IntegerField):
        whole = isinstance(field, models.IntegerField)
        return One(column, _number(whole), lambda value: value, within="fields")
    if isinstance(field, models.JSONField):
        return One(column, lambda text, _at: _words(text), _listed, within="fields")
    reads = _choice(Choices(field.choices)) if field.choices else _text
    return One(column, reads, within="fields")


def _relation(field: Any, column: Column) -> Section:
    """Return how a reference to terms or to an entry stands in cells."""
    if is_term(field):
        scheme = Scheme(field.get_limit_choices_to()["scheme"])
        if isinstance(field, models.ManyToManyField):
            return One(column, _terms(scheme), _listed, within="fields")
        return One(column, _term(scheme), within="fields")
    asks = str(field.related_model.KIND)
    told = Column(field.name, field.verbose_name, KIND_HELP)
    return One(told, _entry(asks), within="fields", asks=asks)


def _text(text: str, at: Looking) -> str:
    return text.strip()


def _number(whole: bool) -> Read:
    return lambda text, _at: read_number(text, whole=whole)


def _term(scheme: Scheme) -> Read:
    def read(text: str, at: Looking) -> str | None:
        return at.vocabulary.term(scheme, text.strip()) if text.strip() else None

    return read


def _terms(scheme: Scheme) -> Read:
    return lambda text, at: at.vocabulary.terms(scheme, text)


def _entry(kind: str) -> Read:
    def read(text: str, at: Looking) -> str | None:
        return at.entry(kind, text) if text.strip() else None

    return read


def _choice(choices: Choices) -> Read:
    def read(text: str, at: Looking) -> str:
        return choices.read(text) if text.strip() else ""

    return read


def _words(text: str) -> list[str]:
    return text.replace(",", " ").replace(";", " ").split()


def _listed(values: list[str]) -> str:
    return " ".join(values)
