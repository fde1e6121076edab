"""What only an editor can decide: whether a row is an entry that is there, whom a name means."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

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
from exchange.models import JobRow
from exchange.work.matching import EVERYWHERE, NEW, SAME, SKIP

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST: Final = 50
"""Questions on a page."""
ROW, NAME = "row", "name"


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
        rows, names = _answers(request)
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
        "questions": questions_of(asked),
        "total": found.counts.get("ask", 0),
    }
    return page(request, "desk/jobs/questions.html", context)


def questions_of(rows: list[JobRow]) -> list[Question]:
    """Return the questions of some rows, each name asked about once: a fixed number of queries."""
    keys = {key for row in rows for one in row.problems for key in one["choices"]}
    entries = Entry.objects.in_bulk(keys)
    labels = long_labels(list(entries.values()), admin.site)
    found: dict[str, Question] = {}
    for row in rows:
        for one in row.problems:
            candidates = [(entries[k].pid, labels[k]) for k in one["choices"] if k in entries]
            of_row = one["fault"] == "namesake"
            text = _words(row) if of_row else one["key"].partition("|")[2]
            name = f"{ROW}-{row.line}" if of_row else f"{NAME}-{one['key']}"
            found.setdefault(name, Question(name, row.line, text, candidates, of_row))
    return list(found.values())


def _words(row: JobRow) -> str:
    """Return the first words of a row."""
    return " · ".join(cell.strip() for cell in row.cells if cell.strip())[:200]


def _answers(request: HttpRequest) -> tuple[dict[str, str], dict[str, str]]:
    """Return what was chosen, by line and by name."""
    rows: dict[str, str] = {}
    names: dict[str, str] = {}
    everywhere = request.POST.get("everywhere", "")
    if everywhere in {NEW, SKIP, SAME}:
        rows[EVERYWHERE] = everywhere
    for field, value in request.POST.items():
        sort, _dash, key = field.partition("-")
        good = value in {NEW, SKIP} or pids.is_valid(str(value))
        if sort == ROW and key.isdecimal() and good:
            rows[key] = str(value)
        elif sort == NAME and pids.is_valid(str(value)):
            names[key] = str(value)
    return rows, names
