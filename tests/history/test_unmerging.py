"""Un-merging: both as they were, and what was done since stays and is named."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError

from entries.choices import NameType, Status, TextRole
from entries.models import AuditRecord, Entry, Identifier, Image, Name, Statement, Text
from history.merging.carry_out import carry_out
from history.merging.choices import LEFT_OUT, Choices, SelfRelation
from history.merging.plan import plan
from history.merging.undo import preview_undo, undo
from history.models.merge import Merge
from records.write import Scope, to_record
from tests import make

pytestmark = pytest.mark.django_db

BRONSTEIN = {"en": "Lev Bronstein", "ru": "Лев Бронштейн"}


@pytest.fixture
def krupskaya() -> User:
    """A publisher."""
    return make.make_editor()


def merge(user: User, survivor: Entry, *others: Entry, **choices: Any) -> Merge:
    """Merge with these choices."""
    return carry_out(plan(others, survivor, Choices(**choices)), user).merge


def whole(*entries: Entry) -> list[Any]:
    """Return all there is of entries, but where statements stand among one another."""
    records = []
    for entry in entries:
        record = to_record(Entry.objects.get(pk=entry.pk), Scope.FULL).model_dump(mode="json")
        record["statements"].sort(key=lambda one: one["id"])
        records.append(record)
    return records


def make_rich(names: Any, letter: str, **columns: Any) -> Entry:
    """Make a person with a row of each sort."""
    person = make.make_person(names, summary={"en": f"Summary {letter}."}, **columns)
    person.occupations.add(make.make_term("occupation", f"trade-{letter}", f"trade {letter}"))
    source = make.make_source(f"Book {letter}")
    make.cite(person, source, "p. 1")
    make.cite(Name.objects.filter(entry=person).first() or person, source, "p. 2")
    Identifier.objects.create(entry=person, scheme="viaf", value=f"10{ord(letter)}")
    Image.objects.create(
        entry=person, role="portrait", file=f"images/{letter}.jpg", width=1, height=1
    )
    make.cite(make.make_statement(person, "member-of", make.make_organisation()), source, "p. 3")
    make.make_statement(make.make_person(make.LENIN), "met", person, date="1902")
    return person


def test_both_are_again_what_they_were(krupskaya: User) -> None:
    trotsky = make_rich(make.TROTSKY, "a")
    bronstein = make_rich(BRONSTEIN, "b", gender="male", editors_note="from the archive")
    paper, source = make.make_publication(), make.make_source()
    for person in (trotsky, bronstein):
        statement = make.make_statement(person, "edited", paper, date="1915", note=f"of {person}")
        make.cite(statement, source, f"p. {person.pk}")
    between = make.make_statement(bronstein, "met", trotsky)
    before = whole(trotsky, bronstein)

    done = merge(krupskaya, trotsky, bronstein, statements={between.uid: SelfRelation.DROP})
    assert whole(trotsky) != before[:1]
    report = undo(done, krupskaya)

    assert whole(trotsky, bronstein) == before
    assert Entry.objects.get(pk=bronstein.pk).status == Status.PUBLISHED
    assert (report.returned, report.unfolded) == (2, 2)
    assert report.stayed == []
    assert report.added == []


@pytest.mark.parametrize("decision", SelfRelation)
def test_a_statement_between_them_is_there_again(krupskaya: User, decision: SelfRelation) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    make.make_statement(trotsky, "met", bronstein, date="1902")
    statement = make.make_statement(bronstein, "met", trotsky)
    before = whole(trotsky, bronstein)
    decisions = dict.fromkeys(Statement.objects.values_list("uid", flat=True), decision)

    undo(merge(krupskaya, trotsky, bronstein, statements=decisions), krupskaya)

    assert whole(trotsky, bronstein) == before
    assert Statement.objects.filter(uid=statement.uid).exists()


def test_names_chosen_and_left_out_are_restored(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    make.cite(Name.objects.get(entry=trotsky, language="th"))
    before = whole(trotsky, bronstein)
    names = {
        Name.objects.get(entry=bronstein, language="en").pk: NameType.PREFERRED,
        Name.objects.get(entry=trotsky, language="th").pk: LEFT_OUT,
    }

    undo(merge(krupskaya, trotsky, bronstein, names=names), krupskaya)

    now = whole(trotsky, bronstein)
    assert sorted(now[0]["names"], key=str) == sorted(before[0]["names"], key=str)
    assert now[1] == before[1]
    assert Entry.objects.get(pk=trotsky.pk).labels == make.TROTSKY
    assert Name.objects.get(entry=trotsky, language="th").citations.count() == 1


def test_what_was_added_since_stays_at_the_survivor_and_is_listed(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    moved = make.make_statement(bronstein, "edited", make.make_publication())
    done = merge(krupskaya, trotsky, bronstein)
    added = make.make_statement(trotsky, "born", make.make_place())
    Name.objects.create(entry=trotsky, text="Antid Oto", language="en", type=NameType.PEN)

    report = undo(done, krupskaya)

    added.refresh_from_db()
    moved.refresh_from_db()
    assert (added.subject_id, moved.subject_id) == (trotsky.pk, bronstein.pk)
    assert report.added == [added.uid]
    assert Name.objects.get(text="Antid Oto").entry_id == trotsky.pk


def test_what_was_changed_since_stays_changed_and_is_named(krupskaya: User) -> None:
    trotsky = make.make_person(summary={"en": "A revolutionary."})
    bronstein = make.make_person(BRONSTEIN, gender="male", summary={"ru": "Студент."})
    statement = make.make_statement(bronstein, "edited", make.make_publication())
    gone = make.make_statement(bronstein, "met", make.make_person(make.LENIN))
    done = merge(krupskaya, trotsky, bronstein)
    Text.objects.filter(entry=trotsky, language="ru").update(body="Революционер.")
    Name.objects.filter(entry=trotsky, text="Lev Bronstein").update(type=NameType.BIRTH)
    Statement.objects.filter(pk=statement.pk).update(qualifier={"en": "founder"})
    uid = gone.uid
    gone.delete()

    report = undo(done, krupskaya)

    statement.refresh_from_db()
    assert (statement.subject_id, statement.qualifier) == (bronstein.pk, {"en": "founder"})
    assert Text.objects.get(entry=trotsky, language="ru").body == "Революционер."
    assert Name.objects.get(entry=trotsky, text="Lev Bronstein").type == NameType.BIRTH
    assert not Statement.objects.filter(uid=uid).exists()
    assert report.stayed == [
        f"Statements removed since the merge are not brought back: {uid}",
        "The name “Lev Bronstein” was changed since and stays.",
        "The text (summary, ru) was changed since and stays.",
    ]


def test_columns_redirects_and_citations_of_others_lead_back(krupskaya: User) -> None:
    source, double = make.make_source(), make.make_source("Encyclopaedia, Trotsky")
    older = make.make_source("Encyclopaedia (old)")
    merge(krupskaya, double, older)
    statement = make.make_statement(make.make_person(), "born", make.make_place())
    for which, spot in ((source, "p. 1"), (double, "p. 1"), (double, "p. 2")):
        make.cite(statement, which, spot)
    place, twin = make.make_place(), make.make_place("Ianovka")
    event = make.make_event(place=twin)

    undo(merge(krupskaya, source, double), krupskaya)
    undo(merge(krupskaya, place, twin), krupskaya)

    cited = sorted((one.source_id, one.locator) for one in statement.citations.all())
    assert cited == sorted([(source.pk, "p. 1"), (double.pk, "p. 1"), (double.pk, "p. 2")])
    assert Entry.objects.get(pk=older.pk).merged_into_id == double.pk
    event.refresh_from_db()
    assert event.place_id == twin.pk


def test_merges_into_one_survivor_are_undone_in_any_order(krupskaya: User) -> None:
    trotsky = make.make_person()
    first, second = make.make_person(BRONSTEIN), make.make_person(BRONSTEIN)
    paper, source = make.make_publication(), make.make_source()
    for person in (trotsky, first, second):
        statement = make.make_statement(person, "edited", paper)
        if person is not trotsky:
            make.cite(statement, source, "p. 9")
    before = whole(trotsky, first, second)
    one = merge(krupskaya, trotsky, first)
    two = merge(krupskaya, trotsky, second)

    undo(one, krupskaya)
    (kept,) = Statement.objects.filter(subject=trotsky)
    assert kept.citations.count() == 1  # the second says it as well
    undo(two, krupskaya)

    assert whole(first, second) == before[1:]


def test_a_merge_on_which_a_later_one_rests_waits_for_that(krupskaya: User) -> None:
    trotsky = make.make_person()
    first, second = make.make_person(BRONSTEIN), make.make_person("Bronshtein")
    paper = make.make_publication()
    for person in (first, second):
        make.make_statement(person, "edited", paper)
    before = whole(trotsky, first, second)
    one = merge(krupskaya, trotsky, first)
    two = merge(krupskaya, trotsky, second)

    with pytest.raises(ValidationError, match=f"{second.pid}.*undo that first"):
        undo(one, krupskaya)
    undo(two, krupskaya)
    undo(one, krupskaya)

    assert whole(trotsky, first, second) == before


def test_a_survivor_that_was_merged_itself_comes_back_first(krupskaya: User) -> None:
    first, second, last = (make.make_person(name) for name in ("Bronstein", "Trotzki", "Trotsky"))
    one = merge(krupskaya, second, first)
    two = merge(krupskaya, last, second)

    with pytest.raises(ValidationError, match="undo that first"):
        undo(one, krupskaya)
    undo(two, krupskaya)
    assert Entry.objects.get(pk=first.pk).merged_into_id == second.pk
    undo(one, krupskaya)
    assert Entry.objects.get(pk=first.pk).merged_into_id is None


def test_a_preview_changes_nothing(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    moved = make.make_statement(bronstein, "edited", make.make_publication())
    done = merge(krupskaya, trotsky, bronstein)

    assert preview_undo(done).returned == 1

    moved.refresh_from_db()
    assert moved.subject_id == trotsky.pk
    assert Entry.objects.get(pk=bronstein.pk).status == Status.MERGED


def test_a_merge_is_undone_once_and_only_by_who_may(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    done = merge(krupskaya, trotsky, bronstein)

    with pytest.raises(PermissionDenied):
        undo(done, User.objects.create_user("zasulich"))
    undo(done, krupskaya, "two persons after all")
    with pytest.raises(ValidationError, match="already"):
        undo(done, krupskaya)

    told = AuditRecord.objects.filter(action="unmerge")
    assert {one.entry_id for one in told} == {trotsky.pk, bronstein.pk}
    assert {one.note for one in told} == {"two persons after all"}
    assert Merge.objects.get().undone_by == krupskaya


def test_texts_that_were_written_for_the_merge_go_with_it(krupskaya: User) -> None:
    trotsky = make.make_person(summary={"en": "A revolutionary."})
    bronstein = make.make_person(BRONSTEIN, summary={"ru": "Студент."})
    written = {(TextRole.SUMMARY, "en"): "Both.", (TextRole.SUMMARY, "ru"): ""}

    undo(merge(krupskaya, trotsky, bronstein, texts=written), krupskaya)

    texts = dict(Text.objects.filter(entry=trotsky).values_list("language", "body"))
    assert texts == {"en": "A revolutionary."}
