"""Tables to take away, and templates."""

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk.past.access import for_the_desk
from desk.tables.selection import Selection, read_selection
from entries import rights
from entries.models import Statement
from exchange.tables.columns import STATEMENT, table_of
from exchange.tables.export import rows_of
from exchange.tables.notes import note_row, note_sheet, usable
from interop.taking.answers import whole_workbook
from interop.taking.tables import CSV, write_csv


@require_safe
@for_the_desk
def export_table(request: HttpRequest, table: str, form: str) -> HttpResponseBase:
    """Answer with a table of what is selected: drafts and editors' notes included.

    `pid=…`, or `in=` and the filters of a list of the admin; without either everything. A table of
    statements has those of which the selected entries are subjects. 400 in words where no workbook
    can hold it.
    """
    _known(request, table)
    selected = read_selection(request, request.GET)
    chosen = _chosen(table, selected)
    columns = table_of(table).codes
    name = f"{table}-{timezone.now():%Y-%m-%d}.{form}"
    if form == "csv":
        lines = write_csv(columns, rows_of(table, chosen))
        return _named(StreamingHttpResponse(lines, content_type=CSV), name)
    return _named(whole_workbook(columns, rows_of(table, chosen), chosen.count()), name)


@require_safe
@for_the_desk
def table_template(request: HttpRequest, table: str, form: str) -> HttpResponseBase:
    """Answer with an empty table that says what its columns mean."""
    _known(request, table)
    shape = table_of(table)
    codes = [column.code for column in usable(shape)]
    name = f"{table}.{form}"
    if form == "csv":
        lines = write_csv(codes, [note_row(shape)])
        return _named(StreamingHttpResponse(lines, content_type=CSV), name)
    return _named(whole_workbook(codes, [], 0, note_sheet(shape)), name)


def _chosen(table: str, selected: Selection):  # type: ignore[no-untyped-def]
    """Return the rows of a table that belong to what is selected."""
    if table == STATEMENT:
        return Statement.objects.filter(subject__in=selected.entries.order_by().values("pk"))
    return selected.entries.filter(kind=table)


def _known(request: HttpRequest, table: str) -> None:
    """Raise Http404 for a table that is not there, or is not the user's to see."""
    if table != STATEMENT and table not in rights.viewable_kinds(request.user):
        raise Http404


def _named(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """Let browsers store a file, and nobody else; a refusal in words stays a page."""
    if response.status_code != 200:
        return response
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
