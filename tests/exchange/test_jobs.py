"""Jobs: what rows do and what is wrong with them, going on after a crash, and undoing."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dates import HistoricalDate
from entries import actions as steps
from entries.choices import Status
from entries.models import Entry, Name
from exchange import actions
from exchange.models import Job, JobRow
from exchange.work import checking, worker, writing
from history.models import Revision
from records.read import from_record
from records.write import Scope, to_record
from tests import make
from tests.desk.conftest import make_member
from tests.exchange.tables import as_csv, exported, imported, outcomes, said, tried, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def martov(db: None) -> User:
    return make_member("martov", "editor")


def last_revision(entry: Entry) -> int:
    return Revision.objects.filter(pid=entry.pid).latest("number").number


# Which entry a row means


def test_a_pid_counts_before_a_number_and_that_before_a_name(martov: User) -> None:
    person = make.make_person()
    other = make.make_person({"en": "Lev Trotsky"})
    other.identifiers.create(scheme="wikidata", value="Q33391")
    text = as_csv(
        "pid ¦ name_en ¦ wikidata",
        f"{person.pid} ¦ L. Trotsky ¦",
        " ¦ L. D. Trotsky ¦ https://www.wikidata.org/wiki/Q33391",
        " ¦ Vera Zasulich ¦",
    )

    job = tried(martov, "person", text)

    assert outcomes(job) == ["update", "update", "create"]
    assert [row.pid for row in job.rows.all()][:2] == [person.pid, other.pid]


def test_a_name_with_the_same_date_is_the_entry_and_one_with_another_is_not(martov: User) -> None:
    event = make.make_event(date=HistoricalDate("1915-09-05/1915-09-08"))
    text = as_csv(
        "name_en ¦ date",
        "zimmerwald conference ¦ September 1915",
        "Zimmerwald Conference ¦ 1935",
        "Zimmerwald Conference ¦",
    )

    job = tried(martov, "event", text)

    assert outcomes(job) == ["update", "create", "ask namesake"]
    assert job.rows.get(number=1).pid == event.pid
    assert job.rows.get(number=3).problems[0]["choices"] == [event.pk]


def test_a_name_in_another_script_is_asked_about(martov: User) -> None:
    person = make.make_person()

    job = tried(martov, "person", as_csv("name_ru", "Левъ Давидовичъ Троцкій"))
    assert outcomes(job) == ["ask namesake"]
    assert job.rows.get().problems[0]["choices"] == [person.pk]


def test_what_was_deleted_merged_or_is_of_another_kind_is_a_fault(martov: User) -> None:
    survivor = make.make_person()
    merged = make.make_person(
        "Trotzki", status=Status.MERGED, merged_into=Entry.objects.get(pk=survivor.pk)
    )
    place = make.make_place()
    gone = make.make_person("Nobody", status=Status.DRAFT)
    steps.discard(Entry.objects.get(pk=gone.pk), martov)
    text = as_csv("pid ¦ name_en", *(f"{one.pid} ¦ x" for one in (merged, place, gone)))

    job = tried(martov, "person", text)

    assert outcomes(job) == ["error merged", "error kind", "error gone"]


# What is wrong with a row


def test_every_fault_is_named_with_its_column(martov: User) -> None:
    make.make_property("born", object_kinds=["place"])
    person, serial = make.make_person(), make.make_publication()
    text = as_csv(
        "subject ¦ property ¦ object ¦ value_en ¦ date ¦ certainty ¦ where",
        f"{person.pid} ¦ born ¦ {serial.pid} ¦ ¦ ¦ ¦",
        f"{person.pid} ¦ invented ¦ ¦ x ¦ ¦ ¦",
        f"{person.pid} ¦ born ¦ Nowhere ¦ ¦ 31.02.1905 ¦ perhaps ¦ p. 1",
        f"{person.pid} ¦ born ¦ ¦ ¦ ¦ ¦",
        f"{person.pid} ¦ born ¦ {person.pid} ¦ ¦ ¦ ¦",
        " ¦ born ¦ ¦ x ¦ ¦ ¦",
        f"{person.pid} ¦ born in ¦ ¦ x ¦ 1879 ¦ вероятно ¦",
    )

    job = tried(martov, "statement", text)

    columns = [[one["column"] for one in row.problems] for row in job.rows.all()]
    assert outcomes(job)[:2] == ["error refused", "error property"]
    assert columns[2] == ["object", "date", "certainty", "source"]
    assert outcomes(job)[3:] == [
        "error refused",
        "error refused",
        "error missing",
        "create",
    ] or said(job)


def test_check_digits_lengths_and_taken_identifiers_are_faults(martov: User) -> None:
    make.make_person().identifiers.create(scheme="viaf", value="59263727")
    text = as_csv(
        "pid ¦ name_en ¦ isni ¦ viaf",
        f" ¦ {'x' * 301} ¦ ¦",
        " ¦ Vera Zasulich ¦ 0000000121032684 ¦",
        f"{make.make_person({'en': 'Vera'}).pid} ¦ Vera ¦ ¦ 59263727",
    )

    job = tried(martov, "person", text)

    assert outcomes(job) == ["error long", "error identifier", "error taken"]


def test_the_same_entry_twice_in_a_file_is_a_fault_of_the_second(martov: User) -> None:
    job = tried(martov, "topic", as_csv("name_en", "War", "Peace", "war"))

    assert outcomes(job) == ["create", "create", "error twice"]
    assert said(job) == ["4: Line 2 is of the same entry."]


def test_rows_without_a_name_are_not_called_the_same_entry(martov: User) -> None:
    job = tried(martov, "person", as_csv("name_en ¦ gender", "¦ male", "¦ male"))

    assert said(job) == [f"{line}: An entry needs a name." for line in (2, 3)]


def test_a_heading_that_comes_twice_is_remembered_as_what_it_meant(martov: User) -> None:
    text = as_csv("name_en ¦ name_en ¦ gender", "Parvus ¦ Helphand ¦ male")
    tried(martov, "person", text)

    assert upload(martov, "person", text).details["mapping"] == ["name_en", "", "gender"]


def test_an_empty_cell_leaves_or_empties_as_was_chosen(martov: User) -> None:
    person = make.make_person(gender="male")
    text = as_csv("pid ¦ gender ¦ name_ru", f"{person.pid} ¦ ¦")

    assert outcomes(tried(martov, "person", text)) == ["skip"]
    imported(martov, "person", text, clear=True)

    person.refresh_from_db()
    assert person.gender == ""
    assert sorted(person.labels) == ["en", "th"]


def test_a_name_that_changes_keeps_its_evidence(martov: User) -> None:
    person = make.make_person()
    make.cite(person.names.get(language="ru"), make.make_source(), "p. 3")

    imported(martov, "person", as_csv("pid ¦ name_ru", f"{person.pid} ¦ Л. Д. Троцкий"))

    name = person.names.get(language="ru")
    assert (name.text, name.citations.get().locator) == ("Л. Д. Троцкий", "p. 3")


def test_statements_without_anchor_are_added_once(martov: User) -> None:
    make.make_property("born")
    person = make.make_person()
    text = as_csv("subject ¦ property ¦ value_en ¦ date", f"{person.pid} ¦ born ¦ Yanovka ¦ 1879")

    imported(martov, "statement", text)

    assert outcomes(tried(martov, "statement", text)) == ["skip"]
    assert person.statements.count() == 1
    assert str(Entry.objects.get(pk=person.pk).span.edtf) == "1879/"  # type: ignore[union-attr]


def test_rows_may_refer_to_later_rows_by_name(
    martov: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BATCH", 1)
    text = as_csv("name_en ¦ part_of", "Yanovka ¦ Kherson Governorate", "Kherson Governorate ¦")

    job = imported(martov, "place", text)

    assert (job.state, job.counts["written"]) == (Job.State.DONE, 2)
    village = Entry.objects.get(labels__en="Yanovka").specific
    assert str(village.part_of) == "Kherson Governorate"  # type: ignore[attr-defined]


# Rights


def test_drafts_of_contributors_stay_drafts_and_status_is_a_publishers(martov: User) -> None:
    zasulich = make_member("zasulich", "contributor")
    draft = make.make_person(status=Status.DRAFT, created_by=zasulich)
    text = as_csv(
        "pid ¦ name_en ¦ status ¦ published_at",
        f"{draft.pid} ¦ L. Trotsky ¦ published ¦ 2026-01-01T00:00Z",
        " ¦ Vera Zasulich ¦ published ¦ 2026-01-01T00:00Z",
    )

    imported(martov, "person", text, standing=True)

    assert set(Entry.objects.values_list("status", flat=True)) == {Status.DRAFT}
    draft.refresh_from_db()
    assert (draft.created_by, draft.changed_by) == (zasulich, martov)
    with pytest.raises(PermissionDenied):
        upload(zasulich, "person", text)


def test_a_right_that_is_gone_ends_a_job(martov: User) -> None:
    job = tried(martov, "topic", as_csv("name_en", "War"))
    Job.objects.filter(pk=job.pk).update(state=Job.State.WRITING, beat=None)
    martov.groups.clear()

    worker.run_waiting()

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert not Entry.objects.exists()


# Writing, crashing, undoing


def test_a_job_goes_on_where_a_crash_left_it(martov: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 2)
    job = tried(martov, "topic", as_csv("name_en", "One", "Two", "Three", "Four", "Five"))
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.WRITING, mode="good", worker="a", beat=None
    )
    found = worker._claim()
    assert found is not None
    writing.Writer(found).step()
    assert Entry.objects.count() == 2
    assert worker.run_waiting() == 0  # somebody was at it a moment ago

    Job.objects.filter(pk=job.pk).update(beat=timezone.now() - timedelta(minutes=5))
    call_command("jobs", "run")

    job.refresh_from_db()
    assert (job.state, job.counts["written"]) == (Job.State.DONE, 5)
    assert sorted(map(str, Entry.objects.all())) == ["Five", "Four", "One", "Three", "Two"]
    with pytest.raises(worker.Lost):
        worker.hold(found)


def test_a_job_that_never_ends_fails_in_words(martov: User) -> None:
    job = tried(martov, "topic", as_csv("name_en", "War"))
    Job.objects.filter(pk=job.pk).update(state=Job.State.CHECKING, beat=None, attempts=5)

    worker.run_waiting()

    job.refresh_from_db()
    assert (job.state, job.message) == (
        Job.State.FAILED,
        "It was begun several times and never came to an end.",
    )


def test_all_or_none_takes_back_what_was_written_before_a_fault(
    martov: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BATCH", 1)
    person = make.make_person()
    text = as_csv(
        "pid ¦ name_en",
        f"{person.pid} ¦ L. Trotsky",
        " ¦ Vera",
        f"{make.make_person({'en': 'Ann'}, status=Status.DRAFT).pid} ¦ Anna",
    )
    job = tried(martov, "person", text)
    steps.discard(Entry.objects.get(labels__en="Ann"), martov)

    actions.write_job(job, martov, "all")

    assert job.state == Job.State.FAILED
    assert job.message.startswith("Nothing was written. Line 4:")
    assert sorted(str(one) for one in Entry.objects.filter(kind="person")) == ["Leon Trotsky"]


def test_all_or_none_that_is_stopped_leaves_nothing(
    martov: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BATCH", 2)
    job = tried(martov, "topic", as_csv("name_en", "One", "Two", "Three"))
    Job.objects.filter(pk=job.pk).update(state=Job.State.WRITING, mode="all", beat=None)
    found = worker._claim()
    assert found is not None
    writing.Writer(found).step()
    assert Entry.objects.count() == 2

    actions.stop_job(job, martov)

    assert (job.state, job.message) == (Job.State.FAILED, "Nothing was written. It was stopped.")
    assert not Entry.objects.exists()
    with pytest.raises(ValidationError, match="nothing to write"):
        actions.write_job(job, martov, "all")
    with pytest.raises(worker.Lost):
        worker.hold(found)


def test_undoing_deletes_what_was_made_and_restores_what_was_changed(martov: User) -> None:
    person = make.make_person()
    make.make_property("born")
    steps.record(Entry.objects.get(pk=person.pk), martov, "change")
    before = to_record(Entry.objects.get(pk=person.pk), Scope.FULL)
    places = imported(
        martov, "place", as_csv("name_en ¦ part_of", "Yanovka ¦ Kherson", "Kherson ¦")
    )
    text = as_csv("subject ¦ property ¦ place", f"{person.pid} ¦ born ¦ Yanovka")
    claims = imported(martov, "statement", text)

    actions.undo_job(places, martov)

    assert (places.state, places.counts["kept"]) == (Job.State.UNDONE, 2)
    assert "refer to it" in said(places)[0]
    actions.undo_job(claims, martov)
    assert to_record(Entry.objects.get(pk=person.pk), Scope.FULL) == before
    actions.undo_job(places, martov)
    assert (places.counts["undone"], places.counts["kept"]) == (2, 0)
    assert not Entry.objects.filter(kind="place").exists()


def test_what_was_changed_since_stays_and_is_reported(martov: User) -> None:
    job = imported(martov, "topic", as_csv("name_en", "War", "Peace"))
    war = Entry.objects.get(labels__en="War")
    Name.objects.create(entry=war, text="Война", language="ru", type="preferred")
    steps.record(Entry.objects.get(pk=war.pk), martov, "change")

    actions.undo_job(job, martov)

    assert [str(entry) for entry in Entry.objects.all()] == ["War"]
    assert said(job) == ["2: It has been changed since."]


def test_a_fault_that_the_database_finds_costs_only_its_row(
    martov: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, small = make.make_place("Russia"), make.make_place("Kherson")
    record = to_record(Entry.objects.get(pk=small.pk), Scope.FULL)
    record.fields.part_of = whole.pid  # type: ignore[union-attr]
    from_record(record)
    text = as_csv("pid ¦ part_of ¦ name_en", f"{whole.pid} ¦ {small.pid} ¦", " ¦ ¦ Yanovka")

    job = imported(martov, "place", text, "good")

    assert job.counts == {"create": 1, "error": 1, "written": 1}
    assert outcomes(job) == ["error refused", "create"]


def test_a_trial_costs_the_same_queries_for_any_number_of_rows(martov: User) -> None:
    def cost(count: int) -> int:
        for number in range(count):
            make.make_place(f"Village {count} {number}")
        job = tried(martov, "place", exported("place"))
        with CaptureQueriesContext(connection) as found:
            actions.try_import(job, martov, job.details["mapping"], {})
        return len(found)

    assert cost(2) == cost(12)
    assert checking.BATCH > 14
    assert JobRow.objects.count() == 2 + 14
