"""What holds for every test: files and the search index are the test's own."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import client
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.live_server_helper import LiveServer
from xdist.scheduler import LoadScopeScheduling

from interop.keeping import forget_answers
from search.remembered import forget_remembered
from tests.gate import Gate

# A busy machine is no error; and in CI a change is not failed by an example it did not cause.
hypothesis.settings.register_profile(
    "slovo", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True
)
hypothesis.settings.load_profile("slovo")


class _CorpusTogether(LoadScopeScheduling):
    """Gives all tests of the corpus to one worker: to load it takes as long as many of them.

    All others go one by one to whoever is free.
    """

    def _split_scope(self, nodeid: str) -> str:
        together = ("tests/corpus/", "tests/browser/corpus/")
        return next((folder for folder in together if nodeid.startswith(folder)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _CorpusTogether:
    """Decide which worker gets which tests."""
    return _CorpusTogether(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep a SQLite database in a file, as an archive does.

    The threads of a server that a browser asks have connections of their own then, and wait for
    each other; those to one database in memory find its tables locked and fail.
    """
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "tests.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let nobody stay in the test database: a browser may keep a thread of the server waiting.

    PostgreSQL does not drop a database that somebody is connected to.
    """
    yield
    if connection.vendor == "postgresql":
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        connection.close()  # after a browser, this may not be the one that Django closes


@pytest.fixture(scope="session")
def gate() -> Iterator[Gate]:
    """The gate before every running archive; shut until somebody opens it."""
    gate = Gate()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "get_response", gate.before(WSGIHandler.get_response))
        yield gate


@pytest.fixture
def live_server(live_server: LiveServer, gate: Gate) -> Iterator[LiveServer]:
    """A running archive that answers as long as the test runs, and no longer."""
    with gate.opened():
        yield live_server


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Point everything that is kept on disk at the test's own folder."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.PID_LEDGER = tmp_path / "pids.txt"
    cache.clear()
    forget_answers()
    forget_remembered()


def _note_pages(store: Any, signal: Any, sender: Any, template: Any, context: Any) -> None:
    """Note which templates made an answer, but for the hundreds that draw the fields of forms.

    Django's test client copies the context of each: a fifth of what a form costs in a test.
    """
    if not str(template.name).startswith(("django/forms/", "admin/widgets/", "admin/includes/")):
        _note(store, signal, sender, template, context)


_note = vars(client)["store_rendered_templates"]
vars(client)["store_rendered_templates"] = _note_pages


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Start in English, whatever language the test before it left active."""
    translation.activate("en")
