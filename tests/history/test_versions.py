"""Versions: each public state is stored once, with what it changed, and reads back the same."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dates import HistoricalDate
from entries import actions
from entries.choices import Status
from entries.models import Entry, Name, Statement
from history.closing import close
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.merging.undo import preview_undo, undo
from history.models import Revision, Version, VersionPart
from history.versions.documents import read_statements
from history.versions.keeping import begin, keep
from history.versions.parts import canonical
from history.versions.reading import at_moment, latest, read_version
from history.versions.wordings import wordings_at
from records.read import from_records
from records.write import Scope, to_record
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def krupskaya() -> User:
    """A publisher."""
    return make.make_editor()


def log(entry: Entry, user: User, action: str = "change") -> None:
    """Write the log as the admin does after everything is saved."""
    actions.record(entry, user, action, "why")


def numbers(entry: Entry) -> list[int]:
    return list(Version.objects.filter(entry=entry.pk).values_list("number", flat=True))


def document(entry: Entry, number: int) -> dict[str, Any]:
    return read_version(Version.objects.get(entry=entry.pk, number=number)).document


def texts(entry: Entry, number: int) -> list[str]:
    return [name["text"] for name in document(entry, number)["names"]]


def test_publishing_makes_the_first_version_and_drafts_make_none(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    log(person, krupskaya)
    assert numbers(person) == []

    actions.publish(person, krupskaya, "checked")

    version = latest(person)
    assert version is not None
    assert (version.number, version.user, version.action) == (1, krupskaya, "publish")
    assert texts(person, 1) == list(make.TROTSKY.values())


def test_a_change_makes_a_version_and_a_save_without_one_does_not(krupskaya: User) -> None:
    person = make.make_person()
    log(person, krupskaya)
    log(person, krupskaya)
    assert numbers(person) == [1]

    Name.objects.create(entry=person, text="Leo Trotzki", language="de")
    log(person, krupskaya)

    assert numbers(person) == [1, 2]
    assert "Leo Trotzki" not in texts(person, 1)
    assert "Leo Trotzki" in texts(person, 2)


def test_a_version_costs_what_it_changed(krupskaya: User) -> None:
    person, paper = make.make_person(), make.make_publication()
    for year in range(1900, 1950):
        make.make_statement(person, "edited", paper, date=str(year))
    log(person, krupskaya)
    parts = VersionPart.objects.filter(entry=person.pk).count()

    person.names.filter(language="en").update(note={"en": "his usual name"})
    log(person, krupskaya)

    assert VersionPart.objects.filter(entry=person.pk).count() == parts + 1
    assert len(document(person, 2)["statements"]) == 50


def test_an_old_version_is_the_same_bytes_whatever_happens_later(krupskaya: User) -> None:
    person, paper = make.make_person(), make.make_publication()
    statement = make.make_statement(person, "edited", paper, date="1915")
    make.cite(statement, make.make_source(), "p. 214")
    log(person, krupskaya)
    before = canonical(document(person, 1))

    statement.date = HistoricalDate("1916")
    statement.save()
    person.names.filter(language="ru").delete()
    log(person, krupskaya)
    paper.names.filter(language="en").update(text="Our Word")
    log(paper, krupskaya)
    actions.withdraw(Entry.objects.get(pk=person.pk), krupskaya, {"en": "a mistake"})

    assert canonical(document(person, 1)) == before
    snapshot = read_version(Version.objects.get(entry=person.pk, number=1))
    assert snapshot.labels[paper.pid].labels == make.NASHE_SLOVO


def test_both_ends_of_a_statement_have_it_and_change_with_it(krupskaya: User) -> None:
    person, paper = make.make_person(), make.make_publication()
    log(person, krupskaya)
    log(paper, krupskaya)

    statement = make.make_statement(person, "edited", paper)
    log(person, krupskaya)

    assert numbers(paper) == [1, 2]
    (incoming,) = document(paper, 2)["incoming"]
    assert (incoming["subject"], incoming["id"]) == (person.pid, statement.uid)
    version = latest(paper)
    assert version is not None
    assert (version.action, version.note) == ("statement", "")

    statement.delete()
    log(person, krupskaya)

    assert document(paper, 3)["incoming"] == []
    assert document(person, 3)["statements"] == []


def test_a_draft_at_the_other_end_is_in_no_version_until_it_is_published(krupskaya: User) -> None:
    person, draft = make.make_person(), make.make_person(make.LENIN, status=Status.DRAFT)
    make.make_statement(person, "met", draft)
    log(person, krupskaya)
    log(draft, krupskaya)
    assert document(person, 1)["statements"] == []

    actions.publish(draft, krupskaya)

    assert numbers(person) == [1, 2]
    assert [row["object"] for row in document(person, 2)["statements"]] == [draft.pid]
    assert [row["subject"] for row in document(draft, 1)["incoming"]] == [person.pid]


def test_what_is_withdrawn_leaves_its_neighbours_and_comes_back(krupskaya: User) -> None:
    person, paper = make.make_person(), make.make_publication()
    make.make_statement(person, "edited", paper)
    for entry in (person, paper):
        log(entry, krupskaya)

    actions.withdraw(person, krupskaya, {"en": "a mistake"})
    assert [len(document(paper, n)["incoming"]) for n in numbers(paper)] == [1, 0]
    assert numbers(person) == [1]

    actions.publish(Entry.objects.get(pk=person.pk), krupskaya)
    assert [len(document(paper, n)["incoming"]) for n in numbers(paper)] == [1, 0, 1]


def test_editors_notes_are_in_no_version(krupskaya: User) -> None:
    person = make.make_person(editors_note="ask Natalia")
    make.make_statement(person, "edited", make.make_publication(), editors_note="see the letter")
    log(person, krupskaya)

    bodies = "".join(VersionPart.objects.values_list("body", flat=True))

    assert "ask Natalia" not in bodies
    assert "see the letter" not in bodies


def test_a_closed_entry_is_taken_out_of_the_versions_of_others(krupskaya: User) -> None:
    person, other = make.make_person(), make.make_person(make.LENIN)
    make.make_statement(person, "met", other)
    for entry in (person, other):
        log(entry, krupskaya)

    close(other, krupskaya, "privacy", {"en": "asked for"}, "a letter")

    snapshot = read_version(Version.objects.get(entry=person.pk, number=1))
    assert (snapshot.document["statements"], snapshot.withheld) == ([], 1)
    assert other.pid not in snapshot.labels


def test_a_merge_and_its_undoing_make_versions_of_all_they_touch(krupskaya: User) -> None:
    one, other, paper = make.make_person(), make.make_person(make.LENIN), make.make_publication()
    make.make_statement(other, "edited", paper)
    for entry in (one, other, paper):
        log(entry, krupskaya)

    merge = carry_out(plan([other], one), krupskaya, "").merge
    assert [row["subject"] for row in document(paper, 2)["incoming"]] == [one.pid]
    assert len(document(one, 2)["statements"]) == 1

    undo(merge, krupskaya, "")
    last = latest(paper)
    assert last is not None
    assert [row["subject"] for row in read_version(last).document["incoming"]] == [other.pid]
    assert [len(document(one, number)["statements"]) for number in numbers(one)] == [0, 1, 0]
    assert numbers(other) == [1]
    assert document(other, 1)["statements"] == document(one, 2)["statements"]


def test_an_import_makes_versions(krupskaya: User) -> None:
    person = make.make_person()
    log(person, krupskaya)
    record = to_record(person, Scope.FULL)
    record.names[0].text = "Lev Trotsky"

    from_records([record])

    assert texts(person, 2)[0] == "Lev Trotsky"
    version = latest(person)
    assert version is not None
    assert (version.action, version.user) == ("import", None)


def test_an_archive_that_had_no_versions_gets_its_first_ones(krupskaya: User) -> None:
    person, draft = make.make_person(), make.make_person(make.LENIN, status=Status.DRAFT)
    make.make_statement(person, "met", draft)

    assert begin() == 2
    assert begin() == 0

    assert (numbers(person), numbers(draft)) == ([1], [])
    assert Revision.objects.filter(entry=draft.pk).count() == 1


def test_the_version_of_a_day_is_the_last_one_before(krupskaya: User) -> None:
    person = make.make_person()
    log(person, krupskaya)
    person.names.filter(language="ru").delete()
    log(person, krupskaya)
    now = timezone.now()
    for number, age in ((1, 30), (2, 10)):
        Version.objects.filter(number=number).update(at=now - dt.timedelta(days=age))

    found = [at_moment(person, now - dt.timedelta(days=age)) for age in (40, 20, 10, 0)]

    assert [version and version.number for version in found] == [1, 1, 2, 2]


def test_putting_statements_in_another_order_writes_the_fewest_parts(krupskaya: User) -> None:
    person, paper = make.make_person(), make.make_publication()
    rows = [
        make.make_statement(person, "edited", paper, date=str(year), position=year)
        for year in range(1900, 1910)
    ]
    log(person, krupskaya)
    parts = VersionPart.objects.filter(entry=person.pk).count()

    Statement.objects.filter(pk=rows[-1].pk).update(position=0)
    log(person, krupskaya)

    assert VersionPart.objects.filter(entry=person.pk).count() == parts + 1
    order = [row["id"] for row in document(person, 2)["statements"]]
    assert order == [rows[-1].uid, *(row.uid for row in rows[:-1])]


def queries_of_keeping(person: Entry, paper: Entry, user: User) -> tuple[int, int]:
    """Return the queries of keeping two entries anew, and of keeping one changed name."""
    with CaptureQueriesContext(connection) as anew:
        keep([person.pk, paper.pk], user=user)
    person.names.filter(language="en").update(text="Lev Trotsky")
    with CaptureQueriesContext(connection) as change:
        keep([person.pk], user=user, whole=False)
    return len(anew), len(change)


def test_the_queries_do_not_grow_with_the_statements(krupskaya: User) -> None:
    counts = []
    for many in (2, 40):
        person, paper = make.make_person(), make.make_publication()
        for year in range(1900, 1900 + many):
            make.make_statement(person, "edited", paper, date=str(year))
        counts.append(queries_of_keeping(person, paper, krupskaya))

    assert counts[0] == counts[1]


def test_only_the_statements_that_were_written_are_read_again(
    krupskaya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, paper = make.make_person(), make.make_publication()
    rows = [make.make_statement(person, "edited", paper, date=str(y)) for y in range(1900, 1910)]
    log(person, krupskaya)
    log(paper, krupskaya)
    read: list[set[int]] = []

    def spy(keys: Iterable[int], scope: Scope) -> Iterable[Statement]:
        read.append(set(keys))
        return read_statements(keys, scope)

    monkeypatch.setattr("history.versions.documents.read_statements", spy)
    rows[3].certainty = "possible"
    rows[3].save()
    make.cite(rows[4], make.make_source())
    log(person, krupskaya)

    assert read == [{rows[3].pk, rows[4].pk}]
    stored = document(person, 2)["statements"]
    assert [row["certainty"] for row in stored][3] == "possible"
    assert [len(row["citations"]) for row in stored] == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0]


def test_a_source_that_is_withdrawn_leaves_the_evidence_of_others(krupskaya: User) -> None:
    person, source = make.make_person(), make.make_source()
    statement = make.make_statement(person, "edited", make.make_publication(), date="1915")
    make.cite(statement, source, "p. 214")
    make.cite(person.names.get(language="en"), source)
    for entry in (person, source):
        log(entry, krupskaya)

    actions.withdraw(Entry.objects.get(pk=source.pk), krupskaya, {"en": "a forgery"})

    assert numbers(person) == [1, 2]
    assert [len(row["citations"]) for row in document(person, 1)["statements"]] == [1]
    assert [row["citations"] for row in document(person, 2)["statements"]] == [[]]
    assert not any(name["citations"] for name in document(person, 2)["names"])


def test_a_serial_that_is_withdrawn_leaves_the_columns_of_its_issues(krupskaya: User) -> None:
    paper = make.make_publication()
    issue = make.make_issue(paper)
    for entry in (paper, issue):
        log(entry, krupskaya)

    actions.withdraw(Entry.objects.get(pk=paper.pk), krupskaya, {"en": "a mistake"})

    assert [document(issue, n)["fields"]["publication"] for n in (1, 2)] == [paper.pid, None]


def test_looking_at_what_undoing_would_do_leaves_no_version(krupskaya: User) -> None:
    one, other = make.make_person(), make.make_person(make.LENIN)
    for entry in (one, other):
        log(entry, krupskaya)
    merge = carry_out(plan([other], one), krupskaya, "").merge
    before = Version.objects.count(), Revision.objects.count()

    preview_undo(merge)

    assert (Version.objects.count(), Revision.objects.count()) == before


def test_a_renamed_property_reads_in_an_old_version_as_it_did_then(krupskaya: User) -> None:
    edited = make.make_property("edited")
    then = timezone.now()

    edited.label = {"en": "was editor of"}
    edited.save()
    edited.position = 7
    edited.save()

    assert wordings_at(then)["property", "edited"]["label"] == {"en": "edited"}
    assert wordings_at(timezone.now()) == {}


def test_a_statement_that_comes_back_stands_where_it_stood(krupskaya: User) -> None:
    person, papers = make.make_person(), [make.make_publication(str(at)) for at in range(3)]
    for at, paper in enumerate(papers):
        make.make_statement(person, "edited", paper, date=str(1914 + at), position=at)
    for one in (*papers, person):
        log(one, krupskaya)
    between = Entry.objects.get(pk=papers[1].pk)

    actions.withdraw(between, krupskaya, {"en": "a mistake"})
    actions.publish(between, krupskaya)

    assert numbers(person) == [1, 2, 3]
    dates = [one["date"]["edtf"] for one in document(person, 3)["statements"]]
    assert dates == ["1914", "1915", "1916"]
    log(person, krupskaya)
    assert numbers(person) == [1, 2, 3]
