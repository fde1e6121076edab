"""What of an earlier revision cannot be brought back: it is named, and left out by consent."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from entries import actions
from entries.choices import Status
from entries.models import Entry, Identifier, Image, Property, Statement
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.models import Revision, RevisionPart
from history.restoring.actions import preview_restore, restore_revision
from history.restoring.fitting import Fitted, Reason
from people.models import Person
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def krupskaya() -> User:
    return make.make_editor()


def log(entry: Entry, user: User) -> int:
    """Write the log as the admin does, and return the number of the last revision."""
    actions.record(Entry.objects.get(pk=entry.pk), user, "change")
    return Revision.objects.filter(pid=entry.pid).latest("number").number


def outlook(entry: Entry, number: int) -> Fitted:
    revision = Revision.objects.get(pid=entry.pid, number=number)
    return preview_restore(Entry.objects.get(pk=entry.pk), revision)[1]


def losses(entry: Entry, number: int) -> list[tuple[str, str, str]]:
    return [(one.reason, one.section, one.what) for one in outlook(entry, number).losses]


def restore(entry: Entry, number: int, user: User, note: str = "") -> None:
    """Restore with consent to all that is left out."""
    restore_revision(entry, number, user, note, agreed=outlook(entry, number).digest)


def test_an_entry_that_is_gone_is_named_and_left_out_only_with_consent(krupskaya: User) -> None:
    person, draft = make.make_person(), make.make_person(make.LENIN, status=Status.DRAFT)
    make.make_statement(person, "met", draft)
    kept = make.make_statement(person, "edited", make.make_publication())
    first = log(person, krupskaya)
    Statement.objects.all().delete()
    log(person, krupskaya)
    actions.discard(draft, krupskaya)

    assert losses(person, first) == [(Reason.GONE, "statements", "object")]
    for agreed in ("", "0" * 32):
        with pytest.raises(ValidationError) as caught:
            restore_revision(person, first, krupskaya, agreed=agreed)
        assert caught.value.code == "losses"
    assert not Statement.objects.exists()

    restore(person, first, krupskaya)
    assert [one.uid for one in Statement.objects.all()] == [kept.uid]


def test_consent_does_not_cover_what_was_lost_after_it(krupskaya: User) -> None:
    person = make.make_person()
    drafts = [make.make_person(name, status=Status.DRAFT) for name in (make.LENIN, "Martov")]
    for draft in drafts:
        make.make_statement(person, "met", draft)
    first = log(person, krupskaya)
    Statement.objects.all().delete()
    log(person, krupskaya)
    actions.discard(drafts[0], krupskaya)
    agreed = outlook(person, first).digest
    actions.discard(drafts[1], krupskaya)

    with pytest.raises(ValidationError) as caught:
        restore_revision(person, first, krupskaya, agreed=agreed)

    assert caught.value.code == "losses"


def test_a_place_that_is_gone_leaves_its_statement(krupskaya: User) -> None:
    person, place = make.make_person(), make.make_place(status=Status.DRAFT)
    make.make_statement(person, "born", value="a farm", place=place)
    first = log(person, krupskaya)
    Statement.objects.update(place=None)
    log(person, krupskaya)
    actions.discard(place, krupskaya)
    Statement.objects.all().delete()
    log(person, krupskaya)

    assert losses(person, first) == [(Reason.GONE, "statements", "place")]
    restore(person, first, krupskaya)
    assert Statement.objects.get().place is None


def test_a_merged_entry_is_led_on_to_its_survivor(krupskaya: User) -> None:
    person, lenin = make.make_person(), make.make_person(make.LENIN)
    double = make.make_person("N. Lenin")
    make.make_statement(person, "met", double)
    source, reprint = make.make_source("My Life"), make.make_source("My Life (reprint)")
    make.cite(person, reprint)
    first = log(person, krupskaya)
    Statement.objects.all().delete()
    person.citations.all().delete()
    log(person, krupskaya)
    carry_out(plan([double], lenin), krupskaya)
    carry_out(plan([reprint], source), krupskaya)

    found = outlook(person, first)
    assert [(one.reason, one.to) for one in found.losses] == [
        (Reason.MERGED, lenin.pid),
        (Reason.MERGED, source.pid),
    ]
    assert found.digest == ""

    restore_revision(person, first, krupskaya)
    assert Statement.objects.get().object_id == lenin.pk
    assert person.citations.get().source_id == source.pk


def test_nothing_is_said_of_an_entry_and_itself(krupskaya: User) -> None:
    person, double = make.make_person(), make.make_person("L. Trotzky")
    make.make_statement(person, "met", double)
    first = log(person, krupskaya)
    Statement.objects.all().delete()
    log(person, krupskaya)
    carry_out(plan([double], person), krupskaya)

    assert losses(person, first) == [(Reason.ITSELF, "statements", "object")]
    restore(person, first, krupskaya)
    assert not Statement.objects.exists()


def test_a_statement_that_went_to_another_entry_stays_there(krupskaya: User) -> None:
    person, other = make.make_person(), make.make_person(make.LENIN)
    moved = make.make_statement(person, "edited", make.make_publication())
    first = log(person, krupskaya)
    Statement.objects.filter(pk=moved.pk).update(subject=other.pk)
    person.names.filter(language="ru").delete()
    log(person, krupskaya)

    assert losses(person, first) == [(Reason.ELSEWHERE, "statements", "")]
    restore(person, first, krupskaya)
    assert Statement.objects.get().subject_id == other.pk
    assert person.names.filter(language="ru").exists()


def test_a_property_that_is_gone_takes_its_statements_along(krupskaya: User) -> None:
    person = make.make_person()
    make.make_statement(person, "edited", make.make_publication())
    first = log(person, krupskaya)
    Statement.objects.all().delete()
    log(person, krupskaya)
    Property.objects.all().delete()

    assert losses(person, first) == [(Reason.NO_PROPERTY, "statements", "")]
    with pytest.raises(ValidationError):
        restore_revision(person, first, krupskaya)


def test_an_identifier_that_another_entry_has_stays_with_it(krupskaya: User) -> None:
    person, other = make.make_person(), make.make_person(make.LENIN)
    Identifier.objects.create(entry=person, scheme="wikidata", value="Q33391")
    first = log(person, krupskaya)
    Identifier.objects.update(entry=other.pk)
    log(person, krupskaya)

    (lost,) = outlook(person, first).losses
    assert (lost.reason, lost.to) == (Reason.HELD, other.pid)
    with pytest.raises(ValidationError) as caught:
        restore(person, first, krupskaya)
    assert caught.value.code == "same"
    assert Identifier.objects.get().entry_id == other.pk


def test_a_picture_without_its_file_is_left_out(krupskaya: User) -> None:
    person = make.make_person()
    Image.objects.bulk_create(
        [Image(entry=person, role="portrait", file="images/a/b.jpg", width=3, height=4)]
    )
    first = log(person, krupskaya)
    Image.objects.all().delete()
    person.names.filter(language="ru").delete()
    log(person, krupskaya)

    assert losses(person, first) == [(Reason.NO_FILE, "images", "")]
    restore(person, first, krupskaya)
    assert not Image.objects.exists()


def test_terms_and_references_that_are_gone_leave_the_field_as_it_is(krupskaya: User) -> None:
    draft, paris = make.make_place("Moldavanka", status=Status.DRAFT), make.make_place("Paris")
    event = make.make_event(place=draft, type=make.make_term("event-type", "congress", "congress"))
    first = log(event, krupskaya)
    event.place, event.type = paris, make.make_term("event-type", "meeting", "meeting")
    event.save()
    log(event, krupskaya)
    event.names.filter(language="th").delete()
    log(event, krupskaya)
    actions.discard(draft, krupskaya)
    make.make_term("event-type", "congress", "congress").delete()

    assert sorted(losses(event, first)) == [
        (Reason.GONE, "fields", "place"),
        (Reason.NO_TERM, "fields", "type"),
    ]
    restore(event, first, krupskaya)
    event.refresh_from_db()
    assert (event.place, event.type.code) == (paris, "meeting")
    assert event.names.filter(language="th").exists()


def test_an_occupation_that_is_gone_is_left_out_of_the_list(krupskaya: User) -> None:
    person = make.make_person()
    terms = [make.make_term("occupation", code, code) for code in ("writer", "soldier")]
    person.occupations.set(terms)
    first = log(person, krupskaya)
    person.occupations.clear()
    log(person, krupskaya)
    terms[0].delete()

    assert losses(person, first) == [(Reason.NO_TERM, "fields", "occupations")]
    restore(person, first, krupskaya)
    assert [one.code for one in Person.objects.get().occupations.all()] == ["soldier"]


def test_an_entry_does_not_become_a_part_of_itself(krupskaya: User) -> None:
    war, battle = make.make_event("The war"), make.make_event("The battle")
    battle.part_of = war
    battle.save()
    first = log(battle, krupskaya)
    battle.part_of = None
    battle.save()
    battle.names.create(text="Verdun", language="fr")
    log(battle, krupskaya)
    war.part_of = battle
    war.save()

    assert losses(battle, first) == [(Reason.ROUND, "fields", "part_of")]
    restore(battle, first, krupskaya)
    battle.refresh_from_db()
    assert battle.part_of is None
    assert not battle.names.filter(language="fr").exists()


def test_an_issue_keeps_the_serial_it_has_if_its_old_one_is_gone(krupskaya: User) -> None:
    old = make.make_publication("Iskra", status=Status.DRAFT)
    issue = make.make_issue(old, number=3)
    first = log(issue, krupskaya)
    issue.publication, issue.number_printed = make.make_publication(), "№ 4"
    issue.save()
    log(issue, krupskaya)
    actions.discard(old, krupskaya)

    assert losses(issue, first) == [(Reason.GONE, "fields", "publication")]
    restore(issue, first, krupskaya)
    issue.refresh_from_db()
    assert (issue.number_printed, str(issue.publication)) == ("№ 3", "Nashe Slovo")


def test_a_merged_entry_is_not_restored(krupskaya: User) -> None:
    person, double = make.make_person(), make.make_person("L. Trotzky")
    first = log(double, krupskaya)
    carry_out(plan([double], person), krupskaya)

    with pytest.raises(ValidationError, match="undo the merge first") as caught:
        restore_revision(double, first, krupskaya)

    assert caught.value.code == "merged"


def test_a_record_of_an_old_form_is_refused_with_the_reason(krupskaya: User) -> None:
    person = make.make_person()
    first = log(person, krupskaya)
    person.names.all().delete()
    log(person, krupskaya)
    head = RevisionPart.objects.get(pid=person.pid, key="head")
    head.body = head.body.replace('"gender"', '"shoe_size"')
    head.save()

    assert "shoe_size" in outlook(person, first).obstacle
    with pytest.raises(ValidationError, match="shoe_size") as caught:
        restore_revision(person, first, krupskaya)
    assert caught.value.code == "impossible"
