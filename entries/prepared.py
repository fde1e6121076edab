"""Queries that are put into SQL once: to compile one takes many times as long as to run it.

A page of the archive asks a dozen questions that differ only in the keys of the entries they are
about. Django turns each into SQL anew, a millisecond or two for one with many columns; the database
answers in a tenth of that. So the SQL of such a question is kept, for a few lengths of the list of
keys, and the list is filled up to the next of these lengths with a key that is there already.
"""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import Any, Final, Generic, NamedTuple, TypeVar

from django.db import connection, models
from django.db.models import QuerySet

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)

LENGTHS: Final = (1, 5, 25, 100, 250, 600)
"""Lengths of lists of keys for which SQL is kept; of longer lists it is made anew."""
STAND_IN: Final = -(2_000_000_000)
"""Numbers from here down stand for those that are asked for: no row has such a key, no date such a
day, and a column of four bytes holds them."""
NO_ROW: Final = 0
"""A key that no row has."""
_IN_TEXT: Final = re.compile(r"-2[0-9]{9}")
"""Such a number where the column is one of text."""

Key = int | str

Row = tuple[Any, ...]


class _Compiled(NamedTuple):
    """A query in SQL."""

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[int, ...]
    """Where a key belongs, among the parameters."""
    keys: tuple[int, ...]
    """Which one of all keys, one list after the other, belongs there."""
    converters: tuple[tuple[int, Sequence[Any], Any], ...]
    """What makes a value of a column as it is stored, by its place in the row."""


class Prepared(Generic[T]):
    """A query of which only lists of keys, or days, differ from one time to the next.

    `build` gets as many sequences of keys as are given when it is called, and returns a queryset of
    `values_list`. Nothing else in it may differ: neither the language nor the hour. An empty list
    stands for no row. Keys are numbers, or of one list all texts, such as pids.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, T]]) -> None:
        """Compile nothing yet."""
        self._build = build
        self._compiled: dict[tuple[str | int, ...], _Compiled] = {}

    def __call__(self, *lists: Collection[Key]) -> list[T]:
        """Return the rows: one query."""
        lengths = [next((n for n in LENGTHS if n >= len(keys)), 0) for keys in lists]
        if not all(lengths):
            return list(self._build(*(list(keys) for keys in lists)))
        place: tuple[str | int, ...] = (connection.vendor, *lengths)
        known = self._compiled.get(place)
        if known is None:
            known = self._compiled[place] = self._compile(lengths)
        keys = [key for some, n in zip(lists, lengths, strict=True) for key in _filled(some, n)]
        return _run(known, keys)

    def _compile(self, lengths: Sequence[int]) -> _Compiled:
        """Put the query into SQL, for lists of these lengths."""
        firsts = [sum(lengths[:at]) for at in range(len(lengths))]
        stand_ins = [
            [STAND_IN - number for number in range(first, first + length)]
            for first, length in zip(firsts, lengths, strict=True)
        ]
        compiler = self._build(*stand_ins).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = tuple(at for at, one in enumerate(parameters) if _stands_in(one))
        keys = tuple(STAND_IN - int(parameters[at]) for at in places)
        missing = set(range(sum(lengths))) - set(keys)
        if missing:
            raise ValueError("A list of keys did not come into the query.")
        columns = [one[0] for one in compiler.select]
        found = compiler.get_converters(columns)
        converters = tuple((at, *found[at]) for at in sorted(found))
        return _Compiled(sql, tuple(parameters), places, keys, converters)


class PreparedModels(Generic[M]):
    """The same for whole rows of a model; `build` returns a queryset of them.

    `related` are the ways to single rows that come along, as for `select_related`, each after
    those that it leads over.
    """

    def __init__(
        self, model: type[M], build: Callable[..., QuerySet[M]], related: Sequence[str] = ()
    ) -> None:
        """Compile nothing yet."""
        self._model = model
        self._related = related
        self._rows: Prepared[Row] = Prepared(
            lambda *lists: build(*lists).values_list(*self._columns)
        )

    @cached_property
    def _parts(self) -> list[tuple[str, type[models.Model], list[str]]]:
        """The model and all that come along: the way, the model and its columns."""
        found: list[tuple[str, type[models.Model], list[str]]] = [
            ("", self._model, _columns_of(self._model))
        ]
        for path in self._related:
            before, _, name = path.rpartition("__")
            model = next(one for way, one, _columns in found if way == before)
            other: Any = model._meta.get_field(name).related_model
            found.append((path, other, _columns_of(other)))
        return found

    @property
    def _columns(self) -> list[str]:
        return [
            f"{path}__{column}" if path else column
            for path, _model, columns in self._parts
            for column in columns
        ]

    def __call__(self, *lists: Collection[Key]) -> list[M]:
        """Return the rows as models: one query."""
        return [self._make(row) for row in self._rows(*lists)]

    def _make(self, row: Row) -> M:
        made: dict[str, Any] = {}
        at = 0
        for path, model, columns in self._parts:
            values = row[at : at + len(columns)]
            at += len(columns)
            if values[columns.index(model._meta.pk.attname)] is None:
                continue
            made[path] = model.from_db(connection.alias, columns, values)
            if path:
                before, _, name = path.rpartition("__")
                setattr(made[before], name, made[path])
        first: M = made[""]
        return first


def _columns_of(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _stands_in(parameter: Any) -> bool:
    """Tell whether a parameter of a query stands for a key."""
    if isinstance(parameter, str):
        return _IN_TEXT.fullmatch(parameter) is not None
    return isinstance(parameter, int) and parameter <= STAND_IN


def _filled(keys: Collection[Key], length: int) -> list[Key]:
    """Return the keys, the last one again and again up to that length; of none, that of no row."""
    some: list[Key] = list(keys) or [NO_ROW]
    return some + [some[-1]] * (length - len(some))


def _run(query: _Compiled, keys: Sequence[Key]) -> list[Any]:
    parameters = list(query.parameters)
    for at, which in zip(query.places, query.keys, strict=True):
        # A driver may want whole numbers in a type of its own, which says their breadth.
        parameters[at] = type(parameters[at])(keys[which])
    with connection.cursor() as cursor:
        cursor.execute(query.sql, parameters)
        rows: list[Any] = cursor.fetchall()
    if not query.converters:
        return rows
    return [_converted(row, query.converters) for row in rows]


def _converted(row: Row, converters: Sequence[tuple[int, Sequence[Any], Any]]) -> Row:
    values = list(row)
    for at, convert, expression in converters:
        value = values[at]
        for one in convert:
            value = one(value, expression, connection)
        values[at] = value
    return tuple(values)
