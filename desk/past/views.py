"""The pages of an entry's history: its revisions, and what differs between two of them."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desk.past.access import Subject, find_subject, for_the_desk, number_in, page
from desk.past.showing import show_differences, speaker_for
from desk.past.summary import say_summary
from entries import rights
from entries.choices import Status
from history.deeds import say_deed
from history.models import Revision
from history.versions.revisions import read_revision
from history.versions.summing import summaries

PER_PAGE: Final = 50


@require_safe
@for_the_desk
def history(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer with every revision of an entry, the latest first, a page at a time."""
    subject = find_subject(request, pid)
    rows = Revision.objects.filter(pid=pid).select_related("user").order_by("-number")
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    changed = summaries((pid, one.number) for one in shown)
    context = {
        **_about(request, subject),
        "title": _("History of “%(entry)s”") % {"entry": subject},
        "page": shown,
        "lines": [
            {
                "revision": one,
                "deed": say_deed(one.action),
                "summary": say_summary(changed[pid, one.number], subject.kind),
            }
            for one in shown
        ],
        "last": shown.paginator.count,
    }
    return page(request, "desk/past/history.html", context)


@require_safe
@for_the_desk
def revision(request: HttpRequest, pid: str, number: str) -> HttpResponse:
    """Answer with what one revision changed."""
    subject = find_subject(request, pid)
    return _compare(request, subject, int(number) - 1, int(number))


@require_safe
@for_the_desk
def compare(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer with what differs between two revisions: `?from=3&to=7`.

    Without `to` the last one is taken, without `from` the one before; they may be given in any
    order. Number 0 is no entry yet.
    """
    subject = find_subject(request, pid)
    latest = Revision.objects.filter(pid=pid).order_by("-number").first()
    last = latest.number if latest else 0
    after = _or_last(number_in(request.GET.get("to")), last)
    before = _or_last(number_in(request.GET.get("from")), max(after - 1, 0))
    return _compare(request, subject, *sorted((before, after)))


def _or_last(number: int | None, otherwise: int) -> int:
    return otherwise if number is None else number


def _compare(request: HttpRequest, subject: Subject, first: int, second: int) -> HttpResponse:
    found = Revision.objects.filter(pid=subject.pid, number__in=[first, second])
    rows = {one.number: one for one in found.select_related("user")}
    if second not in rows or (first not in rows and first > 0):
        raise Http404
    before = read_revision(rows[first]) if first in rows else None
    after = read_revision(rows[second])
    speaker = speaker_for(subject.kind, before, after)
    one = rows[second]
    title = _("Revision %(number)d of “%(entry)s”") if second - first == 1 else ""
    between = _("“%(entry)s”: from revision %(first)d to %(number)d")
    context = {
        **_about(request, subject),
        "title": (title or between) % {"number": second, "first": first, "entry": subject},
        "revision": one,
        "deed": say_deed(one.action),
        "first": first,
        "groups": show_differences(speaker, before, after),
        "following": Revision.objects.filter(pid=subject.pid, number=second + 1).exists(),
    }
    return page(request, "desk/past/compare.html", context)


def _about(request: HttpRequest, subject: Subject) -> dict[str, Any]:
    """Return what every page of an entry's history knows."""
    entry = subject.entry
    return {
        "subject": subject,
        "may_restore": entry is not None
        and entry.status != Status.MERGED
        and rights.may_change(request.user, entry),
        "may_undelete": entry is None and rights.may_review(request.user),
    }
