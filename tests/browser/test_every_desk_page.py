"""axe finds nothing on any page of the desk, and none is wider than a phone.

Each page is looked at in one of the twelve ways it may look, in turn, so that every way occurs
often; `AXE_ALL=1` looks at each in all. What the archive answered is shown to the browser as it
came: nothing of the archive runs meanwhile. One test, since one worker then makes one archive.
"""

import mimetypes
import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from threading import Thread
from typing import Any, Literal, NamedTuple

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import transaction
from playwright.sync_api import Browser, Page

from tests.browser.axe import WCAG, violations
from tests.desk.pages.archive import Archive
from tests.desk.pages.listed import PAGES

Scheme = Literal["light", "dark"]
Way = tuple[str, Scheme, int]
WAYS: list[Way] = list(product(("th", "en", "ru"), ("light", "dark"), (375, 1280)))
STATES = [(name, state) for name, states in PAGES.items() for state in states]


class Look(NamedTuple):
    """What the archive answered in a language, and how it is looked at."""

    where: str
    path: str
    headers: dict[str, str]
    html: bytes
    words: bytes
    """What Django's scripts say, in the language of the page."""
    ways: list[Way]


def ways_of(at: int) -> list[Way]:
    """Return the ways in which the page at this place of the list is looked at.

    Seven and twelve share no divisor: pages that are alike do not get the same way.
    """
    if os.environ.get("AXE_ALL"):
        return WAYS
    return [WAYS[at * 7 % 12]]


def looks() -> Iterator[Look]:
    """Open every page, and leave the archive as it was before."""
    cache.clear()
    archive = Archive()
    words: dict[str, bytes] = {}
    for at, (name, state) in enumerate(STATES):
        for language in dict.fromkeys(way[0] for way in ways_of(at)):
            archive.speak(language)
            if language not in words:
                words[language] = archive.words()
            sid = transaction.savepoint()
            response = PAGES[name][state](archive)
            transaction.savepoint_rollback(sid)
            headers = {
                key: value
                for key, value in response.headers.items()
                if key not in {"Content-Length", "Refresh"}
            }
            yield Look(
                f"{name} {state}",
                response.request["PATH_INFO"],
                headers,
                response.content,
                words[language],
                [way for way in ways_of(at) if way[0] == language],
            )


class Answers(BaseHTTPRequestHandler):
    """Answers with the page that is shown, and with static files from where they lie.

    A server and no interception: with that the browser would keep no file from page to page.
    """

    look: Look

    def do_GET(self) -> None:
        """Answer a request."""
        path = self.path.partition("?")[0]
        static = path.startswith(settings.STATIC_URL)
        file = finders.find(path.removeprefix(settings.STATIC_URL)) if static else None
        if file is not None:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            headers = {"Content-Type": kind, "Cache-Control": "max-age=600"}
            self._send(headers, Path(str(file)).read_bytes())
        elif path == Answers.look.path:
            self._send(Answers.look.headers, Answers.look.html)
        elif path == "/admin/jsi18n/":
            self._send({"Content-Type": "text/javascript"}, Answers.look.words)
        else:
            self.send_error(404)

    def _send(self, headers: dict[str, str], body: bytes) -> None:
        self.send_response(200)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server that shows what is put into `Answers`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def faults(tab: Page, look: Look) -> Iterator[str]:
    """Yield what is wrong with a page that is open."""
    for language, scheme, width in look.ways:
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        tab.set_viewport_size({"width": width, "height": 900})
        where = f"{look.where} {language} {scheme} {width}"
        yield from (f"{where}: {one}" for one in violations(tab, WCAG))
        tab.set_viewport_size({"width": 375, "height": 900})
        over = tab.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if over > 0:
            yield f"{where}: {over} px too wide on a phone"


@pytest.mark.django_db
def test_axe_finds_no_violation_at_the_desk_and_nothing_is_wider_than_a_phone(
    browser: Browser, server: str
) -> None:
    found: list[str] = []
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()

    def listen(message: Any) -> None:
        if "Content Security Policy" in message.text:
            found.append(f"{Answers.look.where}: {message.text}")

    tab.on("pageerror", lambda error: found.append(f"{Answers.look.where}: script: {error}"))
    tab.on("console", listen)
    for look in looks():
        Answers.look = look
        tab.emulate_media(color_scheme=look.ways[0][1], reduced_motion="reduce")
        tab.goto(server + look.path)
        found.extend(faults(tab, look))
    context.close()

    assert not found, "\n".join(found)
