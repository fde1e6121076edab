"""The benchmark's archive is one that the models themselves could have made."""

from pathlib import Path

import pytest
from django.conf import settings

from bench import world
from bench.cases import all_cases
from bench.generate import generate
from bench.run import client_for
from entries.choices import NameType
from entries.derive import refresh_names, refresh_span
from entries.models import Entry, Name, Statement
from history.versions.keeping import begin
from search import follower

pytestmark = pytest.mark.django_db

SIZE = 120
DERIVED = ("labels", "slug", "sort_th", "sort_en", "sort_ru", "span")


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a small archive, whose best known persons are known a little less well."""
    monkeypatch.setattr(world, "VERY_MANY", 40)
    monkeypatch.setattr(world, "MANY", 12)
    generate(SIZE, Path(settings.BASE_DIR) / "fixtures", say=lambda _text: None)


@pytest.mark.usefixtures("archive")
def test_what_is_derived_is_what_saving_would_have_derived() -> None:
    assert Entry.objects.count() == SIZE
    for entry in Entry.objects.all():
        made = [getattr(entry, column) for column in DERIVED]
        refresh_names(entry)
        refresh_span(entry)
        assert [getattr(entry.specific, column) for column in DERIVED] == made, entry
    for name in Name.objects.all():
        made = [name.folded, name.skeleton]
        name.set_keys()
        assert [name.folded, name.skeleton] == made


@pytest.mark.usefixtures("archive")
def test_every_statement_and_every_entry_is_one_that_an_editor_could_enter() -> None:
    for statement in Statement.objects.select_related("property", "subject", "object"):
        statement.clean()
    for entry in Entry.objects.all():
        entry.specific.clean()
        assert entry.names.filter(type=NameType.PREFERRED).exists()
    # Every record can be written: an upgrade begins the history of each entry with it.
    assert begin() == SIZE


@pytest.mark.usefixtures("archive")
def test_every_timed_request_answers_with_a_page() -> None:
    follower.rebuild()
    cases = list(all_cases(SIZE, 3))
    assert {case.name for case in cases} >= {"home", "entry, 200 statements"}
    for case in cases:
        # No question has five thousand places in so small an archive.
        assert bool(case.paths) == (case.name != "map: 5,000 places"), case.name
        client = client_for(case)
        for path in case.paths:
            assert client.get(path).status_code == 200, (case.name, path)


@pytest.mark.usefixtures("archive")
def test_the_same_is_asked_whichever_other_cases_are_timed() -> None:
    follower.rebuild()
    drawn = {case.name: case.paths for case in all_cases(SIZE, 3)}
    for name in ("browse: text", "suggestions", "entry, any"):
        (alone,) = [one for one in all_cases(SIZE, 3, name) if one.name == name]
        assert alone.paths == drawn[name]


def test_an_archive_is_the_same_every_time_it_is_made() -> None:
    first, second = world.World(SIZE), world.World(SIZE)
    for kind, numbers in first.ranges.items():
        for number in numbers:
            assert list(first.names(number, kind)) == list(second.names(number, kind))
            assert list(first.claims(number, kind)) == list(second.claims(number, kind))
