"""The pages of merging: choose, compare, merge, report, undo. For those with the right to merge."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from desk.merging.candidates import candidates
from desk.merging.forms import MergeForm, best_survivor
from desk.merging.sides import build_sides
from entries import rights
from entries.admin.search import matching_keys
from entries.choices import Status
from entries.models import Entry
from history.merging.carry_out import carry_out
from history.merging.context import contexts
from history.merging.plan import MOST, MergePlan, plan
from history.merging.report import say_counts
from history.merging.undo import preview_undo, undo
from history.models import Merge

View = Callable[..., HttpResponse]
PER_PAGE: Final = 50
FOUND: Final = 20


def for_mergers(view: View) -> View:
    """Let in members of staff who may merge; others are asked to log in, or refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rights.may_merge(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return staff_member_required(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@for_mergers
def merge(request: HttpRequest) -> HttpResponse:
    """Compare entries and merge them: `?pid=…&pid=…&survivor=…`.

    With one entry (or none) the page helps to find the others.
    """
    entries = _chosen(request)
    if len(entries) < 2:
        return _choose(request, entries)
    survivor = _survivor(request, entries)
    try:
        found = plan(entries, survivor)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return _choose(request, entries)
    if request.method == "POST":
        return _answer(request, found)
    return _compare(request, found, MergeForm(found))


def _chosen(request: HttpRequest) -> list[Entry]:
    """Return the entries that the address or the form names, in its order."""
    given = request.POST if request.method == "POST" else request.GET
    pids = list(dict.fromkeys(given.getlist("pid")))[: MOST + 1]
    rows = {entry.pid: entry for entry in Entry.objects.filter(pid__in=pids)}
    return [rows[pid] for pid in pids if pid in rows]


def _survivor(request: HttpRequest, entries: list[Entry]) -> Entry:
    """Return the entry that is to stay: as asked for, or the best."""
    given = request.POST if request.method == "POST" else request.GET
    asked = [entry for entry in entries if entry.pid == given.get("survivor")]
    if asked:
        return asked[0]
    return best_survivor(entries, {one.entry.pk: one.statements for one in contexts(entries)})


def _choose(request: HttpRequest, entries: list[Entry]) -> HttpResponse:
    """Answer with the page on which further entries are chosen."""
    text = request.GET.get("q", "")[:200]
    taken = {entry.pk for entry in entries}
    keys = [pk for pk in matching_keys(text, _kinds(entries), FOUND) if pk not in taken]
    rows = Entry.objects.exclude(status=Status.MERGED).in_bulk(keys)
    found = contexts([rows[pk] for pk in keys if pk in rows])
    context = {
        "title": _("Merge entries"),
        "chosen": contexts(entries),
        "candidates": candidates(entries[0]) if len(entries) == 1 else [],
        "found": found,
        "text": text,
        "most": MOST,
    }
    return _page(request, "desk/merging/choose.html", context)


def _kinds(entries: list[Entry]) -> list[str]:
    """Return the kind to look among; none means all."""
    return [entries[0].kind] if entries else []


def _answer(request: HttpRequest, found: MergePlan) -> HttpResponse:
    """Merge as the form says, or show what it would lead to, with all that was typed."""
    form = MergeForm(found, request.POST)
    valid = form.is_valid()
    planned = plan(found.parties, found.survivor, form.chosen())
    if form.cleaned_data.get("digest") != found.digest:
        message = _("Somebody has changed one of these entries since you saw them: look again.")
        form.add_error(None, message)
        seen = request.POST.copy()
        seen["digest"] = found.digest
        form.data = seen
        valid = False
    if valid and request.POST.get("do") == "merge":
        try:
            done = carry_out(planned, request.user, form.cleaned_data["note"])  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, str(done))
            return HttpResponseRedirect(reverse("desk:merge-report", args=[done.merge.pk]))
    return _compare(request, planned, form)


def _compare(request: HttpRequest, found: MergePlan, form: MergeForm) -> HttpResponse:
    """Answer with the parties side by side."""
    statements = found.statements
    context = {
        "title": _("Merge into “%(entry)s”") % {"entry": found.survivor},
        "plan": found,
        "form": form,
        "parties": contexts(found.parties),
        "sides": build_sides(found, form),
        "summary": say_counts(
            {
                "moved": len(statements.moved),
                "folded": len(statements.folds),
                "dropped": len(statements.dropped),
            }
        ),
        "columns": sum(len(keys) for _reference, keys in found.references),
        "errors_shown": request.method == "POST",
    }
    return _page(request, "desk/merging/compare.html", context)


@require_safe
@for_mergers
def merges(request: HttpRequest) -> HttpResponse:
    """Answer with all merges, the latest first."""
    rows = Merge.objects.select_related("survivor", "user", "undone_by").defer("parcel")
    page = Paginator(rows.prefetch_related("parties__entry"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"title": _("Merges"), "page": page}
    return _page(request, "desk/merging/list.html", context)


@require_safe
@for_mergers
def merge_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with what a merge did."""
    found = _merge(pk)
    context = {
        "title": _("Merge into “%(entry)s”") % {"entry": found.survivor},
        "merge": found,
        "summary": say_counts(found.counts),
    }
    return _page(request, "desk/merging/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_mergers
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what undoing a merge would do and what would stay; undo it when asked to."""
    found = _merge(pk)
    note = request.POST.get("note", "")[:1000]
    try:
        if request.method == "POST":
            done = undo(found, request.user, note)  # type: ignore[arg-type]
            messages.success(request, str(done))
            for sentence in done.stayed:
                messages.warning(request, sentence)
            return HttpResponseRedirect(reverse("desk:merge-report", args=[found.pk]))
        outlook, problems = preview_undo(found), []
    except ValidationError as error:
        outlook, problems = None, error.messages
    context = {
        "title": _("Undo the merge into “%(entry)s”") % {"entry": found.survivor},
        "merge": found,
        "outlook": outlook,
        "note": note,
        "problems": problems,
    }
    return _page(request, "desk/merging/undo.html", context)


def _merge(pk: int) -> Merge:
    """Return a merge with its parties; raises Http404."""
    rows = Merge.objects.select_related("survivor", "user", "undone_by")
    return get_object_or_404(rows.prefetch_related("parties__entry"), pk=pk)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Answer with a page of the admin."""
    return render(request, template, {**admin.site.each_context(request), **context})
