"""Pages about one's own account, and for administrators about those of others."""

from collections.abc import Callable
from typing import Any, Final, cast

import django_otp
from django.contrib import messages
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk.accounts import actions, factor
from desk.accounts.demands import is_demanded_of, settle
from desk.accounts.forms import CodeForm
from desk.accounts.models import Visit
from desk.accounts.sessions import live_sessions
from desk.past.access import page

SECRET: Final = "new_secret"  # noqa: S105  (its name in the session, until its first code came)


@require_safe
@never_cache
@staff_member_required
def account(request: HttpRequest) -> HttpResponse:
    """Answer with one's own second factor and sessions."""
    return _answer(request, _user(request))


@require_safe
@never_cache
@staff_member_required
def others_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the second factor and the sessions of somebody, for superusers."""
    if not request.user.is_superuser:
        raise PermissionDenied
    return _answer(request, get_object_or_404(User, pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
@staff_member_required
def set_up(request: HttpRequest) -> HttpResponse:
    """Show a new secret; take its first `code`, and answer with the backup codes."""
    user = _user(request)
    if factor.has_factor(user):
        return HttpResponseRedirect(reverse("desk:account"))
    secret: str = request.session.setdefault(SECRET, factor.new_secret())
    form = CodeForm(request.POST or None, timed=True)
    if request.method == "POST" and form.is_valid():
        session = request.session.session_key or ""
        done = _try(form, lambda code: actions.set_up(user, secret, code, session))
        if done is not None:
            device, codes = done
            del request.session[SECRET]
            _let_in(request, device)
            return _show_codes(request, codes)
    size, path = factor.draw_code(factor.secret_address(user.get_username(), secret))
    context = {
        "title": _("Set up a second factor"),
        "form": form,
        "size": size,
        "path": path,
        "secret": factor.spell_secret(secret),
        "demanded": is_demanded_of(user),
    }
    return page(request, "desk/accounts/set_up.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
@staff_member_required
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a `code` after the password, then lead on to `?next=`."""
    user = _user(request)
    if not factor.has_factor(user):
        settle(request)
        return HttpResponseRedirect(_onward(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = _try(form, lambda code: actions.verify(user, code))
        if device is not None:
            _let_in(request, device)
            if factor.is_backup(device):
                messages.warning(request, _left(factor.codes_left(user)))
            return HttpResponseRedirect(_onward(request))
    context = {"title": _("One more step"), "form": form, "next": _onward(request)}
    return page(request, "desk/accounts/verify.html", context)


@require_POST
@sensitive_post_parameters()
@never_cache
@staff_member_required
def new_codes(request: HttpRequest) -> HttpResponse:
    """Answer with new backup codes, for a `code` of now."""
    user = _user(request)
    form = CodeForm(request.POST)
    codes = _try(form, lambda code: actions.renew_codes(user, code)) if form.is_valid() else None
    return _answer(request, user, form) if codes is None else _show_codes(request, codes)


@require_POST
@sensitive_post_parameters()
@never_cache
@staff_member_required
def turn_off(request: HttpRequest) -> HttpResponse:
    """Turn the second factor off, for a `code` of now."""
    user = _user(request)
    form = CodeForm(request.POST)
    done = form.is_valid() and _try(form, lambda code: actions.turn_off(user, code))
    if not done:
        return _answer(request, user, form)
    settle(request)
    messages.success(request, _("Your second factor is turned off."))
    return HttpResponseRedirect(reverse("desk:account"))


@require_POST
@staff_member_required
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the second factor from somebody who has lost it."""
    by = _user(request)
    if not by.is_superuser:
        raise PermissionDenied
    user = get_object_or_404(User, pk=pk)
    try:
        actions.reset(user, by)
        messages.success(request, _("The second factor is reset, and all sessions are ended."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(_page_of(user, by))


@require_POST
@staff_member_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one session: one's own, or for superusers anybody's."""
    by = _user(request)
    visit = get_object_or_404(Visit.objects.select_related("user"), pk=pk)
    return _end(request, visit.user, lambda: actions.end(visit.user, by, visit.pk))


@require_POST
@staff_member_required
def end_others(request: HttpRequest) -> HttpResponse:
    """End all sessions of one's own but this one."""
    user = _user(request)
    session = request.session.session_key or ""
    return _end(request, user, lambda: actions.end(user, user, but=session))


@require_POST
@staff_member_required
def end_all(request: HttpRequest, pk: int) -> HttpResponse:
    """End all sessions of somebody, for superusers."""
    by = _user(request)
    if not by.is_superuser:
        raise PermissionDenied
    user = get_object_or_404(User, pk=pk)
    session = request.session.session_key or "" if user.pk == by.pk else ""
    return _end(request, user, lambda: actions.end(user, by, but=session))


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _try(form: CodeForm, act: Callable[[str], Any]) -> Any:
    """Act with the code; return what comes of it, or None with the reason beside the box."""
    try:
        return act(form.cleaned_data["code"])
    except ValidationError as error:
        form.add_error("code", error)
        return None


def _let_in(request: HttpRequest, device: Any) -> None:
    """Count the session as verified, under a new key, so that an older one is of no use."""
    settle(request)
    django_otp.login(request, device)
    request.session.cycle_key()


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = {"title": _("Your backup codes"), "codes": codes}
    return page(request, "desk/accounts/codes.html", context)


def _left(number: int) -> str:
    return ngettext(
        "That was a backup code: %(number)s is left.",
        "That was a backup code: %(number)s are left.",
        number,
    ) % {"number": number}


def _onward(request: HttpRequest) -> str:
    """Return where to go after the code: an address of this site, or the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("admin:index")


def _page_of(user: User, by: User) -> str:
    if user.pk == by.pk:
        return reverse("desk:account")
    return reverse("desk:others-account", args=[user.pk])


def _end(request: HttpRequest, user: User, act: Callable[[], int]) -> HttpResponse:
    ended = act()
    messages.success(
        request,
        ngettext("%(number)s session was ended.", "%(number)s sessions were ended.", ended)
        % {"number": ended},
    )
    return HttpResponseRedirect(_page_of(user, _user(request)))


def _answer(request: HttpRequest, user: User, form: CodeForm | None = None) -> HttpResponse:
    """Return the page of an account. Four queries for its content, however many sessions."""
    own = user.pk == request.user.pk
    has_factor = factor.has_factor(user)
    context = {
        "title": _("Your account") if own else _("Account of %(user)s") % {"user": user},
        "account": user,
        "own": own,
        "has_factor": has_factor,
        "codes_left": factor.codes_left(user) if has_factor else 0,
        "demanded": is_demanded_of(user),
        "visits": live_sessions(user)[:100],
        "current": request.session.session_key,
        "form": form or CodeForm(),
    }
    return page(request, "desk/accounts/account.html", context)
