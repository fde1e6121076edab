"""What a killed process leaves in the folder of the index is in nobody's way."""

import json
from pathlib import Path

import pytest

from entries.models import Name
from people.models import Person
from search import follower, store
from search.query import SearchQuery
from tests.search.making import make_person, rename

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lenin() -> Person:
    """An indexed entry whose next change will have to mark its old document as deleted."""
    person = make_person("Vladimir Lenin")
    make_person("Leon Trotsky")
    follower.rebuild()
    return person


def leave(*, managed: bool) -> None:
    """Leave marks of deletion behind under the numbers that the next commits will want."""
    folder = Path(store.root() / store.current_name())
    number = json.loads((folder / "meta.json").read_text())["opstamp"]
    segment = next(folder.glob("*.store")).stem
    files = [f"{segment}.{number + ahead}.del" for ahead in range(1, 30)]
    for file in files:
        (folder / file).write_text("cut off")
    if managed:
        listing = folder / ".managed.json"
        listing.write_text(json.dumps([*json.loads(listing.read_text()), *files]))


@pytest.mark.parametrize("managed", [True, False], ids=["listed", "not listed"])
def test_marks_of_a_commit_that_never_was_do_not_stop_the_next(
    lenin: Person, managed: bool
) -> None:
    leave(managed=managed)
    rename(lenin, "Vladimir Ulyanov")

    assert Name.objects.get(entry=lenin).text == "Vladimir Ulyanov"
    assert SearchQuery().matching("Ulyanov").keys(5) == [lenin.pk]
    assert SearchQuery().matching("Lenin").keys(5) == []
    assert follower.verify().is_clean


def test_leftovers_that_are_listed_are_swept_away_without_a_new_index(lenin: Person) -> None:
    before = store.current_name()
    leave(managed=True)
    rename(lenin, "Vladimir Ulyanov")
    assert store.current_name() == before
