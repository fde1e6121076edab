"""The page that reviews one entry, and what can be sent from it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desk.flow import actions
from desk.flow.forms import AssignForm, CommentForm, ScheduleForm
from desk.flow.since import changes_since
from desk.models import Assignment, Comment, Schedule
from desk.past.access import for_the_desk, page
from entries import rights
from entries.admin.labels import model_of
from entries.admin.steps import STEPS, open_steps
from entries.admin.walking import find_walk
from entries.models import Entry
from history.deeds import say_deed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_COMMENTS: Final = 200
LOG_LINES: Final = 8


@require_safe
@for_the_desk
def review(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer with what there is to review: what changed, what was said, and what can be done.

    `?since=public|returned|submitted` says from when on; `?list=…` keeps to a list of work.
    """
    return _answer(request, _find(request, pid), {})


@require_POST
@for_the_desk
def comment(request: HttpRequest, pid: str) -> HttpResponse:
    """Take a comment: `text`."""
    entry = _find(request, pid)
    form = CommentForm(request.POST)
    return _take(request, entry, "comment", form, lambda: _comment(request, entry, form))


@require_POST
@for_the_desk
def assign(request: HttpRequest, pid: str) -> HttpResponse:
    """Put the entry into somebody's hands: `person`, a user's key, or nothing."""
    entry = _find(request, pid)
    form = AssignForm(request.POST)
    return _take(request, entry, "assign", form, lambda: _assign(request, entry, form))


@require_POST
@for_the_desk
def schedule(request: HttpRequest, pid: str) -> HttpResponse:
    """Plan the publication: `at`, or with `drop` among what is sent, drop the plan."""
    entry = _find(request, pid)
    if "drop" in request.POST:
        actions.unschedule(entry, _user(request))
        messages.success(request, _("The plan is dropped."))
        return HttpResponseRedirect(_address(request, entry))
    form = ScheduleForm(request.POST)
    return _take(request, entry, "schedule", form, lambda: _schedule(request, entry, form))


def _find(request: HttpRequest, pid: str) -> Entry:
    """Return the entry; raises Http404, or PermissionDenied if its kind is not for this user."""
    rows = Entry.objects.select_related("created_by", "changed_by")
    entry = get_object_or_404(rows, pid=pid)
    if entry.kind not in rights.viewable_kinds(request.user):
        raise PermissionDenied
    return entry


def _user(request: HttpRequest) -> "User":
    return cast("User", request.user)


def _address(request: HttpRequest, entry: Entry) -> str:
    """Return the page of the entry, in the list that the request came from."""
    query = request.META.get("QUERY_STRING", "")
    return reverse("desk:review", args=[entry.pid]) + (f"?{query}" if query else "")


def _take(
    request: HttpRequest, entry: Entry, name: str, form: forms.Form, act: Callable[[], str]
) -> HttpResponse:
    """Act if the form makes sense; else show the page again with what is wrong beside the box."""
    if form.is_valid():
        try:
            messages.success(request, act())
            return HttpResponseRedirect(_address(request, entry))
        except ValidationError as error:
            form.add_error(None, error)
    return _answer(request, entry, {name: form})


def _comment(request: HttpRequest, entry: Entry, form: forms.Form) -> str:
    actions.comment(entry, _user(request), form.cleaned_data["text"])
    return _("Your comment stands beneath.")


def _assign(request: HttpRequest, entry: Entry, form: forms.Form) -> str:
    person = form.cleaned_data["person"]
    actions.assign(entry, _user(request), person)
    if person is None:
        return _("It is in nobody’s hands now.")
    return _("It is in the hands of %(person)s now.") % {"person": person}


def _schedule(request: HttpRequest, entry: Entry, form: forms.Form) -> str:
    actions.schedule(entry, _user(request), form.cleaned_data["at"])
    return _("It will be published at that hour, unless somebody changes it before.")


def _answer(request: HttpRequest, entry: Entry, sent: dict[str, forms.Form]) -> HttpResponse:
    """Return the page; `sent` holds forms that come back with errors."""
    user = _user(request)
    assignment = Assignment.objects.filter(entry=entry.pk).select_related("person").first()
    plan = Schedule.objects.filter(entry=entry.pk).select_related("by").first()
    changes = changes_since(entry, request.GET.get("since", ""))
    said = Comment.objects.filter(pid=entry.pid).select_related("user")
    publisher = rights.may_publish(user)
    own_work = rights.is_own_work(user, entry)
    may_schedule = publisher and not own_work and entry.status in STEPS["publish"].before
    model = model_of(entry.kind)
    context: dict[str, Any] = {
        "title": _("Review “%(entry)s”") % {"entry": entry},
        "entry": entry,
        "steps": open_steps(user, entry),
        "step_address": f"admin:{model._meta.app_label}_{model._meta.model_name}_step"
        if model
        else "",
        "own_work": own_work,
        "log": [
            {"row": row, "deed": say_deed(row.action)}
            for row in entry.log.select_related("user")[:LOG_LINES]
        ],
        "changes": changes,
        "comments": said[:MOST_COMMENTS],
        "assignment": assignment,
        "plan": plan,
        "may_assign": rights.may_review(user),
        "may_return": assignment is not None and assignment.person_id == user.pk,
        "may_schedule": may_schedule,
        "may_drop": publisher and plan is not None,
        "walk": find_walk(request, entry),
        "query": request.META.get("QUERY_STRING", ""),
        "comment_form": sent.get("comment", CommentForm())
        if actions.may_comment(user, entry)
        else None,
        "assign_form": sent.get(
            "assign", AssignForm(initial={"person": assignment and assignment.person_id})
        ),
        "schedule_form": sent.get("schedule", ScheduleForm(plan=plan)),
    }
    return page(request, "desk/flow/review.html", context)
