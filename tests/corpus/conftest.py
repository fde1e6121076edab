"""The first corpus, for tests that only it can answer.

`fixtures/` is loaded and indexed once in each worker. A module then finds its rows inside a
transaction that ends with the module, and every test a savepoint and an index of its own: a test
may change what it likes, and tests elsewhere meet an empty archive.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from entries.models import Entry
from exchange.package import load_package
from records.read import Outcome
from search import follower, store
from tests.corpus import snapshot
from tests.corpus.snapshot import Table

FIXTURES = Path(__file__).parents[2] / "fixtures"


@dataclass
class Corpus:
    """What the tests need to know of the loaded corpus."""

    tables: list[Table]
    index: Path
    outcomes: dict[Outcome, int]

    def entry(self, label: str) -> Entry:
        """Return the entry with this English name."""
        return Entry.objects.get(labels__en=label)


@dataclass
class _Kept:
    """What the worker keeps between modules."""

    corpus: Corpus | None = None


@pytest.fixture(scope="session")
def _kept() -> _Kept:
    return _Kept()


@pytest.fixture(scope="module")
def _corpus_of_module(
    _kept: _Kept,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Corpus]:
    """Hold the corpus in a transaction around all tests of a module."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block._from_testcase = True  # type: ignore[attr-defined]
        block.__enter__()
        try:
            if _kept.corpus is None:
                _kept.corpus = _load(tmp_path_factory.mktemp("corpus") / "index")
            else:
                snapshot.put_back(_kept.corpus.tables)
            yield _kept.corpus
        finally:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)


def _load(index: Path) -> Corpus:
    """Read the package and build its index."""
    outcomes = load_package(FIXTURES)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    with override_settings(SEARCH_INDEX_DIR=index):
        follower.rebuild()
    store.forget()
    return Corpus(snapshot.take(), index, outcomes)


@pytest.fixture(autouse=True)
def corpus(
    _corpus_of_module: Corpus, db: None, settings: Settings, tmp_path: Path
) -> Iterator[Corpus]:
    """The corpus with an index that this test may change."""
    shutil.copytree(_corpus_of_module.index, tmp_path / "index")
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    yield _corpus_of_module
    store.forget()
