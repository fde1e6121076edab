"""What a public record says, and what it keeps to itself."""

from typing import Any

import pytest

from dates import HistoricalDate
from entries.choices import ImageRole, Status
from entries.models import Entry, Image
from records.write import Scope, record_of, recorded, to_record
from tests import make

pytestmark = pytest.mark.django_db


def hide(entry: Entry, status: str = Status.DRAFT) -> None:
    """Make an entry be no longer public."""
    Entry.objects.filter(pk=entry.pk).update(status=status)


def public(entry: Entry) -> dict[str, Any]:
    """Return the public record as JSON would have it."""
    return to_record(entry, Scope.PUBLIC).model_dump(mode="json")


def test_a_record_holds_everything_about_an_entry() -> None:
    person = make.make_person(summary={"en": "Revolutionary."}, gender="male")
    born = make.make_statement(
        person,
        "born",
        date=HistoricalDate("1879-10-26", "julian", "26 Oct 1879"),
        place=make.make_place(),
        note="He shared the day with the October Revolution.",
    )
    source = make.make_source()
    make.cite(born, source, "¶ 1")
    make.cite(person.names.get(language="en"), source)
    make.cite(person, source, note={"en": "The whole article."})

    record = public(person)

    assert record["pid"] == person.pid
    assert (record["kind"], record["status"]) == ("person", "published")
    assert record["fields"] == {"gender": "male", "occupations": []}
    assert [one["text"] for one in record["names"]] == list(make.TROTSKY.values())
    assert record["texts"] == [{"language": "en", "role": "summary", "body": "Revolutionary."}]
    (statement,) = record["statements"]
    assert statement["id"] == born.uid
    assert statement["date"] == {
        "edtf": "1879-10-26",
        "calendar": "julian",
        "written": "26 Oct 1879",
    }
    cited = [record, statement, record["names"][0]]
    assert [one["citations"][0]["source"] for one in cited] == [source.pid] * 3


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN])
def test_a_statement_with_an_end_that_is_not_public_is_left_out(status: str) -> None:
    person, serial = make.make_person(), make.make_publication()
    place, event = make.make_place({"en": "Paris"}), make.make_event()
    make.make_statement(person, "edited", serial, place=place, event=event)
    assert len(public(person)["statements"]) == 1

    for end in (serial, place, event):
        Entry.objects.filter(pk=end.pk).update(status=status, withdrawn_at=end.published_at)
        assert public(person)["statements"] == []
        assert end.pid not in str(public(person))
        assert len(to_record(person, Scope.FULL).statements) == 1
        Entry.objects.filter(pk=end.pk).update(status=Status.PUBLISHED)


def test_evidence_from_a_source_that_is_not_public_is_left_out() -> None:
    person, source = make.make_person(), make.make_source()
    born = make.make_statement(person, "born", date="1879")
    for target in (person, born, person.names.get(language="en")):
        make.cite(target, source)
    hide(source)

    record = public(person)

    assert source.pid not in str(record)
    assert len(record["statements"]) == 1
    assert source.pid in to_record(person, Scope.FULL).model_dump_json()


def test_editors_notes_stay_at_the_desk() -> None:
    person = make.make_person(editors_note="ask the archive in Amsterdam")
    make.make_statement(person, "born", date="1879", editors_note="check the calendar")

    text = str(public(person))

    assert "Amsterdam" not in text
    assert "check the calendar" not in text
    full = to_record(person, Scope.FULL).model_dump_json()
    assert "Amsterdam" in full
    assert "check the calendar" in full


def test_columns_that_lead_to_what_is_not_public_are_empty() -> None:
    whole = make.make_event({"en": "First World War"})
    place = make.make_place({"en": "Zimmerwald"})
    event = make.make_event(place=place, part_of=whole)
    assert public(event)["fields"]["part_of"] == whole.pid

    hide(whole)
    hide(place)

    fields = public(event)["fields"]
    assert (fields["part_of"], fields["place"]) == (None, None)
    assert to_record(event, Scope.FULL).fields.model_dump()["part_of"] == whole.pid


def test_an_issue_of_a_serial_that_is_not_public_keeps_silent_about_it() -> None:
    serial = make.make_publication()
    issue = make.make_issue(serial)
    hide(serial)

    record = public(issue)

    assert record["fields"]["publication"] is None
    assert serial.pid not in str(record)
    assert to_record(issue, Scope.FULL).model_dump()["fields"]["publication"] == serial.pid


def test_images_stand_in_a_record_by_reference() -> None:
    person = Entry.objects.get(pk=make.make_person().pk)
    Image.objects.create(
        entry=person,
        role=ImageRole.PORTRAIT,
        file="images/x/a.jpg",
        width=40,
        height=30,
        thumbnail="images/x/a-small.jpg",
        alt={"en": "A man with pince-nez"},
        credit="Unknown",
    )

    assert public(person)["images"] == [
        {
            "role": "portrait",
            "file": "images/x/a.jpg",
            "thumbnail": "images/x/a-small.jpg",
            "width": 40,
            "height": 30,
            "alt": {"en": "A man with pince-nez"},
            "credit": "Unknown",
            "rights": "",
            "label": "",
        }
    ]


def test_a_record_costs_the_same_queries_however_much_it_holds(
    django_assert_max_num_queries: Any,
) -> None:
    person, source = make.make_person(), make.make_source()
    for year in range(1902, 1912):
        make.cite(make.make_statement(person, "met", make.make_person(f"N {year}")), source)

    with django_assert_max_num_queries(14):
        assert len(to_record(person).statements) == 10


def test_many_records_cost_no_more_than_one(django_assert_max_num_queries: Any) -> None:
    for year in range(1902, 1912):
        make.make_statement(make.make_person(f"N {year}"), "born", date=str(year - 20))

    with django_assert_max_num_queries(14):
        records = [record_of(one) for one in recorded("person")]

    assert [len(record.statements) for record in records] == [1] * 10
