"""The public pages of an entry, in each language, made of what stands in this transaction."""

import re
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from browse.pages.entry import build_page
from entries.choices import Status
from entries.languages import accepting
from entries.models import Entry

SCRIPT: Final = re.compile(r"<script\b.*?</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The page in one language."""

    language: str
    name: str
    html: str


def build_pages(entry: Entry) -> list[PreviewPage]:
    """Return the pages as readers would see them if the entry were public now.

    To be called inside a transaction that is taken back: it makes the entry public in it. What is
    not public otherwise does not show, as it will not to readers.
    """
    Entry.objects.filter(pk=entry.pk).update(
        status=Status.PUBLISHED,
        published_at=Coalesce(F("published_at"), timezone.now()),
        withdrawn_at=None,
    )
    return [
        PreviewPage(code, str(name), _page(entry.pk, code)) for code, name in settings.LANGUAGES
    ]


def _page(key: int, language: str) -> str:
    """Return the page as a text, to be escaped like any other.

    Its scripts are left out: the frame that shows it would stop them.
    """
    with translation.override(language), accepting([]):
        page = build_page(Entry.objects.get(pk=key))
        context = {"page": page, "noindex": True, "version": None}
        request = _request_of_a_reader(language)
        html = render_to_string("desk/preview/entry.html", context, request)
        return SCRIPT.sub("", html)


def _request_of_a_reader(language: str) -> HttpRequest:
    """Return a request of somebody without an account: no session, no token, no cookie."""
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = f"/{language}/"
    request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    request.user = AnonymousUser()
    return request
