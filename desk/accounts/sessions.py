"""Sessions: where somebody is signed in, kept up to date, listed and ended."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from desk.accounts.models import Visit

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT: Final = "visit"
"""In the session: its own key and the second when it was last seen, as `[key, seconds]`."""
STEP: Final = timedelta(minutes=5)

BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("YaBrowser", "Yandex"),
    ("SamsungBrowser", "Samsung"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""In this order: nearly every browser also bears the names of those after it."""
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def connect() -> None:
    """Listen to who signs in and out."""
    user_logged_in.connect(_signed_in, dispatch_uid="visit-begun")
    user_logged_out.connect(_signed_out, dispatch_uid="visit-ended")


def name_browser(agent: str) -> str:
    """Return browser and system in a word each, without versions: "Firefox, Windows"."""
    browser = next((name for sign, name in BROWSERS if re.search(rf"{sign}\w*/", agent)), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return ", ".join(filter(None, (browser, system)))


def live_sessions(user: "User") -> QuerySet[Visit]:
    """Return where the user is signed in now, the latest first. One query."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return Visit.objects.filter(user=user, session_key__in=alive)


def note_visit(request: HttpRequest, user: "User") -> None:
    """Note that the session is in use. Without a query, but every five minutes or for a new key.

    Django gives a session a new key when its rights change, as with a new password.
    """
    key, seen = request.session.get(KEPT) or ("", 0)
    now = timezone.now()
    current = request.session.session_key or ""
    if not current or (key == current and now.timestamp() - seen < STEP.total_seconds()):
        return
    row: dict[str, Any] = {"session_key": current, "seen_at": now}
    if not (key and Visit.objects.filter(user=user, session_key=key).update(**row)):
        agent = request.META.get("HTTP_USER_AGENT", "")[:500]
        first = {"user": user, "seen_at": now, "browser": name_browser(agent)}
        Visit.objects.update_or_create(session_key=current, defaults=first)
    request.session[KEPT] = [current, int(now.timestamp())]


def end_sessions(user: "User", visit: int | None = None, but: str = "") -> int:
    """End the sessions of a user, or the one with this key of `Visit`; return how many.

    The session with the key `but` goes on.
    """
    visits = Visit.objects.filter(user=user).exclude(session_key=but)
    if visit is not None:
        visits = visits.filter(pk=visit)
    keys = list(visits.values_list("session_key", flat=True))
    ended = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).count()
    Session.objects.filter(session_key__in=keys).delete()
    visits.delete()
    return ended


def _signed_in(request: HttpRequest, user: "User", **kwargs: Any) -> None:
    """Begin a row, and drop those of the user whose sessions have run out."""
    request.session.pop(KEPT, None)
    alive = live_sessions(user).values_list("pk", flat=True)
    Visit.objects.filter(user=user).exclude(pk__in=list(alive)).delete()
    note_visit(request, user)


def _signed_out(request: HttpRequest, **kwargs: Any) -> None:
    key = request.session.session_key
    if key:
        Visit.objects.filter(session_key=key).delete()
