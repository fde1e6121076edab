"""Days of the archive itself are said as historical dates are."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from dates import HistoricalDate
from entries import actions
from entries.choices import Status
from tests import make

pytestmark = pytest.mark.django_db


def test_what_changed_of_late_bears_the_day_in_the_words_of_the_language(client: Client) -> None:
    actions.publish(make.make_person(status=Status.DRAFT), make.make_editor())
    today = HistoricalDate(timezone.localdate().isoformat())

    for language in ("en", "th", "ru"):
        page = client.get(f"/{language}/changes/").content.decode()
        assert f"<h2>{today.format(language, 'long')}</h2>" in page


def test_no_page_for_readers_has_djangos_form_of_dates() -> None:
    folder = Path(settings.BASE_DIR) / "templates" / "browse"
    others = [file.name for file in folder.rglob("*.html") if "DATE_FORMAT" in file.read_text()]
    assert others == []
