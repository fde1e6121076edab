"""The pages of the lists of work."""

from typing import TYPE_CHECKING, Any, Final, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desk.links.actions import CODE as DEAD_LINKS
from desk.links.actions import dismiss_link, dismissed_links, take_link_up
from desk.links.models import Link
from desk.models import Pair
from desk.past.access import for_the_desk, number_in, page
from desk.worklists.actions import dismiss_pair, take_pair_up
from desk.worklists.asking import MOST_COUNTED, NarrowForm, ask, count_rows
from desk.worklists.couples import PER_PAGE, couples, show_couples
from desk.worklists.inspecting import catch_up
from entries import rights
from entries.models import Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FARTHEST: Final = 20
"""The last page of couples: nobody turns to it, and the database would pass over all before."""


@require_safe
@for_the_desk
def work(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with a list of work: `?q=…&kind=…&who=…`, and `after` or `before` a key."""
    left = catch_up()
    asked = ask(code, request.user, request.GET)
    if asked is None:
        raise Http404
    after, before = (number_in(request.GET.get(name)) for name in ("after", "before"))
    stretch = asked.stretch(after, before)
    entries = Entry.objects.select_related("created_by", "changed_by", "assignment__person")
    rows = entries.in_bulk(stretch.keys)
    tell = asked.worklist.tell
    told = tell(stretch.keys) if tell is not None else {}
    context: dict[str, Any] = {
        "title": asked.worklist.label,
        "asked": asked,
        "shared": settings.SITE_URL + asked.address,
        "form": asked.form,
        "count": asked.count(),
        "most": MOST_COUNTED,
        "left": left,
        "stretch": stretch,
        "may_dismiss": rights.may_review(request.user),
        "dismissed": dismissed_links() if code == DEAD_LINKS else [],
        "first": stretch.keys[0] if stretch.keys else None,
        "last": stretch.keys[-1] if stretch.keys else None,
        "lines": [
            {"entry": rows[key], "address": asked.form_address(key), "told": told.get(key, [])}
            for key in stretch.keys
            if key in rows
        ],
    }
    return page(request, "desk/worklists/list.html", context)


@require_safe
@for_the_desk
def duplicates(request: HttpRequest) -> HttpResponse:
    """Answer with the couples that may be the same, the likeliest first: `?q=…&kind=…&page=…`.

    With `apart`, those of which somebody has said that they are not.
    """
    left = catch_up()
    kinds = rights.viewable_kinds(request.user)
    form = NarrowForm(request.GET, kinds)
    del form.fields["who"]
    apart = "apart" in request.GET
    rows = couples(kinds, form.given, apart=apart)
    number = min(max(number_in(request.GET.get("page")) or 1, 1), FARTHEST)
    start = (number - 1) * PER_PAGE
    found = list(rows[start : start + PER_PAGE + 1])
    context = {
        "title": _("Possible duplicates"),
        "form": form,
        "apart": apart,
        "count": count_rows(rows),
        "most": MOST_COUNTED,
        "left": left,
        "number": number,
        "has_later": len(found) > PER_PAGE and number < FARTHEST,
        "couples": show_couples(found[:PER_PAGE]),
        "may_merge": rights.may_merge(request.user),
        "may_dismiss": rights.may_review(request.user),
        "back": request.get_full_path(),
    }
    return page(request, "desk/worklists/duplicates.html", context)


@require_POST
@for_the_desk
def judge_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Dismiss an address where nobody answers; with `again` among what is sent, take it up."""
    link = get_object_or_404(Link, pk=pk)
    user = cast("User", request.user)
    if "again" in request.POST:
        take_link_up(link, user)
        message = _("%(address)s stands in the list again.")
    else:
        dismiss_link(link, user)
        message = _("%(address)s is left out until it has answered again.")
    messages.success(request, message % {"address": link.address})
    return HttpResponseRedirect(reverse("desk:work", args=[DEAD_LINKS]))


@require_POST
@for_the_desk
def judge_pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that two entries are not the same; with `again` among what is sent, take it back."""
    pair = get_object_or_404(Pair.objects.select_related("first", "second"), pk=pk)
    if pair.kind not in rights.viewable_kinds(request.user):
        raise PermissionDenied
    told = {"one": pair.first, "other": pair.second}
    user = cast("User", request.user)
    if "again" in request.POST:
        take_pair_up(pair, user)
        message = _("“%(one)s” and “%(other)s” may be the same again.")
        address = reverse("desk:duplicates") + "?apart=1"
    else:
        dismiss_pair(pair, user)
        message = _("“%(one)s” and “%(other)s” are not proposed any more.")
        address = reverse("desk:duplicates")
    messages.success(request, message % told)
    return HttpResponseRedirect(address)
