"""The statements of an entry as a table: those of its page, whatever their number."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Prefetch

from entries.choices import Status
from entries.languages import show
from entries.models import Entry, Statement
from interop.lists import BATCH
from interop.taking.cells import DATE_COLUMNS, date_cells, listed
from interop.taking.tables import Row
from sources.models import Citation

ENDS: Final = ("subject", "object", "place", "event")
COLUMNS: Final = (
    *("id", "subject", "subject_name", "property", "property_name", "object", "object_name"),
    *("value", *DATE_COLUMNS, "place", "place_name", "event", "event_name"),
    *("qualifier", "rank", "certainty", "note", "sources"),
)


def statement_rows(entry: Entry, language: str) -> Iterator[Row]:
    """Yield a row of `COLUMNS` for each public statement with `entry` at an end.

    They come in the order of its page. Names and texts are in `language` where the
    archive has them in it. Three queries a batch.
    """
    public = Citation.objects.select_related("source").filter(source__status=Status.PUBLISHED)
    rows = (
        Statement.objects.public()
        .about(entry)
        .with_ends()
        .prefetch_related(Prefetch("citations", public))
        .in_order_of(entry)
    )
    return (_row(one, language) for one in rows.iterator(chunk_size=BATCH))


def _row(one: Statement, language: str) -> Row:
    ends = {name: _end(getattr(one, name), language) for name in ENDS}
    return (
        one.uid,
        *ends["subject"],
        one.property.code,
        show(one.property.label, language).text,
        *ends["object"],
        show(one.value, language).text,
        *date_cells(one.date),
        *ends["place"],
        *ends["event"],
        show(one.qualifier, language).text,
        one.rank,
        one.certainty,
        show(one.note, language).text,
        listed({cited.source.pid for cited in one.citations.all()}),
    )


def _end(entry: Entry | None, language: str) -> tuple[str, str]:
    return (entry.pid, entry.label_in(language).text) if entry else ("", "")
