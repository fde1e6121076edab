"""Whoever has not shown what is asked for is nobody: neither at the desk nor on public pages."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from desk.accounts.acting import during
from desk.accounts.demands import demand_of
from desk.accounts.sessions import KEPT, note_visit
from desk.holding import (
    ALWAYS_OPEN,
    PAGES,
    ROOMS,
    answer_refused,
    answer_signed_out,
    is_let_in,
    may_be_held,
)


class AccountMiddleware:
    """Hold the desk closed until the second factor is shown; note sessions and who is at work.

    Forms that are sent to a closed desk are held (see `desk.holding`).

    Stands after django-otp's middleware. The user is looked up only if a view asks who it is, so
    pages that are the same for all stay so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        account: Any = request.user
        request.account = account  # type: ignore[attr-defined]
        request.user = SimpleLazyObject(  # type: ignore[assignment]
            lambda: AnonymousUser() if demand_of(request, account) else account
        )
        with during(request):
            response = self.get_response(request)
        if _is_ours(request) and account.is_authenticated and request.session.get(KEPT):
            note_visit(request, account)  # under its new key, if the view gave it one
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Lead to the page that takes what is owed."""
        account: Any = request.account  # type: ignore[attr-defined]
        match = request.resolver_match
        if match is None or not _is_ours(request):
            return None
        if may_be_held(request) and not is_let_in(request):
            return answer_signed_out(request)
        if not account.is_authenticated:
            return None
        demand = demand_of(request, account)
        if not demand:
            note_visit(request, account)
            return None
        if match.view_name in {*ALWAYS_OPEN, PAGES[demand]}:
            request.user = account
            return None
        query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return HttpResponseRedirect(reverse(PAGES[demand]) + (f"?{query}" if query else ""))

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Give back what was typed into a form that is refused."""
        return answer_refused(request, exception) if _is_ours(request) else None


def _is_ours(request: HttpRequest) -> bool:
    """Tell whether a page of the admin or the desk was asked for."""
    return request.resolver_match is not None and request.resolver_match.app_name in ROOMS
