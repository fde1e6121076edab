"""Reading records over entries that share rows: what moves, what stays, who hears of it."""

from typing import Any

import pytest
from django.utils import timezone

from dates import HistoricalDate
from entries.choices import Scheme, Status
from entries.models import Entry, Identifier, Image, Statement, Term
from entries.signals import entries_changed
from events.models import Event
from people.models import Person
from records.columns import RecordError, write_columns
from records.fields import PersonFields
from records.neighbours import neighbours
from records.read import Outcome, from_record, from_records, parse_record
from records.schema import EntryRecord
from records.write import Scope, to_record
from tests import make

pytestmark = pytest.mark.django_db

NEW = "c00000c"
OTHER = "d00000d"


def record(kind: str = "person", **parts: Any) -> EntryRecord:
    """Return a draft's record."""
    return parse_record.validate_python({"pid": NEW, "status": "draft", "kind": kind, **parts})


def changed(entry: Entry, **parts: Any) -> EntryRecord:
    """Return the full record of an entry with some parts replaced."""
    document = to_record(entry, Scope.FULL).model_dump()
    return parse_record.validate_python({**document, **parts})


def named(text: str, language: str = "en", **parts: Any) -> dict[str, Any]:
    return {"text": text, "language": language, "type": "preferred", **parts}


def test_a_statement_moves_with_the_records_of_both_entries() -> None:
    trotsky, double = make.make_person(), make.make_person("Trotzki")
    source = make.make_source()
    moved = make.make_statement(double, "born", date="1879")
    make.cite(moved, source, "p. 3")
    rows = to_record(double, Scope.FULL).model_dump()["statements"]

    outcomes = from_records([changed(trotsky, statements=rows), changed(double, statements=[])])

    stored = Statement.objects.get(uid=moved.uid)
    assert outcomes[Outcome.UPDATED] == 2
    assert stored.subject_id == trotsky.pk
    assert stored.citations.get().locator == "p. 3"
    assert [Entry.objects.get(pk=one.pk).span for one in (trotsky, double)] == [
        HistoricalDate("1879/"),
        None,
    ]


def test_two_entries_may_change_identifiers() -> None:
    one, two = (Entry.objects.get(pk=make.make_person(name).pk) for name in ("A", "B"))
    Identifier.objects.create(entry=one, scheme="wikidata", value="Q1394")
    Identifier.objects.create(entry=two, scheme="wikidata", value="Q33391")
    rows = [to_record(entry, Scope.FULL).model_dump()["identifiers"] for entry in (one, two)]

    from_records([changed(one, identifiers=rows[1]), changed(two, identifiers=rows[0])])

    assert one.identifiers.get().value == "Q33391"
    assert two.identifiers.get().value == "Q1394"


def test_what_belongs_to_an_entry_without_a_record_stays_there() -> None:
    double = make.make_person("Trotzki")
    statement = make.make_statement(double, "born", date="1879")
    Identifier.objects.create(entry_id=double.pk, scheme="wikidata", value="Q33391")
    document = to_record(double, Scope.FULL).model_dump()

    for part in ("statements", "identifiers"):
        with pytest.raises(RecordError, match=f"belongs to {double.pid}"):
            from_record(record(**{part: document[part]}))

    assert Statement.objects.get() == statement
    assert Identifier.objects.get().entry_id == double.pk


def test_two_records_may_not_claim_one_thing() -> None:
    identifiers = [{"scheme": "wikidata", "value": "Q33391"}]

    with pytest.raises(RecordError, match="as well") as refused:
        from_records([record(identifiers=identifiers), record(pid=OTHER, identifiers=identifiers)])

    assert refused.value.pid == OTHER


def test_images_keep_rows_and_files_are_not_even_opened() -> None:
    person = Entry.objects.get(pk=make.make_person().pk)
    columns: dict[str, Any] = {"entry": person, "width": 4, "height": 3}
    kept = Image.objects.create(
        file="images/x/a.jpg", thumbnail="images/x/b.jpg", role="portrait", **columns
    )
    Image.objects.create(file="images/x/c.jpg", role="illustration", **columns)
    document = to_record(person, Scope.FULL).model_dump()["images"]
    second = {"role": "page", "file": "images/x/d.jpg", "width": 8, "height": 9}

    from_record(changed(person, images=[{**document[1], "credit": "King"}, second]))

    assert [one.file.name for one in person.images.all()] == ["images/x/d.jpg", "images/x/a.jpg"]
    stored = Image.objects.get(file="images/x/a.jpg")
    assert (stored.pk, stored.credit, stored.thumbnail.name) == (kept.pk, "King", "images/x/b.jpg")


def test_followers_hear_of_everybody_whose_face_changes() -> None:
    heard: set[int] = set()
    seen_there: set[int] = set()

    def hear(pks: set[int], shown_by: set[int], **kwargs: Any) -> None:
        heard.update(pks)
        seen_there.update(shown_by - pks)

    place, lenin = make.make_place({"en": "Petrograd"}), make.make_person(make.LENIN)
    person, event = make.make_person(), make.make_event(place=place)
    make.make_statement(person, "born", place=Entry.objects.get(pk=place.pk))
    make.make_statement(lenin, "met", person)
    assert neighbours(place.pk) == {person.pk, place.pk, event.pk}
    entries_changed.connect(hear)
    try:
        from_record(to_record(place, Scope.FULL))
        assert heard == set()
        from_record(changed(place, names=[named("Leningrad")]))
        assert heard == {place.pk}
        assert seen_there == {person.pk, event.pk}
        from_record(changed(lenin, statements=[]))
        assert heard == {place.pk, lenin.pk}
        assert seen_there == {person.pk, event.pk}
        from_record(changed(place, status=Status.WITHDRAWN, withdrawn_at=timezone.now()))
        assert heard == {place.pk, lenin.pk, person.pk, event.pk}  # it must vanish there at once
    finally:
        entries_changed.disconnect(hear)


def test_a_term_is_looked_up_in_the_list_of_its_column() -> None:
    make.make_term(Scheme.PLACE_TYPE, "congress", "a town of that name")

    with pytest.raises(RecordError, match="event-type"):
        from_record(record("event", fields={"type": "congress"}))

    make.make_term(Scheme.EVENT_TYPE, "congress", "congress")
    from_record(record("event", fields={"type": "congress"}))
    assert Event.objects.get().type == Term.objects.get(scheme=Scheme.EVENT_TYPE)


def test_lists_wait_until_the_entry_is_stored() -> None:
    person = Person()

    write_columns(person, PersonFields(gender="female", occupations=["editor"]))

    assert (person.gender, person.pk) == ("female", None)
