"""Answering with a file that is sent while it is written."""

import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import Final, TypeVar

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from interop.answers import open_to_scripts
from interop.taking.tables import Row
from interop.taking.workbooks import XLSX, CellTooLong, write_xlsx

MOST_ROWS: Final = 50_000
"""Rows of a workbook that is made whole before it is sent."""
R = TypeVar("R", bound=StreamingHttpResponse)


def file_answer(parts: Iterable[str], media_type: str, name: str) -> StreamingHttpResponse:
    """Return an answer of `parts` that browsers store as a file called `name`."""
    return _named(StreamingHttpResponse(parts, content_type=media_type), name)


def workbook_answer(
    columns: Sequence[str], rows: Iterable[Row], name: str
) -> StreamingHttpResponse:
    """Return an answer of a workbook that browsers store as a file called `name`."""
    return _named(StreamingHttpResponse(write_xlsx(columns, rows), content_type=XLSX), name)


def whole_workbook(
    columns: Sequence[str], rows: Iterable[Row], total: int, notes: Sequence[Row] = ()
) -> FileResponse | HttpResponse:
    """Return a workbook of `total` rows to be read in again, without headers of its own.

    400 in words if one sheet cannot hold all of it, be it for too many rows or for a text too long
    for a cell: it is made whole before it is sent, so that nothing of it is elsewhere.
    """
    if total > MOST_ROWS:
        told = _("A workbook holds at most %(most)s rows. Take the CSV instead.")
        return _refused(told % {"most": MOST_ROWS})
    with ExitStack() as kept:
        file = kept.enter_context(tempfile.TemporaryFile())
        try:
            file.writelines(write_xlsx(columns, rows, notes, strict=True))
        except CellTooLong as error:
            return _refused(str(error))
        file.seek(0)
        kept.pop_all()  # whoever sends it closes it
    return FileResponse(file, content_type=XLSX)


def _refused(text: str) -> HttpResponse:
    return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")


def _named(response: R, name: str) -> R:
    """Let browsers store the answer, search engines leave it, and scripts of any site read it."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return open_to_scripts(response)
