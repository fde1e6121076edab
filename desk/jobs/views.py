"""Jobs: begin an import, choose columns, look at the trial, write, undo."""

from typing import TYPE_CHECKING, Any, Final, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk.jobs.access import find_job, for_editors, to_job
from desk.jobs.forms import MappingForm, ReadingForm, UploadForm, WriteForm
from desk.jobs.report import counts_of, faults_of, faulty_table, narrowed, shown
from desk.past.access import page
from entries import rights
from exchange import actions
from exchange.errors import FileError
from exchange.models import Job, JobRow
from exchange.tables.columns import TABLES, title_of
from exchange.tables.reading import Form
from exchange.work.reading import look_at
from exchange.work.undoing import undone_rows
from exchange.work.uploads import upload_on_disk
from exchange.work.worker import waiting, wake
from interop.taking.answers import whole_workbook
from interop.taking.tables import CSV, write_csv

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PER_PAGE: Final = 50
REFRESH: Final = 3
"""Seconds after which the page of a running job is asked for again."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def jobs(request: HttpRequest) -> HttpResponse:
    """Answer with all jobs and the form that begins an import; take an uploaded file."""
    posted = request.method == "POST"
    form = UploadForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            job = actions.begin_import(_user(request), form.cleaned_data["table"], file.name, file)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return to_job(job)
    _wake_if_needed()
    rows = Paginator(Job.objects.select_related("user").defer("details"), PER_PAGE)
    context = {
        "title": _("Import and export"),
        "form": form,
        "page": rows.get_page(request.GET.get("page")),
        "tables": [(code, title_of(code)) for code in TABLES],
    }
    return page(request, "desk/jobs/list.html", context)


@require_safe
@for_editors
def job(request: HttpRequest, pk: str) -> HttpResponse:
    """Answer with how far a job is, and what can be done next.

    `outcome` and `fault` narrow the rows that are shown. While somebody works at it, the answer
    asks to be asked for again.
    """
    found = find_job(pk)
    if found.is_running:
        return _running(request, found)
    if found.state == Job.State.NEW:
        return _columns(request, found, None)
    return _report(request, found, WriteForm(found))


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def job_columns(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask what each heading means; take the answer, and have the rows tried."""
    found = _an_import(pk)
    if request.method != "POST":
        return _columns(request, found, None)
    form = MappingForm(found, may_publish=rights.may_publish_own(request.user), data=request.POST)
    if form.is_valid():
        try:
            actions.try_import(found, _user(request), form.mapping, form.options)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return to_job(found)
    return _columns(request, found, form)


@require_POST
@for_editors
def job_reading(request: HttpRequest, pk: str) -> HttpResponse:
    """Read the file in another encoding, with another separator, or from another sheet."""
    found = _an_import(pk)
    form = ReadingForm(Form.from_plain(found.details["form"]), request.POST)
    if form.is_valid():
        try:
            actions.read_differently(found, _user(request), form.chosen)
        except ValidationError as error:
            _tell(request, error)
    return HttpResponseRedirect(reverse("desk:job-columns", args=[found.pk]))


@require_POST
@for_editors
def job_write(request: HttpRequest, pk: str) -> HttpResponse:
    """Have the good rows written."""
    found = find_job(pk)
    form = WriteForm(found, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.write_job(found, _user(request), given["mode"], given["note"])
        except ValidationError as error:
            _tell(request, error)
        else:
            return to_job(found)
    return _report(request, found, form)


@require_POST
@for_editors
def job_undo(request: HttpRequest, pk: str) -> HttpResponse:
    """Have what was written taken back."""
    return _act(request, find_job(pk), actions.undo_job)


@require_POST
@for_editors
def job_stop(request: HttpRequest, pk: str) -> HttpResponse:
    """Let whoever works at it stop."""
    return _act(request, find_job(pk), actions.stop_job)


@require_POST
@for_editors
def job_forget(request: HttpRequest, pk: str) -> HttpResponse:
    """Delete a job with its rows and file."""
    found = find_job(pk)
    try:
        actions.forget_job(found, _user(request))
    except ValidationError as error:
        _tell(request, error)
        return to_job(found)
    messages.success(request, _("“%(job)s” is forgotten.") % {"job": found})
    return HttpResponseRedirect(reverse("desk:jobs"))


@require_safe
@for_editors
def job_faulty(request: HttpRequest, pk: str, form: str) -> HttpResponseBase:
    """Answer with the rows that could not be taken, each with the reason, as a file to mend."""
    found = _an_import(pk)
    columns, rows = faulty_table(found)
    if form == "csv":
        response: HttpResponseBase = StreamingHttpResponse(
            write_csv(columns, rows), content_type=CSV
        )
    else:
        total = found.counts.get("error", 0) + found.counts.get("ask", 0)
        response = whole_workbook(columns, rows, total)
        if response.status_code != 200:
            return response
    response.headers["Content-Disposition"] = f'attachment; filename="faulty-{found.pk}.{form}"'
    return response


def _user(request: HttpRequest) -> "User":
    return cast("User", request.user)


def _an_import(pk: str) -> Job:
    """Return a job that is an import; raises Http404."""
    found = find_job(pk)
    if found.what != Job.What.IMPORT or "headings" not in found.details:
        raise Http404
    return found


def _act(request: HttpRequest, found: Job, action: Any, *given: Any) -> HttpResponse:
    try:
        action(found, _user(request), *given)
    except ValidationError as error:
        _tell(request, error)
    return to_job(found)


def _tell(request: HttpRequest, error: ValidationError) -> None:
    for message in error.messages:
        messages.error(request, message)


def _wake_if_needed() -> None:
    """Go on with jobs that nobody is at: after a restart, whoever looks sets them going."""
    if waiting():
        wake()


def _running(request: HttpRequest, found: Job) -> HttpResponse:
    _wake_if_needed()
    context = {"title": str(found), "job": found}
    response = page(request, "desk/jobs/running.html", context)
    response.headers["Refresh"] = str(REFRESH)
    return response


def _columns(request: HttpRequest, found: Job, form: MappingForm | None) -> HttpResponse:
    """Answer with the headings, the first rows, and how the file is read."""
    if not found.parts.exists():
        return _report(request, found, WriteForm(found))
    shape = Form.from_plain(found.details["form"])
    rows: list[list[str]] = []
    try:
        with upload_on_disk(found) as path:
            _headings, rows = look_at(path, shape)
    except FileError as error:
        messages.error(request, str(error))
    form = form or MappingForm(found, may_publish=rights.may_publish_own(request.user))
    samples = [
        [row[at] if at < len(row) else "" for row in rows] for at in range(len(form.columns))
    ]
    context = {
        "title": _("Columns of “%(job)s”") % {"job": found},
        "job": found,
        "form": form,
        "reading": ReadingForm(shape),
        "columns": list(zip(form.columns, samples, strict=True)),
        "table": title_of(found.table),
    }
    return page(request, "desk/jobs/columns.html", context)


def _report(request: HttpRequest, found: Job, form: WriteForm) -> HttpResponse:
    outcome, fault = request.GET.get("outcome", ""), request.GET.get("fault", "")
    rows = Paginator(narrowed(found, outcome, fault), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": str(found),
        "job": found,
        "form": form,
        "counts": counts_of(found),
        "faults": faults_of(found),
        "page": rows,
        "rows": shown(list(rows)),
        "outcome": outcome,
        "fault": fault,
        "kept": undone_rows(found) if found.counts.get("kept") else [],
        "has_file": found.parts.exists(),
        "has_written": found.rows.filter(written=True).exclude(undone="done").exists(),
        "may_write": found.state in actions.WRITABLE and any(map(found.counts.get, JobRow.GOOD)),
    }
    return page(request, "desk/jobs/report.html", context)
