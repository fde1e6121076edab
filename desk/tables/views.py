"""Tables to take away, and templates."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desk.past.access import for_the_desk
from desk.tables.selection import Selection, read_selection
from entries import rights
from entries.models import Statement
from exchange.tables.columns import STATEMENT, table_of
from exchange.tables.export import rows_of
from exchange.tables.notes import note_row, note_sheet, usable
from interop.taking.tables import CSV, MOST_ROWS, XLSX, write_csv, write_xlsx


@require_safe
@for_the_desk
def export_table(request: HttpRequest, table: str, form: str) -> HttpResponseBase:
    """Answer with a table of what is selected: drafts and editors' notes included.

    `pid=…`, or `in=` and the filters of a list of the admin; without either everything. A table of
    statements has those of which the selected entries are subjects. 400 for a workbook too long.
    """
    _known(request, table)
    selected = read_selection(request, request.GET)
    chosen = _chosen(table, selected)
    columns = table_of(table).codes
    name = f"{table}-{timezone.now():%Y-%m-%d}.{form}"
    if form == "csv":
        lines = write_csv(columns, rows_of(table, chosen))
        return _named(StreamingHttpResponse(lines, content_type=CSV), name)
    if chosen.count() > MOST_ROWS:
        text = _("A workbook holds at most %(most)s rows. Take the CSV instead.")
        plain = "text/plain; charset=utf-8"
        return HttpResponse(text % {"most": MOST_ROWS}, status=400, content_type=plain)
    return _named(
        FileResponse(write_xlsx(columns, rows_of(table, chosen)), content_type=XLSX), name
    )


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
    return _named(FileResponse(write_xlsx(codes, [], note_sheet(shape)), content_type=XLSX), name)


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
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
