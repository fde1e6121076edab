"""The page for whoever typed too many wrong passwords."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def locked(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """Answer 429 with how long to wait, in words and for programs (`Retry-After`, in seconds)."""
    wait = timedelta(hours=settings.AXES_COOLOFF_TIME)
    context = {
        **admin.site.each_context(request),
        "title": _("Too many wrong passwords"),
        "minutes": max(1, round(wait.total_seconds() / 60)),
    }
    answer = render(request, "desk/accounts/locked.html", context, status=429)
    answer["Retry-After"] = str(int(wait.total_seconds()))
    answer["Cache-Control"] = "no-store"
    return answer
