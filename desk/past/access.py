"""Who may look at the history of what. Everybody at the desk sees what the admin shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from entries import rights
from entries.languages import Localised, show
from entries.models import Entry
from history.models import Revision
from history.versions.labels import labels_of

View = Callable[..., HttpResponseBase]


def for_the_desk(view: View) -> View:
    """Let in staff who may look at entries of some kind; others log in, or are refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rights.viewable_kinds(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return staff_member_required(guarded)


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry that has a history, whether it still is there or not."""

    pid: str
    kind: str
    entry: Entry | None
    """None if it has been deleted."""
    labels: Localised

    def __str__(self) -> str:
        """Return the name that it has or had."""
        return show(self.labels).text or self.pid


def find_subject(request: HttpRequest, pid: str) -> Subject:
    """Return the entry with this identifier, or what is left of it.

    Raises Http404 if there never was one, PermissionDenied if its kind is not for this user.
    """
    entry = Entry.objects.filter(pid=pid).select_related("merged_into").first()
    last = None if entry else Revision.objects.filter(pid=pid).order_by("-number").first()
    if entry is not None:
        found = Subject(pid, entry.kind, entry, entry.labels)
    elif last is not None:
        found = Subject(pid, last.kind, None, labels_of([pid]).get(pid, {}))
    else:
        raise Http404
    if found.kind not in rights.viewable_kinds(request.user):
        raise PermissionDenied
    return found


def number_in(text: str | None) -> int | None:
    """Return a number that came with an address; None for what is none or far too large."""
    if text and text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    return None


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Answer with a page of the admin."""
    return render(request, template, {**admin.site.each_context(request), **context})
