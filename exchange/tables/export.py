"""Going through the archive for tables: any number of entries, some hundred in memory at a time."""

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from entries.models import Entry, Statement
from exchange.tables.columns import ENDS, STATEMENT, table_of
from exchange.tables.sections import Cell
from records.write import Scope, record_of, recorded, statement_record
from sources.models import Citation

BATCH: Final = 200

Row = list[Cell]


def entry_rows(kind: str, entries: "QuerySet[Any] | None" = None) -> Iterator[Row]:
    """Yield a row for each of these entries of a kind, drafts and editors' notes included.

    `entries` are any query of entries whose keys count; None means all. A dozen queries a batch.
    """
    table = table_of(kind)
    codes = table.codes
    rows = recorded(kind, Scope.FULL, statements=False).order_by("pk")
    if entries is not None:
        rows = rows.filter(pk__in=entries.order_by().values("pk"))
    for entry in rows.iterator(chunk_size=BATCH):
        cells = table.write(record_of(entry, Scope.FULL).model_dump(mode="json"))
        cells |= {"pid": entry.pid, "years": entry.span.edtf if entry.span else ""}
        yield [cells[code] for code in codes]


def statement_rows(statements: "QuerySet[Any] | None" = None) -> Iterator[Row]:
    """Yield a row for each of these statements, in the order of their subjects' pages."""
    table = table_of(STATEMENT)
    codes = table.codes
    rows = Statement.objects.all() if statements is None else statements
    rows = rows.order_by("subject", "position", "pk").select_related(
        "property", "subject", "object", "place", "event"
    )
    cited = Prefetch("citations", Citation.objects.select_related("source"))
    for one in rows.prefetch_related(cited).iterator(chunk_size=BATCH):
        doc = statement_record(one, public=False).model_dump(mode="json")
        cells = table.write({**doc, "subject": one.subject.pid}) | {"id": one.uid}
        ends: dict[str, Entry | None] = {name: getattr(one, name) for name in ("subject", *ENDS)}
        cells |= {f"{name}_name": str(end) if end else "" for name, end in ends.items()}
        cells["property_name"] = str(one.property)
        yield [cells[code] for code in codes]


def rows_of(table: str, chosen: "QuerySet[Any] | None" = None) -> Iterator[Row]:
    """Yield the rows of a table; `chosen` are entries, or statements of the table of statements."""
    return statement_rows(chosen) if table == STATEMENT else entry_rows(table, chosen)
