"""What pages show of entries outlives the edits of others, and no edit of their own."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.models import Entry
from search.changelog import knowing, state
from search.remembered import Made, Make, Remembered
from tests import make
from tests.search.making import rename

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf() -> Remembered[int, str]:
    return Remembered(3)


class Reader:
    """Reads the English label of entries, and counts how often it had to."""

    def __init__(self, *others: Entry) -> None:
        self.others = [other.pk for other in others]
        self.asked: list[list[int]] = []

    def __call__(self, keys: list[int]) -> dict[int, Made[str]]:
        self.asked.append(keys)
        rows = Entry.objects.filter(pk__in=keys)
        return {row.pk: Made(row.labels["en"], self.others) for row in rows}


def test_what_is_remembered_costs_one_query(shelf: Remembered[int, str]) -> None:
    person, read = make.make_person(), Reader()
    shelf.look_up([person.pk], read)
    with CaptureQueriesContext(connection) as queries:
        assert shelf.look_up([person.pk], read) == {person.pk: "Leon Trotsky"}
    assert len(queries) == 1
    assert len(read.asked) == 1


def test_it_costs_none_where_the_state_of_the_archive_is_known(shelf: Remembered[int, str]) -> None:
    person, read = make.make_person(), Reader()
    with knowing(state()):
        shelf.look_up([person.pk], read)
        with CaptureQueriesContext(connection) as queries:
            assert shelf.look_up([person.pk], read) == {person.pk: "Leon Trotsky"}
    assert len(queries) == 0
    assert len(read.asked) == 1


def test_what_changed_since_the_known_state_is_forgotten_afterwards(
    shelf: Remembered[int, str],
) -> None:
    person, read = make.make_person(), Reader()
    with knowing(state()):
        shelf.look_up([person.pk], read)
        rename(person, "Lev Trotsky")
        shelf.look_up([person.pk], read)
    assert shelf.look_up([person.pk], read) == {person.pk: "Lev Trotsky"}


def test_only_what_is_missing_is_made(shelf: Remembered[int, str]) -> None:
    one, other, read = make.make_person(), make.make_person(), Reader()
    shelf.look_up([one.pk], read)
    found = shelf.look_up([one.pk, other.pk], read)
    assert read.asked == [[one.pk], [other.pk]]
    assert found.keys() == {one.pk, other.pk}


def test_what_is_not_there_is_remembered_as_well(shelf: Remembered[int, str]) -> None:
    make.make_person()
    read = Reader()
    assert shelf.look_up([404], read) == shelf.look_up([404], read) == {}
    assert len(read.asked) == 1


def test_an_edit_forgets_the_entry_and_no_other(shelf: Remembered[int, str]) -> None:
    one, other, read = make.make_person(), make.make_person(), Reader()
    shelf.look_up([one.pk, other.pk], read)
    rename(one, "Lev Trotsky")
    found = shelf.look_up([one.pk, other.pk], read)
    assert found == {one.pk: "Lev Trotsky", other.pk: "Leon Trotsky"}
    assert read.asked[1:] == [[one.pk]]


def test_an_edit_forgets_what_was_made_of_the_entry_too(shelf: Remembered[int, str]) -> None:
    author, work = make.make_person(), make.make_work()
    read = Reader(author)
    shelf.look_up([work.pk], read)
    make.make_place()
    shelf.look_up([work.pk], read)
    assert len(read.asked) == 1
    rename(author, "Lev Trotsky")
    shelf.look_up([work.pk], read)
    assert len(read.asked) == 2


def test_a_new_word_of_the_vocabulary_forgets_all(shelf: Remembered[int, str]) -> None:
    person, read = make.make_person(), Reader()
    shelf.look_up([person.pk], read)
    make.make_term("place-type", "village", "village")
    shelf.look_up([person.pk], read)
    assert len(read.asked) == 2


def test_languages_are_remembered_apart(shelf: Remembered[int, str]) -> None:
    person, read = make.make_person(), Reader()
    shelf.look_up([person.pk], read, "en")
    shelf.look_up([person.pk], read, "th")
    assert len(read.asked) == 2


def test_what_was_asked_for_longest_ago_is_forgotten_first(shelf: Remembered[int, str]) -> None:
    people, read = [make.make_person() for _number in range(4)], Reader()
    for person in people:
        shelf.look_up([people[0].pk], read)
        shelf.look_up([person.pk], read)
    read.asked.clear()
    shelf.look_up([person.pk for person in people], read)
    assert read.asked == [[people[1].pk]]


def test_what_is_good_for_one_reader_is_not_remembered(shelf: Remembered[int, str]) -> None:
    person = make.make_person()
    calls = []

    def read(keys: list[int]) -> dict[int, Made[str]]:
        calls.append(keys)
        return {key: Made("in their language", lasts=False) for key in keys}

    shelf.look_up([person.pk], read)
    shelf.look_up([person.pk], read)
    assert len(calls) == 2


def test_what_was_read_before_an_edit_that_others_saw_is_not_remembered(
    shelf: Remembered[int, str],
) -> None:
    person, read = make.make_person(), Reader()

    def slowly(keys: list[int]) -> dict[int, Made[str]]:
        old = read(keys)
        rename(person, "Lev Trotsky")
        Remembered[int, str](1).look_up([person.pk], Reader())
        return dict(old)

    make_slowly: Make[int, str] = slowly
    assert shelf.look_up([person.pk], make_slowly) == {person.pk: "Leon Trotsky"}
    assert shelf.look_up([person.pk], read) == {person.pk: "Lev Trotsky"}


@pytest.mark.django_db(transaction=True)
def test_an_edit_that_is_taken_back_leaves_nothing(shelf: Remembered[int, str]) -> None:
    person, read = make.make_person(), Reader()
    shelf.look_up([person.pk], read)
    with transaction.atomic():
        rename(person, "Lev Trotsky")
        assert shelf.look_up([person.pk], read) == {person.pk: "Lev Trotsky"}
        transaction.set_rollback(True)
    assert shelf.look_up([person.pk], read) == {person.pk: "Leon Trotsky"}


def test_a_list_shows_the_new_name_of_an_author_at_once(client: Client) -> None:
    author, work = make.make_person(), make.make_work("My Life")
    make.make_statement(author, "wrote", work)
    for expected in ("aufirst=Leon&amp;rft.aulast=Trotsky", "aufirst=Lev&amp;rft.aulast=Bronstein"):
        page = client.get("/en/browse/", {"kind": "work"}).content.decode()
        assert expected in page
        rename(author, "Lev Bronstein")
