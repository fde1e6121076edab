"""What every entry is, whatever its kind."""

from typing import Any

import pytest

from entries import lookup
from entries.choices import PLURALS, Kind, Status, TextRole
from entries.models import Entry, Text
from people.models import Person
from records.columns import MODELS
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", Kind.values)
def test_an_entry_knows_its_kind_and_is_found_as_it(kind: str) -> None:
    columns: dict[str, Any] = {"publication": make.make_publication()} if kind == Kind.ISSUE else {}
    made = make.make_entry(MODELS[kind], "Something", **columns)
    bare = Entry.objects.get(pk=made.pk)

    assert bare.kind == kind
    assert type(bare.specific) is MODELS[kind]
    assert bare.specific == made
    assert made.specific is made


def test_every_kind_has_its_own_place_in_addresses() -> None:
    assert set(PLURALS) == set(Kind.values)
    assert len(set(PLURALS.values())) == len(Kind.values)


def test_what_the_public_sees_is_published() -> None:
    entries = {status: make.make_person(status=status) for status in Status if status != "merged"}

    assert list(Person.objects.published()) == [entries[Status.PUBLISHED]]
    assert [one for one in entries.values() if one.is_public] == [entries[Status.PUBLISHED]]


def merge(entry: Entry, survivor: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(status=Status.MERGED, merged_into=survivor.pk)


def test_a_chain_of_merges_ends_at_the_last_survivor() -> None:
    first, second, last = (make.make_person(name) for name in ("Bronstein", "Trotzki", "Trotsky"))
    merge(first, second)
    merge(second, last)

    assert Entry.objects.get(pk=first.pk).survivor().pk == last.pk
    assert Entry.objects.get(pk=last.pk).survivor().pk == last.pk


def test_a_circle_of_merges_comes_to_an_end() -> None:
    first, second = make.make_person("Trotsky"), make.make_person("Trotzki")
    merge(first, second)
    merge(second, first)

    assert Entry.objects.get(pk=first.pk).survivor().status == Status.MERGED


def test_an_entry_without_a_name_shows_its_identifier() -> None:
    entry = make.make_person({})

    assert str(entry) == entry.pid
    assert entry.label.text == ""


def test_a_text_shows_its_beginning() -> None:
    person = make.make_person(summary={"en": "Revolutionary and writer. " * 9})
    text = person.texts.get()

    assert str(text) == text.body[:60]
    assert text.role == TextRole.SUMMARY
    assert Text.objects.filter(entry__pid=person.pid).count() == 1


def test_typing_finds_entries_once_a_finder_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "_finders", [])
    assert lookup.find_entries("Троцкий") == []

    lookup.register(lambda text, kinds, limit, drafts: [limit] if drafts else [])
    lookup.register(lambda text, kinds, limit, drafts: [limit + 1] if drafts else [])
    assert lookup.find_entries("Троцкий", [Kind.PERSON], 5) == [6]
