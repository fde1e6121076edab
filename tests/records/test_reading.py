"""What reading records changes, refuses and tells."""

from typing import Any

import pytest
from pydantic import ValidationError

from dates import HistoricalDate
from entries.choices import Scheme
from entries.models import Entry, Name, Statement
from people.models import Person
from places.models import Place
from records.columns import RecordError
from records.fields import IssueFields
from records.read import Outcome, from_record, from_records, parse_record
from records.schema import EntryRecord
from records.write import Scope, to_record
from sources.models import Citation
from tests import make
from works.models import Issue

pytestmark = pytest.mark.django_db

NEW = "c00000c"
OTHER = "d00000d"
NOBODY = "b00000b"
STATEMENT = "b00000000b"
WHEN = "2026-11-22T00:00:00Z"


def record(kind: str = "person", **parts: Any) -> EntryRecord:
    """Return a draft's record."""
    return parse_record.validate_python({"pid": NEW, "status": "draft", "kind": kind, **parts})


def changed(entry: Entry, **parts: Any) -> EntryRecord:
    """Return the full record of an entry with some parts replaced."""
    document = to_record(entry, Scope.FULL).model_dump()
    return parse_record.validate_python({**document, **parts})


def named(text: str, language: str = "en", **parts: Any) -> dict[str, Any]:
    return {"text": text, "language": language, "type": "preferred", **parts}


def test_an_untidy_record_is_tidied_once_and_changes_nothing_the_second_time() -> None:
    untidy = record(
        names=[named("  Leon\u200b   Trotsky ")],
        texts=[{"language": "en", "body": "An  editor.\r\n\u2060"}],
    )

    assert from_record(untidy) == Outcome.CREATED
    assert from_record(untidy) == Outcome.UNCHANGED

    person = Person.objects.get(pid=NEW)
    assert person.names.get().text == "Leon Trotsky"
    assert person.texts.get().body == "An  editor."
    with pytest.raises(ValidationError, match="at least 1"):
        record(names=[named("\u200b")])


def test_a_record_makes_an_entry_with_all_that_follows_from_it() -> None:
    make.make_property("born")
    outcome = from_record(
        record(
            names=[named("Троцкий", "ru"), named("Trotsky")],
            statements=[{"id": STATEMENT, "property": "born", "date": {"edtf": "1879-11-07"}}],
        )
    )

    person = Person.objects.get(pid=NEW)
    assert outcome == Outcome.CREATED
    assert person.labels == {"en": "Trotsky", "ru": "Троцкий"}
    assert person.slug == "trotsky"
    assert person.span == HistoricalDate("1879/")
    assert Name.objects.get(entry=person, language="ru").skeleton != ""
    assert person.sort_ru != ""


def test_a_record_read_over_an_entry_replaces_it() -> None:
    person = make.make_person(summary={"en": "Old."})
    born = make.make_statement(person, "born", date="1877")
    make.make_statement(person, "met", make.make_person(make.LENIN))
    document = to_record(person, Scope.FULL).model_dump()
    kept = [one for one in document["statements"] if one["id"] == born.uid]
    kept[0]["date"] = {"edtf": "1879"}

    outcome = from_record(changed(person, statements=kept, texts=[], names=[named("Bronstein")]))

    person.refresh_from_db()
    assert outcome == Outcome.UPDATED
    assert Statement.objects.get() == born
    assert Statement.objects.get().date == HistoricalDate("1879")
    assert (person.labels, person.texts.count()) == ({"en": "Bronstein"}, 0)
    assert person.span == HistoricalDate("1879/")
    assert person.revision == 1


def test_reading_what_is_there_changes_nothing() -> None:
    person = make.make_person()
    make.cite(make.make_statement(person, "born", date="1879"), locator="¶ 1")
    names = set(Name.objects.values_list("pk", flat=True))

    assert from_record(to_record(person, Scope.FULL)) == Outcome.UNCHANGED

    person.refresh_from_db()
    assert person.revision == 0
    assert set(Name.objects.values_list("pk", flat=True)) == names


def test_rows_whose_order_means_nothing_may_come_in_any() -> None:
    make.make_term(Scheme.OCCUPATION, "editor", "editor")
    make.make_term(Scheme.OCCUPATION, "physician", "physician")
    parts: dict[str, Any] = {
        "texts": [
            {"language": "th", "body": "ก"},
            {"language": "en", "body": "A"},
            {"language": "ru", "role": "article", "body": "Я"},
        ],
        "identifiers": [
            {"scheme": "wikidata", "value": "Q33391"},
            {"scheme": "gnd", "value": "118642979"},
        ],
    }
    first = record(**parts, fields={"occupations": ["physician", "editor", "editor"]})
    second = record(
        **{name: rows[::-1] for name, rows in parts.items()},
        fields={"occupations": ["editor", "physician"]},
    )

    assert first == second
    assert from_record(first) == Outcome.CREATED
    assert from_record(second) == Outcome.UNCHANGED


def test_records_may_refer_to_one_another_in_any_order() -> None:
    make.make_property("met")
    trotsky = record(
        statements=[{"id": STATEMENT, "property": "met", "object": OTHER}],
        citations=[{"source": "f00000f"}],
    )
    lenin = record(pid=OTHER, names=[named("Lenin")])
    source = record("source", pid="f00000f")
    serial = record("publication", pid="g00000g")
    issue = record("issue", pid="h00000h", fields={"publication": "g00000g"})

    outcomes = from_records([issue, trotsky, serial, lenin, source])

    assert outcomes == {Outcome.CREATED: 5, Outcome.UPDATED: 0, Outcome.UNCHANGED: 0}
    assert Statement.objects.get().object == Entry.objects.get(pid=OTHER)
    assert Issue.objects.get().publication.pid == "g00000g"
    assert Citation.objects.get().cited_entry.pid == NEW
    assert from_records([issue, trotsky])[Outcome.UNCHANGED] == 2


def test_a_merged_record_finds_its_survivor() -> None:
    merged = record(status="merged", published_at=WHEN, merged_into=OTHER)

    from_records([merged, record(pid=OTHER)])

    assert Entry.objects.get(pid=NEW).survivor().pid == OTHER


REFUSED: dict[str, dict[str, Any]] = {
    "object": {"statements": [{"id": STATEMENT, "property": "met", "object": NOBODY}]},
    "place": {"statements": [{"id": STATEMENT, "property": "met", "place": NOBODY}]},
    "property": {"statements": [{"id": STATEMENT, "property": "founded"}]},
    "source": {"citations": [{"source": NOBODY}]},
    "survivor": {"status": "merged", "merged_into": NOBODY},
    "term": {"fields": {"occupations": ["tsar"]}},
    "long name": {"names": [named("x" * 301)]},
    "long locator": {"names": [named("x", citations=[{"source": NOBODY, "locator": "x" * 101}])]},
    "long tag": {"names": [named("x", "ru-Latn-alalc97")]},
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_leads_nowhere_or_does_not_fit_is_refused_and_nothing_changes(what: str) -> None:
    person = make.make_person(editors_note="as it was")
    make.make_property("met")
    if what == "long locator":
        make.make_source(pid=NOBODY)
    bad = changed(person, **REFUSED[what], editors_note="as it must not be")
    before = to_record(person, Scope.FULL)

    with pytest.raises(RecordError) as refused:
        from_records([record(pid=OTHER), bad])

    assert refused.value.pid == person.pid
    assert str(refused.value).startswith(person.pid)
    assert to_record(person, Scope.FULL) == before
    assert not Entry.objects.filter(pid=OTHER).exists()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("issue", {}),
        ("issue", {"publication": NOBODY}),
        ("event", {"place": NOBODY}),
        ("event", {"type": "congress"}),
        ("work", {"pages": "x" * 61}),
    ],
)
def test_own_columns_that_cannot_be_stored_are_refused(kind: str, fields: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match=NEW):
        from_record(record(kind, fields=fields))

    assert not Entry.objects.exists()


def test_a_reference_to_an_entry_of_another_kind_is_refused() -> None:
    person = make.make_person()

    with pytest.raises(RecordError, match=f"There is no place {person.pid}"):
        from_record(record("event", fields={"place": person.pid}))


def test_an_entry_does_not_change_its_kind() -> None:
    person = make.make_person()

    with pytest.raises(RecordError, match="is a person, not a place"):
        from_record(record("place", pid=person.pid))


def test_two_records_of_one_entry_are_refused() -> None:
    with pytest.raises(RecordError, match="two records"):
        from_records([record(), record(descriptive=True)])


def test_a_circle_of_wholes_is_refused() -> None:
    first = record("place", fields={"part_of": OTHER})
    second = record("place", pid=OTHER, fields={"part_of": NEW})

    with pytest.raises(RecordError, match="a part of itself"):
        from_records([first, second])

    assert not Place.objects.exists()


def test_a_circle_of_survivors_is_refused() -> None:
    first = record(status="merged", merged_into=OTHER)
    second = record(pid=OTHER, status="merged", merged_into=NEW)

    with pytest.raises(RecordError, match="merged into itself"):
        from_records([first, second])


def test_an_issue_of_another_serial_is_refused() -> None:
    issue, other = make.make_issue(make.make_publication()), make.make_publication("Pravda")

    with pytest.raises(RecordError, match="another publication"):
        from_record(record("work", fields={"issue": issue.pid, "publication": other.pid}))


def test_what_the_database_refuses_is_a_fault_of_the_record() -> None:
    person = make.make_person()
    bad = changed(person).model_copy(update={"published_at": None})

    with pytest.raises(RecordError, match="entry_published_has_date"):
        from_record(bad)

    assert Entry.objects.get(pk=person.pk).published_at == person.published_at


NONSENSE: dict[str, dict[str, Any]] = {
    "published without a date": {"status": "published"},
    "withdrawn without a date": {"status": "withdrawn", "published_at": WHEN},
    "merged without a survivor": {"status": "merged"},
    "a survivor without being merged": {"merged_into": OTHER},
    "merged into itself": {"status": "merged", "merged_into": NEW},
    "a statement about itself": {"statements": [{"id": STATEMENT, "property": "x", "object": NEW}]},
    "two preferred names": {"names": [named("Trotsky"), named("Bronstein")]},
    "two summaries": {"texts": [{"language": "en", "body": "A"}, {"language": "en", "body": "B"}]},
    "an identifier twice": {"identifiers": [{"scheme": "viaf", "value": "1"}] * 2},
    "a statement twice": {"statements": [{"id": STATEMENT, "property": "x"}] * 2},
    "an unknown authority": {"identifiers": [{"scheme": "facebook", "value": "1"}]},
    "a wrong check character": {"pid": "c00000d"},
    "a wrong check character in an anchor": {"statements": [{"id": "b00000000c", "property": "x"}]},
    "a date that is none": {"names": [named("x", date={"edtf": "1905-13"})]},
    "a date of another calendar": {
        "names": [named("x", date={"edtf": "1900-02-30", "calendar": "julian"})]
    },
    "a name of blanks": {"names": [named("  ")]},
    "a moment without a zone": {"published_at": "2026-11-22T00:00:00"},
    "an unknown key": {"nickname": "Pero"},
    "one coordinate": {"kind": "place", "fields": {"latitude": 47.7}},
    "a place beyond the pole": {"kind": "place", "fields": {"latitude": 91, "longitude": 0}},
    "an unknown type of source": {"kind": "source", "fields": {"csl_type": "tweet"}},
    "a file outside the images": {
        "images": [{"role": "page", "file": "images/../settings.py", "width": 1, "height": 1}]
    },
    "a file from the root": {
        "images": [{"role": "page", "file": "/etc/passwd", "width": 1, "height": 1}]
    },
}


@pytest.mark.parametrize("what", NONSENSE)
def test_a_record_that_makes_no_sense_is_none(what: str) -> None:
    with pytest.raises(ValidationError):
        record(**{"kind": "person", **NONSENSE[what]})


def test_a_record_is_spelt_as_it_is_stored() -> None:
    date = {"edtf": "1905", "written": " 1905 "}
    issue = record(
        "issue", fields={"publication": OTHER, "number_printed": "№ 12–13", "date": date}
    )
    place = record("place", fields={"latitude": 47.6912345, "longitude": -0.000001})

    assert isinstance(issue.fields, IssueFields)
    assert issue.fields.number == 12
    assert issue.fields.date is not None
    assert issue.fields.date.written == ""
    assert place.fields.model_dump()["latitude"] == 47.69123
    assert str(place.fields.model_dump()["longitude"]) == "0.0"
    assert record(names=[named(" Trotsky ")]).names[0].text == "Trotsky"
