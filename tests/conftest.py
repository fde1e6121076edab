"""What holds for every test: files and the search index are the test's own."""

import os
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import cache
from django.utils import translation
from pytest_django import Settings

# A busy machine is no error; and in CI a change is not failed by an example it did not cause.
hypothesis.settings.register_profile(
    "slovo", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True
)
hypothesis.settings.load_profile("slovo")


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Point everything that is kept on disk at the test's own folder."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Start in English, whatever language the test before it left active."""
    translation.activate("en")
