"""The rows of the corpus as plain tuples: loaded from `fixtures/` once, put back in a moment."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model


@dataclass
class Table:
    """One table and everything in it."""

    name: str
    columns: list[str]
    rows: list[tuple[Any, ...]]


def take() -> list[Table]:
    """Return every row of every room of the house."""
    tables = []
    with connection.cursor() as cursor:
        for name in _names():
            cursor.execute(f"SELECT * FROM {_quote(name)}")
            columns = [column[0] for column in cursor.description]
            tables.append(Table(name, columns, cursor.fetchall()))
    return tables


def put_back(tables: list[Table]) -> None:
    """Let the rooms hold exactly these rows. Constraints are checked when the transaction ends."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {_quote(table.name)}")
        for table in tables:
            if table.rows:
                columns = ", ".join(map(_quote, table.columns))
                places = ", ".join(["%s"] * len(table.columns))
                cursor.executemany(
                    f"INSERT INTO {_quote(table.name)} ({columns}) VALUES ({places})", table.rows
                )
        # PostgreSQL numbers on from where it was, not from the rows that came with numbers.
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _models() -> list[type[Model]]:
    """Return the models of all rooms, those behind many-to-many fields included."""
    labels = {room.partition(".")[0] for room in settings.ROOMS}
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.app_label in labels]


def _names() -> list[str]:
    """Return the names of their tables."""
    return [model._meta.db_table for model in _models()]


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)
