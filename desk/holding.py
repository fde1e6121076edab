"""Holding a form that could not be taken: signed out, a stale token, a right that went.

The answer to such a form is a page that has all of it, to be sent again after signing in. The
browser keeps it; the server stores nothing, so nobody can fill it with forms.
"""

import re
from collections.abc import Iterable
from typing import Any, Final, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as plain_csrf_failure

from desk.accounts.demands import CODE, SET_UP, demand_of

ROOMS: Final = {"admin", "desk"}
PAGES: Final = {"": "admin:login", CODE: "desk:verify", SET_UP: "desk:set-up"}
"""Where one goes to be let in, by what is demanded."""
ALWAYS_OPEN: Final = {"admin:logout", "admin:jsi18n", "desk:language"}
SECRETS: Final = {"desk:verify", "desk:set-up", "desk:new-codes", "desk:turn-off", "admin:login"}
"""Pages to which a password or a code is sent, which is never written into a page."""
TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105  (the name of the field)
MACHINE_MADE: Final = re.compile(
    rf"{TOKEN}|_\w+|record|seen|next|step|.*(_FORMS|BASE)|.*(id|entry|revision|stance|rank|role"
    r"|certainty|type|scheme|language|position)"
)
"""Names of what nobody typed but chose, or what the form itself carries."""


def may_be_held(request: HttpRequest) -> bool:
    """Tell whether this is a form of the desk that somebody has sent from a page.

    Scripts of a page that is still open ask for no page, and keep what they have sent.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or match.app_name not in ROOMS:
        return False
    if match.view_name in SECRETS | ALWAYS_OPEN or "text/html" not in request.headers.get(
        "Accept", ""
    ):
        return False
    try:
        names = [name for name in request.POST if name != TOKEN]
    except (SuspiciousOperation, OSError):  # too large, or broken off
        return False
    return bool(names) and not any("password" in name for name in names)


def answer_signed_out(request: HttpRequest) -> HttpResponse:
    """Answer whoever is not let in with what they sent, and where to sign in."""
    account: Any = request.account  # type: ignore[attr-defined]
    demand = demand_of(request, account)
    if demand:
        why = _("Before the desk opens, your second factor is asked for.")
    elif account.is_authenticated:
        why = _("The account with which you are signed in may not work at the desk.")
    else:
        why = _("You are signed out: much time has passed, or your session was ended.")
    way = reverse(PAGES[demand])
    return _answer(request, why, 403, way=way, again=True)


def answer_refused(request: HttpRequest, refusal: Exception) -> HttpResponse | None:
    """Answer a form that is refused with what was typed; None if there is nothing to give back."""
    if not may_be_held(request) or not typed_texts(request.POST):
        return None
    if isinstance(refusal, PermissionDenied):
        why = _("You may not do this, or not any more: your rights or its state have changed.")
        return _answer(request, why, 403)
    if isinstance(refusal, Http404):
        return _answer(request, _("What this belongs to is not there any more."), 404)
    return None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is stale with all that was sent; what came from elsewhere, refuse.

    A token is stale after signing in anew. Nothing that another site has sent is ever offered to
    be sent again: the browser must say that the form was ours.
    """
    if not is_ours(request) or not may_be_held(request):
        return plain_csrf_failure(request, reason)
    if not is_let_in(request):
        return answer_signed_out(request)
    why = _("This form was opened before you last signed in.")
    return _answer(request, why, 403, again=True)


def is_let_in(request: HttpRequest) -> bool:
    """Tell whether whoever asks may enter the desk."""
    account: Any = request.account  # type: ignore[attr-defined]
    enters = account.is_authenticated and account.is_active and account.is_staff
    return enters and not demand_of(request, account)


def is_ours(request: HttpRequest) -> bool:
    """Tell whether the browser says that a form came from a page of this archive."""
    origin = request.headers.get("Origin", "")
    if not origin:
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    parts = urlsplit(f"{request.scheme}://{request.get_host()}")
    own = [f"{parts.scheme}://{parts.netloc}", *settings.CSRF_TRUSTED_ORIGINS]
    return origin in own


def typed_texts(sent: QueryDict) -> list[str]:
    """Return the words that were typed, to be read; keys, choices and marks are left out."""
    given: Iterable[tuple[str, list[str]]] = sent.lists()
    texts = [
        text.strip()
        for name, values in given
        if not MACHINE_MADE.fullmatch(name)
        for text in map(str, values)
        if re.search(r"[^\W\d_]", text)
    ]
    return list(dict.fromkeys(text for text in texts if text != "on"))


def _answer(
    request: HttpRequest, why: str, status: int, *, way: str = "", again: bool = False
) -> HttpResponse:
    """Return the page: `way` is where to sign in, `again` whether it can be sent once more."""
    fields = [
        (name, value) for name, values in request.POST.lists() if name != TOKEN for value in values
    ]
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Not saved yet"),
        "why": why,
        "way": way,
        "again": request.get_full_path() if again else "",
        "fields": fields if again else [],
        "texts": typed_texts(cast("QueryDict", request.POST)),
        "files": [one.name for _name, some in request.FILES.lists() for one in some],
        "cookie": settings.CSRF_COOKIE_NAME,
    }
    response = render(request, "desk/held.html", context, status=status)
    add_never_cache_headers(response)
    return response
