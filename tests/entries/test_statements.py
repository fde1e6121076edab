from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import translation

from dates import HistoricalDate
from entries.choices import Kind, Rank, Status
from entries.models import Entry, Property, Statement
from people.models import Person
from tests import make

pytestmark = pytest.mark.django_db


def bare(entry: Entry) -> Entry:
    """Return the entry as statements point to it."""
    return Entry.objects.get(pk=entry.pk)


def edited(**columns: Any) -> Property:
    """Return the property of persons that edited publications."""
    values = {"subject_kinds": [Kind.PERSON], "object_kinds": [Kind.PUBLICATION], **columns}
    return make.make_property("edited", **{"takes_value": False, **values})


def faults(statement: Statement) -> set[str]:
    """Return the fields that `clean` finds at fault."""
    try:
        statement.clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def test_a_statement_that_makes_sense_is_accepted() -> None:
    statement = Statement(
        subject=bare(make.make_person()),
        property=edited(),
        object=bare(make.make_publication()),
        place=bare(make.make_place({"en": "Paris"})),
        event=bare(make.make_event()),
        date=HistoricalDate("1915/1916"),
    )

    assert faults(statement) == set()


def test_a_property_that_is_not_said_of_this_kind_is_at_fault() -> None:
    statement = Statement(
        subject=bare(make.make_topic()), property=edited(), object=bare(make.make_publication())
    )

    assert faults(statement) == {"property"}


def test_an_object_of_a_kind_that_the_property_does_not_lead_to_is_at_fault() -> None:
    statement = Statement(
        subject=bare(make.make_person()), property=edited(), object=bare(make.make_place())
    )

    assert faults(statement) == {"object"}


def test_a_statement_about_its_own_subject_is_at_fault() -> None:
    one = bare(make.make_person())

    assert faults(Statement(subject=one, property=edited(), object=one)) == {"object"}


def test_a_text_in_place_of_an_entry_needs_a_property_that_takes_one() -> None:
    one = bare(make.make_person())
    value = {"ru": "«Южно-русский рабочий союз»"}

    assert faults(Statement(subject=one, property=edited(), value=value)) == {"value"}
    assert (
        faults(Statement(subject=one, property=make.make_property("member-of"), value=value))
        == set()
    )


def test_a_statement_that_says_nothing_is_at_fault() -> None:
    one = bare(make.make_person())
    born = make.make_property("born")

    assert faults(Statement(subject=one, property=born)) == {"object"}
    assert faults(Statement(subject=one, property=born, date=HistoricalDate("1879"))) == set()
    assert faults(Statement(subject=one, property=born, place=bare(make.make_place()))) == set()


def test_a_place_must_be_a_place_and_an_event_an_event() -> None:
    one, other = bare(make.make_person()), bare(make.make_person(make.LENIN))
    statement = Statement(
        subject=one, property=make.make_property("met"), object=other, place=other, event=other
    )

    assert faults(statement) == {"place", "event"}


def test_a_statement_typed_together_with_a_new_entry_is_checked_as_well() -> None:
    assert faults(Statement(subject=Person(), property=edited())) == {"object"}
    assert faults(
        Statement(subject=Person(), property=edited(), object=bare(make.make_place()))
    ) == {"object"}
    assert faults(Statement(subject=Person(), property=make.make_property("born"))) == {"object"}


def test_without_property_or_subject_the_fields_speak_for_themselves() -> None:
    assert faults(Statement(subject=bare(make.make_person()))) == set()
    assert faults(Statement(property=edited(), object=bare(make.make_publication()))) == set()


def test_only_what_is_public_at_every_end_is_public() -> None:
    ends: dict[str, Entry] = {
        "subject": make.make_person(),
        "object": make.make_publication(),
        "place": make.make_place({"en": "Paris"}),
        "event": make.make_event(),
    }
    statement = make.make_statement(
        ends["subject"], "edited", ends["object"], place=ends["place"], event=ends["event"]
    )
    bare_one = make.make_statement(ends["subject"], "born", date="1879")
    assert set(Statement.objects.public()) == {statement, bare_one}

    for end in ends.values():
        for status in (Status.DRAFT, Status.IN_REVIEW):
            Entry.objects.filter(pk=end.pk).update(status=status)
            assert statement not in Statement.objects.public()
        Entry.objects.filter(pk=end.pk).update(status=Status.PUBLISHED)
        assert statement in Statement.objects.public()


def test_a_statement_is_about_each_of_its_ends() -> None:
    person, serial = make.make_person(), make.make_publication()
    place, event = make.make_place({"en": "Paris"}), make.make_event()
    statement = make.make_statement(person, "edited", serial, place=place, event=event)
    make.make_statement(make.make_person(make.LENIN), "born", date="1870")

    for end in (person, serial, place, event):
        assert list(Statement.objects.about(end)) == [statement]
    assert not Statement.objects.about(make.make_topic()).exists()


def test_the_ends_of_many_statements_come_in_one_query(
    django_assert_num_queries: Any,
) -> None:
    for year in ("1902", "1905", "1917"):
        person = make.make_person(f"Delegate of {year}")
        make.make_statement(person, "met", make.make_person(f"Host of {year}"), date=year)

    with django_assert_num_queries(1):
        texts = [str(one) for one in Statement.objects.with_ends()]

    assert "Delegate of 1905 met Host of 1905 (1905)" in texts


def test_a_statement_reads_as_a_short_sentence() -> None:
    statement = make.make_statement(
        make.make_person({"en": "Trotsky"}), "member-of", value="Mezhraiontsy", date="May 1917"
    )

    assert str(statement) == "Trotsky member of Mezhraiontsy (May 1917)"


def test_what_the_archive_no_longer_holds_does_not_stand() -> None:
    person = make.make_person()
    old = make.make_statement(person, "born", date="1877", rank=Rank.DEPRECATED)
    new = make.make_statement(person, "born", date="1879")

    assert list(Statement.objects.standing()) == [new]
    assert list(person.statements.order_by("pk")) == [old, new]


def test_an_entry_that_others_speak_of_is_not_deleted() -> None:
    serial = make.make_publication()
    make.make_statement(make.make_person(), "edited", serial)

    with pytest.raises(ProtectedError):
        serial.delete()


def test_a_property_reads_both_ways_in_the_language_of_the_reader() -> None:
    prop = make.make_property(
        "edited",
        label={"en": "edited", "ru": "редактировал"},
        inverse_label={"en": "edited by"},
        role_label={"en": "editor"},
    )

    assert (str(prop), prop.backward.text, prop.role.text) == ("edited", "edited by", "editor")
    with translation.override("ru"):
        assert str(prop) == "редактировал"
        assert prop.backward.foreign
    assert str(Property(code="edited")) == "edited"


def test_a_symmetric_property_has_one_label() -> None:
    prop = make.make_property("met", symmetric=True, inverse_label={"en": "was met by"})

    assert prop.backward.text == prop.forward.text == "met"


def test_a_property_without_kinds_admits_every_kind() -> None:
    open_, narrow = make.make_property("met"), edited()

    assert open_.admits(Kind.TOPIC, Kind.SOURCE)
    assert narrow.admits(Kind.PERSON, Kind.PUBLICATION)
    assert narrow.admits(Kind.PERSON, None)
    assert not narrow.admits(Kind.PERSON, Kind.PERSON)
    assert not narrow.admits(Kind.EVENT, None)


@pytest.mark.parametrize("kinds", ["person", ["ship"], {"person": 1}, [["person"]]])
def test_kinds_of_a_property_are_a_list_of_kinds(kinds: object) -> None:
    prop = Property(code="x", label={"en": "x"}, subject_kinds=kinds)

    with pytest.raises(ValidationError) as refused:
        prop.clean_fields()

    assert set(refused.value.message_dict) == {"subject_kinds"}
