"""Answering with a file that is sent while it is written."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from interop.answers import open_to_scripts
from interop.taking.tables import MOST_ROWS, XLSX, CellTooLong, Row, write_xlsx

R = TypeVar("R", bound=StreamingHttpResponse)


def file_answer(parts: Iterable[str], media_type: str, name: str) -> StreamingHttpResponse:
    """Return an answer of `parts` that browsers store as a file called `name`."""
    return _named(StreamingHttpResponse(parts, content_type=media_type), name)


def workbook_answer(
    columns: Sequence[str], rows: Iterable[Row], total: int, name: str
) -> HttpResponseBase:
    """Return an answer of a workbook of `total` rows; 400 in words if none can hold them."""
    response = workbook_of(columns, rows, total)
    return _named(response, name) if isinstance(response, StreamingHttpResponse) else response


def workbook_of(
    columns: Sequence[str], rows: Iterable[Row], total: int, notes: Iterable[Row] = ()
) -> FileResponse | HttpResponse:
    """Return a workbook without headers of its own; 400 in words if none can hold all of it.

    That is so with too many rows, and with a text too long for a cell: nothing is cut off in
    silence.
    """
    if total > MOST_ROWS:
        told = _("A workbook holds at most %(most)s rows. Take the CSV instead.")
        return _refused(told % {"most": MOST_ROWS})
    try:
        return FileResponse(write_xlsx(columns, rows, notes), content_type=XLSX)
    except CellTooLong as error:
        return _refused(str(error))


def _refused(text: str) -> HttpResponse:
    return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")


def _named(response: R, name: str) -> R:
    """Let browsers store the answer, search engines leave it, and scripts of any site read it."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return open_to_scripts(response)
