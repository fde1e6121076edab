"""Who is at work in this request, for what is recorded deep below it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_request: ContextVar[HttpRequest | None] = ContextVar("account_request", default=None)


@contextmanager
def during(request: HttpRequest) -> Iterator[None]:
    """Let what happens inside be the work of whoever sent the request."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def current_user() -> "User | None":
    """Return who is at work; None for commands, threads and whoever is not signed in."""
    request = _request.get()
    user = getattr(request, "user", None)
    return cast("User", user) if user is not None and user.is_authenticated else None


def current_session() -> str:
    """Return the key of the session at work; empty where there is none."""
    session = getattr(_request.get(), "session", None)
    return (session.session_key or "") if session is not None else ""
