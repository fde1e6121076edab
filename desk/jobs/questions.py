"""What only an editor can decide: whether a row is an entry that is there, whom a name means."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.jobs.access import find_job, for_editors, to_job
from desk.past.access import page
from entries import pid as pids
from entries.admin.labels import long_labels
from entries.models import Entry
from exchange import actions
from exchange.models import Job, JobRow
from exchange.tables.columns import END_KINDS, table_of
from exchange.work.matching import NEW, SKIP

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST: Final = 50
"""Questions on a page."""
ROW, NAME = "row", "name"
SAME: Final = "same"
"""Says that each row with one candidate is that one."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with the entries that may be meant."""

    field: str
    """The name of its boxes: `row-12`, or `name-` and kind and text."""
    line: int
    text: str
    candidates: list[tuple[str, str]]
    """Identifier and label of each."""
    of_row: bool


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def job_questions(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask what is to be decided, some questions at a time; take the answers and try again."""
    found = find_job(pk)
    if request.method == "POST":
        rows, names = _answers(request, found)
        try:
            actions.answer(found, cast("User", request.user), rows, names)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
        return to_job(found)
    asked = list(found.rows.filter(outcome="ask").order_by("number")[:MOST])
    context = {
        "title": _("To be decided"),
        "job": found,
        "questions": questions_of(found, asked),
        "total": found.counts.get("ask", 0),
    }
    return page(request, "desk/jobs/questions.html", context)


def questions_of(job: Job, rows: list[JobRow]) -> list[Question]:
    """Return the questions of some rows, each name asked about once: a fixed number of queries."""
    keys = {key for row in rows for one in row.problems for key in one["choices"]}
    entries = Entry.objects.in_bulk(keys)
    labels = long_labels(list(entries.values()), admin.site)
    found: dict[str, Question] = {}
    for row in rows:
        for one in row.problems:
            candidates = [(entries[k].pid, labels[k]) for k in one["choices"] if k in entries]
            of_row = one["fault"] == "namesake"
            text = _text(job, row, one["column"])
            name = f"{ROW}-{row.line}" if of_row else f"{NAME}-{_kind(job, one['column'])}|{text}"
            found.setdefault(name, Question(name, row.line, text, candidates, of_row))
    return list(found.values())


def _text(job: Job, row: JobRow, column: str) -> str:
    """Return the cell that is asked about; of a whole row its first words."""
    mapping = job.details["mapping"]
    if column and column in mapping and mapping.index(column) < len(row.cells):
        return str(row.cells[mapping.index(column)]).strip()
    return " · ".join(cell.strip() for cell in row.cells if cell.strip())[:200]


def _kind(job: Job, column: str) -> str:
    """Return the kind of entry that a column refers to."""
    if column in {"source", "more_sources"}:
        return "source"
    if job.table == "statement":
        return END_KINDS.get(column, "")
    for section in table_of(job.table).sections:
        if section.columns[0].code == column:
            asked = list(section.asked({column: "?"}))
            return asked[0][0] if asked else ""
    return ""


def _answers(request: HttpRequest, job: Job) -> tuple[dict[str, str], dict[str, str]]:
    """Return what was chosen, by line and by name."""
    rows: dict[str, str] = {}
    names: dict[str, str] = {}
    everywhere = request.POST.get("everywhere", "")
    if everywhere in {NEW, SKIP, SAME}:
        asked = job.rows.filter(outcome="ask", fault="namesake").order_by("number")
        rows |= _for_all(asked.only("job", "line", "problems").iterator(), everywhere)
    for field, value in request.POST.items():
        sort, _dash, key = field.partition("-")
        good = value in {NEW, SKIP} or pids.is_valid(str(value))
        if sort == ROW and key.isdecimal() and good:
            rows[key] = str(value)
        elif sort == NAME and pids.is_valid(str(value)):
            names[key] = str(value)
    return rows, names


def _for_all(rows: Any, answer: str) -> dict[str, str]:
    """Return one answer for many rows; `same` takes the candidate where there is only one."""
    if answer != SAME:
        return {str(row.line): answer for row in rows}
    single = {
        str(row.line): row.problems[0]["choices"][0]
        for row in rows
        if len(row.problems[0]["choices"]) == 1
    }
    pid_of = dict(Entry.objects.filter(pk__in=set(single.values())).values_list("pk", "pid"))
    return {line: pid_of[key] for line, key in single.items() if key in pid_of}
