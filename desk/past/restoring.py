"""The pages that restore an earlier revision and bring back what was deleted."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from desk.past.access import Subject, find_subject, for_the_desk, number_in, page
from desk.past.losses import pids_of, say_losses
from desk.past.showing import show_differences, speaker_for
from entries import rights
from entries.admin.forms import LARGEST_REVISION
from entries.choices import Status
from entries.languages import show
from entries.models import Entry
from history.changes import deleted, stretch
from history.deeds import say_deed
from history.models import MergedEntry, Revision
from history.restoring.actions import (
    last_of_deleted,
    preview_restore,
    preview_undelete,
    restore_revision,
    undelete,
)
from history.restoring.fitting import Fitted
from history.versions.labels import labels_of
from history.versions.parts import Document
from history.versions.revisions import read_revision

PER_PAGE: Final = 50


class ReturnForm(forms.Form):
    """What is sent to bring something back: the note, what was seen, and what may be left out."""

    seen = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_REVISION, widget=forms.HiddenInput
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Why it is brought back. For the log; never public."),
    )
    agreed = forms.CharField(required=False, max_length=64)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def restore(request: HttpRequest, pid: str, number: str) -> HttpResponse:
    """Show what restoring a revision would change; restore it when asked to."""
    subject = find_subject(request, pid)
    entry = subject.entry
    if entry is None:
        return HttpResponseRedirect(reverse("desk:undelete", args=[pid]))
    if entry.status == Status.MERGED and rights.may_review(request.user):
        return _refuse_merged(request, subject, entry)
    if not rights.may_change(request.user, entry):
        raise PermissionDenied
    wanted = _revision(pid, int(number))
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _restore(request, entry, wanted, form):
        return HttpResponseRedirect(reverse("admin:entries_entry_change", args=[entry.pk]))
    now, fitted = preview_restore(entry, wanted)
    context = {
        "title": _("Restore revision %(number)d of “%(entry)s”")
        % {"number": wanted.number, "entry": entry},
        "subject": subject,
        "revision": wanted,
        "deed": say_deed(wanted.action),
        "form": form,
        "seen": entry.revision,
        **_outlook(subject, fitted, now, read_revision(wanted)),
    }
    return page(request, "desk/past/restore.html", context)


def _revision(pid: str, number: int) -> Revision:
    """Return a revision; raises Http404."""
    rows = Revision.objects.select_related("user")
    return get_object_or_404(rows, pid=pid, number=number)


def _restore(request: HttpRequest, entry: Entry, wanted: Revision, form: ReturnForm) -> bool:
    """Restore; put what stands in the way into the form."""
    given = form.cleaned_data
    if given["seen"] is None:
        form.add_error(None, _("Look at what would change first."))
        return False
    try:
        restore_revision(
            entry,
            wanted.number,
            request.user,  # type: ignore[arg-type]
            given["note"],
            seen=given["seen"],
            agreed=given["agreed"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        entry.refresh_from_db()
        return False
    told = {"number": wanted.number, "entry": entry}
    messages.success(request, _("“%(entry)s” is again as in revision %(number)d.") % told)
    return True


def _refuse_merged(request: HttpRequest, subject: Subject, entry: Entry) -> HttpResponse:
    """Answer that the merge has to be undone first, and where."""
    merged = MergedEntry.objects.filter(entry=entry, merge__undone_at=None).first()
    context = {
        "title": _("“%(entry)s” cannot be restored") % {"entry": entry},
        "subject": subject,
        "survivor": entry.survivor(),
        "merge": merged.merge_id if merged and rights.may_merge(request.user) else None,
    }
    return page(request, "desk/past/merged.html", context)


def _outlook(
    subject: Subject, fitted: Fitted, now: Document | None, wanted: Document
) -> dict[str, Any]:
    """Return what the page says of what would be."""
    speaker = speaker_for(subject.kind, now, wanted, fitted.document, pids=pids_of(fitted))
    return {
        "fitted": fitted,
        "losses": say_losses(fitted, speaker, is_there=now is not None),
        "groups": show_differences(speaker, now, fitted.document),
    }


# What was deleted


@require_safe
@for_the_desk
def deleted_entries(request: HttpRequest) -> HttpResponse:
    """Answer with the entries that have been deleted, the latest first: `?before=…`, `?after=…`."""
    found = stretch(
        deleted(rights.viewable_kinds(request.user)),
        PER_PAGE,
        before=number_in(request.GET.get("before")),
        after=number_in(request.GET.get("after")),
    )
    labels = labels_of(one.pid for one in found.rows)
    context = {
        "title": _("Deleted entries"),
        "stretch": found,
        "lines": [
            {"revision": one, "label": show(labels.get(one.pid)), "deed": say_deed(one.action)}
            for one in found.rows
        ],
        "may_undelete": rights.may_review(request.user),
    }
    return page(request, "desk/past/deleted.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def undelete_entry(request: HttpRequest, pid: str) -> HttpResponse:
    """Show what would be brought back of a deleted entry; bring it back when asked to."""
    subject = find_subject(request, pid)
    if not rights.may_review(request.user):
        raise PermissionDenied
    last = last_of_deleted(pid)
    if last is None:
        return HttpResponseRedirect(reverse("desk:history", args=[pid]))
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        entry = _undelete(request, pid, form)
        if entry is not None:
            return HttpResponseRedirect(reverse("admin:entries_entry_change", args=[entry.pk]))
    context = {
        "title": _("Bring back “%(entry)s”") % {"entry": subject},
        "subject": subject,
        "revision": last,
        "deed": say_deed(last.action),
        "form": form,
        **_outlook(subject, preview_undelete(last), None, read_revision(last)),
    }
    return page(request, "desk/past/undelete.html", context)


def _undelete(request: HttpRequest, pid: str, form: ReturnForm) -> Entry | None:
    """Bring it back; put what stands in the way into the form."""
    given = form.cleaned_data
    try:
        entry = undelete(pid, request.user, given["note"], agreed=given["agreed"])  # type: ignore[arg-type]
    except ValidationError as error:
        form.add_error(None, error)
        return None
    messages.success(request, _("“%(entry)s” is back, as a draft.") % {"entry": entry})
    return entry
