"""A running archive with the first corpus, for a whole module.

The corpus is committed, so that the server's threads see it, and removed after the module; it is
loaded and indexed once in each worker, and afterwards put back. Every
test asks for `db` all the same: that is how pytest-django knows to set up a database for tests.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.live_server_helper import LiveServer

from corrections.models import Correction
from entries import actions
from entries.models import Entry
from exchange.package import load_package
from search import follower, store
from tests.corpus import snapshot
from tests.corpus.snapshot import Table
from tests.gate import Gate
from tests.make import make_issue, make_person, make_statement
from works.models import Publication

FIXTURES = Path(__file__).parents[3] / "fixtures"


@dataclass(frozen=True)
class Site:
    """The address of the server and the paths of pages that stand for their kind."""

    url: str
    index: Path
    entries: dict[str, str]

    def path(self, kind: str, language: str) -> str:
        """Return the path of the page of this kind's example."""
        return f"/{language}/{self.entries[kind]}"


EXAMPLES = {
    "persons": "Alexandra Sokolovskaya",
    "organisations": "Bolsheviks",
    "publications": "Nashe Slovo",
    "works": "Zimmerwald Manifesto",
    "events": "Zimmerwald Conference",
    "places": "Saint Petersburg",
    "topics": "Permanent revolution",
    "sources": "The Prophet Armed: Trotsky, 1879–1921",
}


@dataclass
class _Kept:
    """What a worker keeps between modules: the rows, the index and the paths of pages."""

    tables: list[Table] | None = None
    index: Path = Path()
    entries: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="session")
def _kept() -> _Kept:
    return _Kept()


@pytest.fixture(scope="module")
def _archive(
    _kept: _Kept,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    gate: Gate,
) -> Iterator[Site]:
    """Serve the corpus, with what it lacks for some page."""
    index = tmp_path_factory.mktemp("browser") / "index"
    with django_db_blocker.unblock(), override_settings(SEARCH_INDEX_DIR=index):
        try:
            if _kept.tables is None:
                _fill(_kept, tmp_path_factory.mktemp("browser") / "kept")
            else:
                with transaction.atomic():
                    snapshot.put_back(_kept.tables)
            shutil.copytree(_kept.index, index)
            server = LiveServer("localhost")
            with gate.opened():
                yield Site(server.url, index, _kept.entries)
            server.stop()
        finally:
            call_command("flush", verbosity=0, interactive=False)
            store.forget()


def _fill(kept: _Kept, index: Path) -> None:
    """Load and index the corpus, with what it lacks for some page, and keep it."""
    with override_settings(SEARCH_INDEX_DIR=index):
        load_package(FIXTURES)
        entries = {
            plural: _slugged(plural, Entry.objects.get(labels__en=label))
            for plural, label in EXAMPLES.items()
        }
        paper = Publication.objects.get(labels__en="Nashe Slovo")
        entries["issues"] = _slugged("issues", make_issue(paper, number=1))
        entries["tombstone"] = _slugged(
            "persons", make_person("Withdrawn for a test", status="withdrawn")
        )
        event = Entry.objects.get(labels__en=EXAMPLES["events"])
        entries |= _versions(event) | _correction(event)
        follower.rebuild()
    store.forget()
    kept.tables, kept.index, kept.entries = snapshot.take(), index, entries


@pytest.fixture
def archive(_archive: Site, db: None, settings: Settings, tmp_path: Path) -> Iterator[Site]:
    """The running archive; the index of the module in place of the test's own."""
    shutil.rmtree(tmp_path / "index", ignore_errors=True)
    settings.SEARCH_INDEX_DIR = _archive.index
    settings.SITE_URL = _archive.url
    yield _archive
    store.forget()


def _versions(event: Entry) -> dict[str, str]:
    """Change an entry, and return the paths of the pages of its versions below its language."""
    summary = event.texts.get(role="summary", language="en")
    summary.body = f"In short: {summary.body}"
    summary.save()
    event.statements.all()[0].delete()
    make_statement(event, "met", make_person("Comrade"), date="1915", note="in a café")
    actions.record(event, None, "change", "")
    pages = {"version": "v1/", "last version": "v2/", "versions": "versions/"}
    pages["comparison"] = "v2/from/v1/"
    return {name: f"events/{event.pid}/{rest}" for name, rest in pages.items()}


def _correction(event: Entry) -> dict[str, str]:
    """Have a correction accepted, and return the paths of its form and of its answer."""
    statement = event.statements.all()[0]
    sent = Correction.objects.create(
        entry=event,
        statement=statement.uid,
        message="The delegates came in four coaches, not in three.",
        name="Rosa Grimm",
        wants_credit=True,
        state=Correction.State.ACCEPTED,
        answer="Thank you: see the innkeeper's book.",
        closed_at=timezone.now(),
    )
    form = f"events/{event.pid}/correct/?statement={statement.uid}"
    return {"correct": form, "correction": f"corrections/{sent.token}/"}


def _slugged(plural: str, entry: Entry) -> str:
    """Return the path of an entry's page below its language."""
    return f"{plural}/{entry.pid}/{entry.slug}/"


@pytest.fixture
def tab(browser: Browser, archive: Site) -> Iterator[Page]:
    """Open a page of the archive in which nothing moves by itself."""
    context = browser.new_context(base_url=archive.url, reduced_motion="reduce")
    context.set_default_timeout(15_000)  # milliseconds
    yield context.new_page()
    context.close()
