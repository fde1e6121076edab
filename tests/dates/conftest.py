"""Tables for the test models."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.dates.models import Congress, Happening, Report

MODELS = (Happening, Congress, Report)


@pytest.fixture(scope="session")
def _tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the tables once; outside any transaction, as SQLite demands."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in MODELS:
                editor.create_model(model)
        yield
        with connection.schema_editor() as editor:
            for model in reversed(MODELS):
                editor.delete_model(model)


@pytest.fixture
def tables(_tables: None, db: None) -> None:
    """The tables, empty again after the test."""
