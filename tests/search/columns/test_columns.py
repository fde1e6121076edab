"""Columns say of every snapshot what the engine would count in it, or nothing."""

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from entries.choices import Status
from entries.models import Entry
from search import follower, store
from search.columns import bits, counting, reading
from search.columns.counting import count, first_of_kinds
from search.columns.reading import forget_columns, view_of
from search.columns.shape import CHANGES, FIELDS, HEAD, folders_of
from search.columns.verifying import differing_fields
from search.columns.writing import Collected
from search.follower import fresh_reader
from search.query import SearchQuery
from search.questions import all_of
from search.store import Reader
from search.tallies import Asked, forget_tallies
from tests import make

pytestmark = pytest.mark.django_db

ASKED = {field: Asked(field, 1_000) for field in FIELDS}


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    forget_columns()
    yield
    forget_columns()


def counted_by_engine(reader: Reader, query: SearchQuery) -> dict[str, Any]:
    words = {field: one.aggregation() for field, one in ASKED.items()}
    answer = reader.searcher.aggregate(all_of(query.conditions_in(reader)[0]), words)
    return {field: one.numbers(answer[field]) for field, one in ASKED.items()}


def counted(reader: Reader, query: SearchQuery) -> dict[str, Any]:
    return count(reader, query.conditions_in(reader)[0], ASKED)


def folder() -> Path:
    return folders_of(fresh_reader().folder)[-1]


QUESTIONS = (
    SearchQuery(),
    SearchQuery().where("kind", ["person"]),
    SearchQuery().matching("Comrade"),
    SearchQuery().between(1903, 1906),
    SearchQuery().matching("nobody"),
)


def live_by_chance(turns: int) -> Iterator[None]:
    """Make, change, hide and show entries, and stop after each turn."""
    dice = random.Random("columns")
    people = [make.make_person(f"Comrade {at}") for at in range(8)]
    places = [make.make_place(f"Town {at}") for at in range(4)]
    for turn in range(turns):
        person, other = dice.sample(people, 2)
        make.make_statement(person, "met", other, date=str(1900 + dice.randrange(9)))
        make.make_statement(person, "resided_in", place=dice.choice(places))
        if turn % 3 == 0:
            hidden = Entry.objects.get(pk=dice.choice([*people, *places]).pk)
            shown = hidden.status == Status.PUBLISHED
            hidden.status = Status.DRAFT if shown else Status.PUBLISHED
            hidden.save()
        if turn % 4 == 0:
            make.make_event(f"Comrade meeting {turn}", date=str(1900 + turn))
        yield


def test_they_count_what_the_engine_counts_after_any_edit() -> None:
    readers = []
    for _turn in live_by_chance(12):
        reader = fresh_reader()
        readers.append(reader)
        for query in QUESTIONS:
            assert counted(reader, query) == counted_by_engine(reader, query)
    assert view_of(readers[-1]) is not None
    # And so they do of snapshots that are held for what was counted in them.
    for reader in readers[-5:]:
        for query in QUESTIONS:
            assert counted(reader, query) == counted_by_engine(reader, query)


def test_they_are_written_anew_when_much_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "MOST_CHANGED", 5)
    follower.rebuild()
    first = folder()
    for _turn in live_by_chance(8):
        reader = fresh_reader()
        for query in QUESTIONS:
            assert counted(reader, query) == counted_by_engine(reader, query)
    assert folder() != first
    assert folders_of(fresh_reader().folder) == [folder()]
    view = view_of(fresh_reader())
    assert view is not None
    assert len(view.changed) <= 5
    assert differing_fields() == []


def assert_the_first_are_told() -> None:
    reader = fresh_reader()
    everything = counted_by_engine(reader, SearchQuery())["f_person"]
    best = sorted(everything.items(), key=lambda pair: (-pair[1], pair[0]))
    for most in range(1, 10):
        found = count(reader, [], {"people": Asked("f_person", most)})["people"]
        assert found == dict(best[:most])


def test_of_many_values_those_of_most_entries_are_told_and_of_equal_ones_the_first() -> None:
    people = [make.make_person(f"Comrade {at}") for at in range(9)]
    for at, person in enumerate(people):
        for other in people[: at // 2]:
            make.make_statement(person, "met", other)
    follower.rebuild()
    assert_the_first_are_told()
    # The same where half of it is told by what changed since.
    make.make_statement(people[0], "met", people[8])
    assert_the_first_are_told()


@pytest.mark.parametrize(("share", "most"), [(10_000, 256), (10_000, 3), (4, 256), (0, 256)])
def test_values_have_bits_where_many_entries_have_them(
    share: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bits, "SHARE", share)
    monkeypatch.setattr(bits, "MOST", most)
    monkeypatch.setattr(reading, "AT_ONCE", 5)
    for _turn in live_by_chance(6):
        pass
    follower.rebuild()
    for _renewed in range(2):
        reader = fresh_reader()
        for query in QUESTIONS:
            assert counted(reader, query) == counted_by_engine(reader, query)
        view = view_of(reader)
        assert view is not None
        assert len(view.base.frequent) <= most
        assert (len(view.base.frequent) > 0) == (share > 0)
        assert (len(view.base.values) > len(view.base.pks)) == ((share, most) != (10_000, 256))
        # What is written anew is made of the bits and the list together.
        Collected.of(view).write(reader.folder, view.base.state)
        forget_columns()


def test_they_tell_the_first_of_each_kind_old_new_and_unknown() -> None:
    person, place = make.make_person(), make.make_place()
    follower.rebuild()
    event = make.make_event()
    make.make_statement(person, "resided_in", place=place)
    keys = [9_999_999, event.pk, make.make_person("Comrade").pk, person.pk, place.pk]
    first = {"event": event.pk, "person": keys[2], "place": place.pk}
    assert first_of_kinds(fresh_reader(), np.array(keys)) == first
    assert first_of_kinds(fresh_reader(), np.array([], np.int64)) == {}


def test_a_line_of_a_commit_that_never_was_is_cut_off() -> None:
    person = make.make_person()
    follower.rebuild()
    reader = fresh_reader()
    torn = {"state": [reader.cursor + 1, reader.later_cursor + 1], "entries": {str(person.pk): {}}}
    with (folder() / CHANGES).open("a") as file:
        file.write(json.dumps(torn) + "\n")
        file.write('{"state": [9')
    assert counted(reader, SearchQuery()) == counted_by_engine(reader, SearchQuery())

    make.make_statement(person, "met", make.make_person("Comrade"))

    reader = fresh_reader()
    assert counted(reader, SearchQuery()) == counted_by_engine(reader, SearchQuery())
    assert view_of(reader) is not None
    lines = (folder() / CHANGES).read_text().splitlines()
    states = [json.loads(line)["state"] for line in lines]
    assert states[-1] == [reader.cursor, reader.later_cursor]
    assert states == sorted(states)


@pytest.mark.parametrize("name", [HEAD, "values.npy", "keys.npy", "bits.npy", CHANGES])
@pytest.mark.parametrize("deed", ["remove", "garble"])
def test_where_they_cannot_be_read_the_engine_counts(name: str, deed: str) -> None:
    for _turn in live_by_chance(3):
        pass
    follower.rebuild()
    make.make_person("Comrade who came later")
    expected = counted_by_engine(fresh_reader(), SearchQuery())
    file = folder() / name
    forget_columns()
    if deed == "remove":
        file.unlink()
    else:
        file.write_bytes(b"5\n" if name == CHANGES else b"nonsense\n")
    forget_tallies()

    assert counted(fresh_reader(), SearchQuery()) == {}
    facets = {one.facet.field: one.values for one in SearchQuery().run().facets}
    assert {one.count for one in facets["f_kind"]} == {*expected["f_kind"].values()}

    make.make_person("Comrade who came last")  # and an edit is no failure
    assert SearchQuery().matching("last").count() == 1
    follower.rebuild()
    assert counted(fresh_reader(), SearchQuery()) == counted_by_engine(
        fresh_reader(), SearchQuery()
    )


def test_the_whole_archive_is_counted_without_asking_the_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _turn in live_by_chance(4):
        pass
    expected = counted_by_engine(fresh_reader(), SearchQuery())
    monkeypatch.setattr(counting, "rank", lambda *_given: pytest.fail("was looked for"))
    assert counted(fresh_reader(), SearchQuery()) == expected


def test_columns_that_do_not_know_all_entries_of_the_index_do_not_count_it() -> None:
    make.make_person("Comrade")
    make.make_person("Comrade Jacob")
    follower.rebuild()
    reader = fresh_reader()
    view = view_of(reader)
    assert view is not None
    view.rows[view.base.pks[0]] = -1
    assert counted(reader, SearchQuery()) == {}


def test_an_index_without_columns_is_counted_by_the_engine_and_verify_says_so() -> None:
    make.make_person()
    follower.rebuild()
    call_command("search", "verify")
    (folder() / HEAD).unlink()
    forget_columns()
    assert view_of(fresh_reader()) is None
    with pytest.raises(CommandError, match="Columns and index differ in f_kind"):
        call_command("search", "verify")


def test_all_of_very_many_values_are_counted_however_many_entries_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The engine refuses to tell more than 65,000 values, and most of these are of as many entries.
    people = [make.make_person(f"Comrade {at}") for at in range(6)]
    for person, other in itertools.pairwise(people):
        make.make_statement(person, "met", other)
    follower.rebuild()
    monkeypatch.setattr(counting, "MOST_FOUND", 2)
    monkeypatch.setattr(counting, "TOLD", 4)
    reader = fresh_reader()
    persons, _near = SearchQuery().where("kind", ["person"]).conditions_in(reader)
    assert count(reader, persons, {"few": Asked("f_person", 4)}) == {}
    found = count(reader, persons, {"all": Asked("f_person", 100)})["all"]
    assert found == counted_by_engine(reader, SearchQuery())["f_person"]
    assert len(found) == 6


def test_the_engine_is_never_asked_for_more_values_than_it_tells() -> None:
    assert Asked("f_person", 200_000).aggregation()["terms"]["size"] == 60_000
    by_kind = Asked("month", 200_000, by="f_kind").aggregation()
    inner = by_kind["aggs"]["inner"]["terms"]["size"]
    assert by_kind["terms"]["size"] * inner <= 60_000


def test_an_empty_archive_has_columns_of_nothing() -> None:
    follower.rebuild()
    reader = fresh_reader()
    assert counted(reader, SearchQuery()) == {field: {} for field in FIELDS}
    assert store.current_name()
