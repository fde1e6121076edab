"""A real Chromium for what a browser alone can show.

Every test of this folder is marked ``browser``. ``site`` is the address of a running archive,
``page`` a fresh browser page, and ``browser_of(user)`` one in which somebody is signed in; a script
error, a breach of the content security policy or a request to another host fails the test that
made it.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import handlers
from django.contrib.staticfiles.views import serve
from django.http import HttpResponseBase
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome")
# A test machine has no sandbox, no graphics card, and no reason to call anybody.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, so that ``-m 'not browser'`` leaves them out."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


def find_chromium() -> str | None:
    """Answer the path of the Chromium that CHROMIUM names, or else of the system's."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else NAMES
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the test is skipped, or in CI fails."""
    path = find_chromium()
    if path is None:
        reason = "no Chromium was found: install one, or name it in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for the tests of a module.

    Playwright keeps an event loop in this thread, which Django takes for asynchronous code and
    then refuses the database, unless told otherwise for as long as the loop is there.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


def serve_kept(*args: Any, **kwargs: Any) -> HttpResponseBase:
    """Answer with a static file that a browser keeps, as it does those of an archive that runs."""
    response = serve(*args, **kwargs)
    response.headers["Cache-Control"] = "max-age=600"
    return response


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a running archive, without its last slash."""
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    monkeypatch.setattr(handlers, "serve", serve_kept)
    return str(live_server.url)


@contextmanager
def opened(browser: Browser, site: str) -> Iterator[Page]:
    """A page of 1280 × 800 in English with nothing remembered, closed to other hosts."""
    wrongs: list[str] = []

    def keep_home(request: Request) -> None:
        if not request.url.startswith((site + "/", "data:", "blob:")):
            wrongs.append(f"asked another host: {request.url}")

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrongs.append(message.text)

    context = browser.new_context(
        locale="en-GB", viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    # No interception: with it the browser would fetch every style sheet and script for every page.
    context.on("request", keep_home)
    context.set_default_timeout(10_000)  # milliseconds
    fresh = context.new_page()
    fresh.on("pageerror", lambda error: wrongs.append(f"script error: {error}"))
    fresh.on("console", listen)
    yield fresh
    context.close()
    assert not wrongs, "\n".join(wrongs)


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page of 1280 × 800 in English with nothing remembered, closed to other hosts."""
    with opened(browser, site) as fresh:
        yield fresh


@pytest.fixture
def browser_of(browser: Browser, site: str) -> Iterator[Callable[[User], Page]]:
    """Opens a browser of their own for whoever is given, signed in; otherwise like `page`."""
    with ExitStack() as stack:

        def enter(user: User) -> Page:
            fresh = stack.enter_context(opened(browser, site))
            let_in(fresh.context, site, user)
            return fresh

        yield enter


def let_in(context: BrowserContext, site: str, user: User) -> None:
    """Let a browser be signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": site}])
