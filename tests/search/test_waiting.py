"""A name that thousands show: the save is answered, and the others follow in the background."""

import threading
from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import Settings

from entries.choices import Status
from people.models import Person
from search import background, changelog, follower, store
from search.models import Change
from tests.search.making import found_by, make_paper, make_person, rename, set_status, state
from works.models import Publication

pytestmark = pytest.mark.django_db(transaction=True)

Started = list[Callable[[], bool]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Started:
    """What would be done in the background; two neighbours are already very many."""
    asked: Started = []
    settings.SEARCH_IN_BACKGROUND = True
    monkeypatch.setattr(changelog, "AT_ONCE", 2)
    monkeypatch.setattr(follower, "WAITING_BATCH", 2)
    monkeypatch.setattr(background, "start", asked.append)
    return asked


def make_editor_of_five_papers() -> tuple[Person, list[Publication]]:
    """Return a person, and papers whose documents hold his name."""
    with transaction.atomic():
        trotsky = make_person()
        papers = [make_paper(f"Paper {number}") for number in range(5)]
        for paper in papers:
            state(trotsky, paper)
    while follower.apply_waiting():
        pass
    return trotsky, papers


def reader() -> store.Reader:
    found = store.reader()
    assert found is not None
    return found


def test_a_new_name_is_found_at_once_and_where_it_is_shown_soon(started: Started) -> None:
    trotsky, papers = make_editor_of_five_papers()
    started.clear()

    with transaction.atomic():
        rename(trotsky, "Lev Bronstein")

    assert found_by("Bronstein") == [trotsky.pk]
    assert reader().waits
    assert set(started) == {follower.apply_waiting}
    pieces = 1
    while follower.apply_waiting():
        pieces += 1
    assert pieces == 3  # five papers, two at a time
    assert set(found_by("Bronstein")) == {trotsky.pk, *(paper.pk for paper in papers)}
    assert not reader().waits
    assert follower.verify().is_clean


def test_every_search_sees_to_it_that_what_waits_is_done(started: Started) -> None:
    trotsky, _papers = make_editor_of_five_papers()
    with transaction.atomic():
        rename(trotsky, "Lev Bronstein")
    started.clear()  # the process that was at it has ended

    follower.fresh_reader()

    assert started == [follower.apply_waiting]


def test_an_edit_in_between_overtakes_what_waits(started: Started) -> None:
    trotsky, papers = make_editor_of_five_papers()
    with transaction.atomic():
        rename(trotsky, "Lev Bronstein")
    follower.apply_waiting()
    with transaction.atomic():
        lenin = make_person("Vladimir Lenin")

    assert found_by("Lenin") == [lenin.pk]
    assert reader().waits
    assert len(found_by("Bronstein")) == 3
    while follower.apply_waiting():
        pass
    assert len(found_by("Bronstein")) == 1 + len(papers)
    assert follower.verify().is_clean


def test_what_may_not_be_seen_any_more_never_waits(started: Started) -> None:
    trotsky, papers = make_editor_of_five_papers()

    with transaction.atomic():
        set_status(trotsky, Status.WITHDRAWN)

    assert found_by("Trotsky") == []
    assert not reader().waits
    assert len(papers) == 5


def test_a_name_that_few_show_does_not_wait(started: Started) -> None:
    with transaction.atomic():
        trotsky, paper = make_person(), make_paper()
        state(trotsky, paper)
    with transaction.atomic():
        rename(trotsky, "Lev Bronstein")

    assert set(found_by("Bronstein")) == {trotsky.pk, paper.pk}
    assert not Change.objects.filter(later=True).exists()


def test_without_a_thread_it_is_done_before_the_save_is_answered(
    started: Started, settings: Settings
) -> None:
    settings.SEARCH_IN_BACKGROUND = False
    trotsky, papers = make_editor_of_five_papers()

    with transaction.atomic():
        rename(trotsky, "Lev Bronstein")

    assert len(found_by("Bronstein")) == 1 + len(papers)
    assert not started


def test_verify_applies_what_waits_before_it_compares(started: Started) -> None:
    trotsky, _papers = make_editor_of_five_papers()
    with transaction.atomic():
        rename(trotsky, "Lev Bronstein")
    assert reader().waits

    assert follower.verify().is_clean
    assert not reader().waits


def test_the_thread_does_it_all(monkeypatch: pytest.MonkeyPatch, started: Started) -> None:
    trotsky, papers = make_editor_of_five_papers()
    with transaction.atomic():
        rename(trotsky, "Lev Bronstein")
    monkeypatch.undo()

    thread = background.start(follower.apply_waiting)
    thread.join(20)

    assert not thread.is_alive()
    assert not reader().waits
    assert len(found_by("Bronstein")) == 1 + len(papers)


def test_the_thread_tries_again_while_another_process_writes() -> None:
    answers = ["busy", "more", "done"]

    def piece() -> bool:
        answer = answers.pop(0)
        if answer == "busy":
            raise store.IndexBusy
        return answer == "more"

    background.start(piece).join(20)

    assert answers == []


def test_only_one_thread_is_at_it() -> None:
    go_on = threading.Event()

    def piece() -> bool:
        go_on.wait(20)
        return False

    first = background.start(piece)
    second = background.start(piece)
    go_on.set()
    first.join(20)

    assert first is second


def test_a_thread_that_fails_says_so_and_another_can_start(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail() -> bool:
        raise OSError("disk full")

    background.start(fail).join(20)
    done = background.start(lambda: False)
    done.join(20)

    assert "disk full" in caplog.text
    assert not done.is_alive()
