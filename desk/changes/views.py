"""The list of changes, its private feed, and the renewal of the feed's address."""

from typing import TYPE_CHECKING, Any, Final, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_POST, require_safe

from desk.changes.filters import ChangesForm
from desk.changes.keys import key_of, renew_key, user_with
from desk.changes.lines import ChangeLine, lines_of
from desk.past.access import for_the_desk, number_in, page
from entries import rights
from entries.languages import INTERFACE_LANGUAGES, current_language
from history.changes import narrowed, stretch
from interop.atom import Feed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PER_PAGE: Final = 50


@require_safe
@for_the_desk
def changes(request: HttpRequest) -> HttpResponse:
    """Answer with what was changed in all entries that the user may look at, the latest first.

    Filters: `user`, `kind`, `action`, `status`, `since`, `until`, `note`; `before` and `after` go
    on from a revision. The cost is the same on every page.
    """
    form = ChangesForm(request.GET)
    found = stretch(
        narrowed(form.wanted, rights.viewable_kinds(request.user)),
        PER_PAGE,
        before=number_in(request.GET.get("before")),
        after=number_in(request.GET.get("after")),
    )
    query = form.query
    context: dict[str, Any] = {
        "title": _("Recent changes"),
        "form": form,
        "stretch": found,
        "lines": lines_of(found.rows),
        "query": f"{query}&" if query else "",
        "narrowed": bool(query),
        "feed": _feed_address(key_of(request.user), query),
    }
    return page(request, "desk/changes/list.html", context)


@require_POST
@for_the_desk
def renew_feed(request: HttpRequest) -> HttpResponse:
    """Give the user's feed a new address; the old one answers no more."""
    renew_key(cast("User", request.user))
    messages.success(request, _("The feed has a new address. The old one is not valid any more."))
    return HttpResponseRedirect(reverse("desk:changes"))


@require_safe
@conditional_page
@cache_control(private=True, no_cache=True)
def changes_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the list of changes as Atom (RFC 4287), to whoever has the key of a user.

    Takes the filters of the list, and `language`. What the user may not look at is not in it, and
    when the user leaves the desk it is gone (404).
    """
    user = user_with(key)
    kinds = rights.viewable_kinds(user) if user is not None else []
    if not kinds:
        raise Http404
    language = request.GET.get("language", "")
    with translation.override(language if language in INTERFACE_LANGUAGES else "en"):
        form = ChangesForm(request.GET)
        found = stretch(narrowed(form.wanted, kinds), PER_PAGE)
        address = settings.SITE_URL + reverse("desk:changes")
        feed = Feed(_("Recent changes"), address, _feed_address(key, form.query))
        for line in lines_of(found.rows):
            _add(feed, line)
        return feed.response()


def _add(feed: Feed, line: ChangeLine) -> None:
    one = line.revision
    address = settings.SITE_URL + reverse("desk:revision", args=[one.pid, one.number])
    feed.add_item(
        title=f"{line.name}: {line.deed}",
        link=address,
        unique_id=address,
        description=" – ".join(filter(None, (one.note, line.summary))),
        author_name=one.user.get_username() if one.user else None,
        pubdate=one.at,
        updateddate=one.at,
        categories=[one.kind, one.action],
    )


def _feed_address(key: str, query: str) -> str:
    """Return the full address of a feed, with the language that is read now."""
    path = reverse("desk:changes-feed", args=[key])
    rest = f"&{query}" if query else ""
    return f"{settings.SITE_URL}{path}?language={current_language()}{rest}"
