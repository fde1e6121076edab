"""The change log: what is written, when, and by which transaction."""

import threading

import pytest
from django.db import connection, transaction

from entries.choices import NameType, Status
from entries.models import Entry, Identifier, Name, Statement, Term
from entries.signals import entries_changed
from search import changelog
from search.models import Change
from sources.models import Source
from tests.search.making import (
    cite,
    make,
    make_paper,
    make_person,
    make_place,
    make_property,
    name,
    rename,
    set_status,
    state,
    summarise,
)

pytestmark = pytest.mark.django_db


def logged_since(position: int) -> set[int]:
    return set(Change.objects.filter(pk__gt=position).values_list("entry_id", flat=True))


def test_an_edit_and_its_log_are_one_transaction() -> None:
    trotsky = make_person()
    before = changelog.head()

    with transaction.atomic():
        rename(trotsky, "Lev Trotsky")
        assert logged_since(before) == {trotsky.pk}
        transaction.set_rollback(True)

    assert logged_since(before) == set()
    assert Name.objects.get(entry=trotsky).text == "Leon Trotsky"


def test_a_log_that_cannot_be_written_takes_the_edit_back(monkeypatch: pytest.MonkeyPatch) -> None:
    trotsky = make_person()

    def fail(*pks: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("search.signals.log_changes", fail)
    with pytest.raises(RuntimeError, match="disk full"), transaction.atomic():
        rename(trotsky, "Lev Trotsky")
    assert Name.objects.get(entry=trotsky).text == "Leon Trotsky"


@pytest.mark.django_db(transaction=True)
def test_so_it_does_outside_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        trotsky = make_person()

    def fail(*pks: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("search.signals.log_changes", fail)
    with pytest.raises(RuntimeError, match="disk full"):
        rename(trotsky, "Lev Trotsky")
    assert Name.objects.get(entry=trotsky).text == "Leon Trotsky"


def test_a_name_concerns_all_that_show_it() -> None:
    trotsky, paper, paris, stranger = make_person(), make_paper(), make_place(), make_person("X")
    state(trotsky, paper, place=paris)
    before = changelog.head()

    rename(trotsky, "Lev Trotsky")

    assert logged_since(before) == {trotsky.pk, paper.pk, paris.pk}
    assert stranger.pk not in logged_since(before)


def test_a_name_that_moves_concerns_both_entries() -> None:
    trotsky, lenin = make_person(), make_person("Vladimir Lenin")
    pen_name = name(trotsky, "N. Lenin", name_type=NameType.PEN)
    before = changelog.head()

    pen_name.entry = lenin
    pen_name.save()

    assert logged_since(before) == {trotsky.pk, lenin.pk}


def test_a_text_concerns_its_entry_alone() -> None:
    trotsky, paper = make_person(), make_paper()
    state(trotsky, paper)
    before = changelog.head()
    text = summarise(trotsky, "Revolutionary.")
    assert logged_since(before) == {trotsky.pk}

    before = changelog.head()
    text.delete()
    Identifier.objects.create(entry=trotsky, scheme="wikidata", value="Q33391")
    assert logged_since(before) == {trotsky.pk}


def test_a_statement_concerns_all_its_ends_old_and_new() -> None:
    trotsky, old, new = make_person(), make_paper(), make_paper("Novaya Zhizn")
    statement = state(trotsky, old)
    before = changelog.head()

    statement.object = new
    statement.save()

    assert logged_since(before) == {trotsky.pk, old.pk, new.pk}
    before = changelog.head()
    statement.delete()
    assert logged_since(before) == {trotsky.pk, new.pk}


def test_evidence_concerns_what_it_is_evidence_for() -> None:
    from sources.models import Citation

    trotsky, paper = make_person(), make_paper()
    source = make(Source, "My Life")
    statement, of_name = state(trotsky, paper), name(paper, "Наше слово", "ru")

    before = changelog.head()
    cite(statement, source)
    assert logged_since(before) == {trotsky.pk, paper.pk}

    before = changelog.head()
    Citation.objects.create(name=of_name, source=source)
    assert logged_since(before) == {paper.pk}

    before = changelog.head()
    Citation.objects.create(entry=trotsky, source=source).delete()
    assert logged_since(before) == {trotsky.pk}


def test_a_change_of_status_concerns_all_that_show_the_entry() -> None:
    trotsky, paper = make_person(), make_paper()
    state(trotsky, paper)
    before = changelog.head()
    trotsky.editors_note = "Compare with Volkogonov."
    trotsky.save()
    assert logged_since(before) == {trotsky.pk}

    before = changelog.head()
    set_status(trotsky, Status.WITHDRAWN)
    assert logged_since(before) == {trotsky.pk, paper.pk}


def test_a_plain_entry_is_followed_like_one_of_its_kind() -> None:
    trotsky, paper = make_person(), make_paper()
    state(trotsky, paper)
    before = changelog.head()

    set_status(Entry.objects.get(pk=trotsky.pk), Status.WITHDRAWN)

    assert logged_since(before) == {trotsky.pk, paper.pk}


def test_a_source_that_is_withdrawn_concerns_what_it_proved() -> None:
    source, trotsky, lenin = make(Source, "My Life"), make_person(), make_person("Vladimir Lenin")
    cite(state(trotsky, make_paper()), source)
    before = changelog.head()

    set_status(source, Status.WITHDRAWN)

    assert trotsky.pk in logged_since(before)
    assert lenin.pk not in logged_since(before)


def test_a_column_that_leads_to_a_withdrawn_entry_is_followed() -> None:
    france = make_place("France")
    paris = make_place()
    paris.part_of = france
    paris.save()
    before = changelog.head()

    set_status(france, Status.WITHDRAWN)

    assert paris.pk in logged_since(before)


def test_a_deleted_entry_concerns_its_neighbours() -> None:
    trotsky, paper = make_person(), make_paper()
    state(trotsky, paper)
    pk, before = trotsky.pk, changelog.head()

    trotsky.delete()

    assert logged_since(before) == {pk, paper.pk}
    assert not Statement.objects.exists()


def test_a_property_concerns_its_statements_only_when_it_decides_otherwise() -> None:
    trotsky, paper = make_person(), make_paper()
    state(trotsky, paper)
    edited = make_property()
    before = changelog.head()
    edited.label = {"en": "was editor of"}
    edited.role_label = {"en": "editor"}
    edited.save()
    assert logged_since(before) == {changelog.NO_ENTRY}

    edited.role_label = {}
    edited.save()
    assert logged_since(before) == {trotsky.pk, paper.pk, changelog.NO_ENTRY}


def test_an_occupation_concerns_the_person() -> None:
    trotsky = make_person()
    writer = Term.objects.create(scheme="occupation", code="writer", label={"en": "writer"})
    before = changelog.head()
    trotsky.occupations.add(writer)
    assert logged_since(before) == {trotsky.pk}


def test_who_writes_in_bulk_tells_it() -> None:
    trotsky = make_person()
    before = changelog.head()
    entries_changed.send(sender=Entry, pks={trotsky.pk})
    entries_changed.send(sender=Entry, pks=set())
    assert logged_since(before) == {trotsky.pk}
    assert str(Change.objects.last()) == f"{changelog.head()}: {trotsky.pk}"


def test_an_empty_log_begins_and_ends_with_nothing() -> None:
    assert (changelog.head(), changelog.tail()) == (0, 0)
    make_person()
    assert 0 < changelog.tail() <= changelog.head()


@pytest.mark.django_db(transaction=True)
def test_the_index_is_asked_to_follow_once_in_a_transaction(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[int] = []

    def follow() -> None:
        calls.append(changelog.head())

    monkeypatch.setattr("search.follower.follow", follow)
    with transaction.atomic():
        trotsky = make_person()
        summarise(trotsky, "Revolutionary.")
        assert calls == []
    assert calls == [changelog.head()]


@pytest.mark.postgres
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer, so commits cannot overtake"
)
@pytest.mark.django_db(transaction=True)
def test_numbers_of_the_log_are_in_the_order_of_commits() -> None:
    """A follower that has seen a number must have seen all below it."""
    first, second = make_person(), make_person("Vladimir Lenin")
    logged, may_commit, other_done = threading.Event(), threading.Event(), threading.Event()
    seen: list[int] = []

    def slow() -> None:
        with transaction.atomic():
            changelog.log_changes([first.pk])
            logged.set()
            may_commit.wait(10)
        connection.close()

    def quick() -> None:
        logged.wait(10)
        changelog.log_changes([second.pk])
        seen.extend(Change.objects.order_by("pk").values_list("entry_id", flat=True))
        other_done.set()
        connection.close()

    before = changelog.head()
    threads = [threading.Thread(target=slow), threading.Thread(target=quick)]
    for thread in threads:
        thread.start()
    logged.wait(10)
    assert not other_done.wait(0.5)  # it waits for the number before its own to be committed
    may_commit.set()
    for thread in threads:
        thread.join(10)

    assert seen[-2:] == [first.pk, second.pk]
    assert changelog.head() > before
