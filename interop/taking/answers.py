"""Answering with a file that is sent while it is written."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from interop.answers import open_to_scripts
from interop.taking.tables import MOST_ROWS, XLSX, Row, write_xlsx

R = TypeVar("R", bound=StreamingHttpResponse)


def file_answer(parts: Iterable[str], media_type: str, name: str) -> StreamingHttpResponse:
    """Return an answer of `parts` that browsers store as a file called `name`."""
    return _named(StreamingHttpResponse(parts, content_type=media_type), name)


def workbook_answer(
    columns: Sequence[str], rows: Iterable[Row], total: int, name: str
) -> HttpResponseBase:
    """Return an answer of a workbook of `total` rows; 400 in words if that is too many for one."""
    if total > MOST_ROWS:
        text = _("A workbook holds at most %(most)s rows. Take the CSV instead.")
        plain = "text/plain; charset=utf-8"
        return HttpResponse(text % {"most": MOST_ROWS}, status=400, content_type=plain)
    return _named(FileResponse(write_xlsx(columns, rows), content_type=XLSX), name)


def _named(response: R, name: str) -> R:
    """Let browsers store the answer, search engines leave it, and scripts of any site read it."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return open_to_scripts(response)
