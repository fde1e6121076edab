"""Changing many entries at once: chosen in a list, tried, written, undone."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dates import HistoricalDate
from entries import actions as steps
from entries.choices import Scheme, Status, TextRole
from entries.models import Entry, Statement, Text
from events.models import Event
from exchange.models import Job
from interop.taking import answers
from people.models import Person
from tests import make
from tests.desk.conftest import make_member, sign_in
from tests.exchange.tables import outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture
def congresses(martov: User) -> list[Event]:
    make.make_term(Scheme.EVENT_TYPE, "congress", {"en": "congress", "th": "สมัชชา"})
    make.make_term(Scheme.EVENT_TYPE, "meeting", {"en": "meeting"})
    found = [make.make_event(name) for name in ("First Congress", "Second Congress", "A strike")]
    for one in found:
        steps.record(Entry.objects.get(pk=one.pk), martov, "change")
    return found


def choose(client: Client, path: str, *entries: Entry, across: bool = False) -> str:
    """Choose entries in a list, and return the address that the action leads to."""
    data = {
        "action": "take_selected",
        "_selected_action": [str(entry.pk) for entry in entries],
        "select_across": "1" if across else "0",
    }
    return str(client.post(path, data)["Location"])


def begin(client: Client, address: str, do: str, **given: str) -> Job:
    """Send one of the forms, and return the job that it began."""
    prefix = {"entry": "event", "statement": "statement", "add": "add"}[do]
    fields = {
        name if name.startswith("only") else f"{prefix}-{name}": text
        for name, text in given.items()
    }
    answer = client.post(address, {"do": do, **fields})
    assert answer.status_code == 302, [
        form.errors for form in vars(answer.context["forms"]).values() if hasattr(form, "errors")
    ]
    return Job.objects.latest("pk")


def write(client: Client, job: Job) -> None:
    client.post(f"/desk/jobs/{job.pk}/write/", {"mode": "all"})


def test_a_field_of_all_that_match_a_filter_is_changed_and_changed_back(
    editor: Client, congresses: list[Event]
) -> None:
    address = choose(editor, "/admin/events/event/?q=congress", congresses[0], across=True)
    assert editor.get(address).context["total"] == 2

    job = begin(editor, address, "entry", column="type", how="set", value="สมัชชา")
    assert outcomes(job) == ["update", "update"]
    page = editor.get(f"/desk/jobs/{job.pk}/")
    assert [one.changes for one in page.context["rows"]] == [[["type", "", "congress"]]] * 2
    assert not Event.objects.exclude(type=None).exists()
    write(editor, job)

    changed = Event.objects.exclude(type=None).order_by("pk")
    assert list(changed) == congresses[:2]
    last = changed[0].revisions.latest("number")
    assert (last.action, last.note) == ("change", f"{job.pk}. 2 entries: type becomes สมัชชา")
    editor.post(f"/desk/jobs/{job.pk}/undo/")
    assert not Event.objects.exclude(type=None).exists()


def test_a_tag_is_added_to_some_and_taken_from_them(editor: Client) -> None:
    for code in ("editor", "politician"):
        make.make_term(Scheme.OCCUPATION, code, {"en": code})
    one, other = make.make_person(), make.make_person({"en": "Ann"})
    one.occupations.add(*one.occupations.model.objects.filter(code="editor"))
    address = choose(editor, "/admin/people/person/", one, other)

    def tell(how: str, value: str) -> Job:
        data = {
            "do": "entry",
            "person-column": "occupations",
            "person-how": how,
            "person-value": value,
        }
        assert editor.post(address, data).status_code == 302
        job = Job.objects.latest("pk")
        write(editor, job)
        return job

    tell("add", "politician")
    assert [sorted(t.code for t in p.occupations.all()) for p in (one, other)] == [
        ["editor", "politician"],
        ["politician"],
    ]
    assert outcomes(tell("remove", "editor")) == ["update", "skip"]
    assert [[t.code for t in p.occupations.all()] for p in (one, other)] == [["politician"]] * 2


@pytest.fixture
def claims(martov: User) -> list[Statement]:
    """Two persons of whom it is said that they edited a paper, with a source."""
    source, serial = make.make_source(), make.make_publication()
    make.make_property("met")
    found = []
    for name in ("Leon Trotsky", "Vera Zasulich"):
        person = make.make_person({"en": name})
        found.append(make.make_statement(person, "edited", serial, date="1908"))
        make.cite(found[-1], source, "p. 1")
        make.make_statement(person, "born", value="somewhere")
        steps.record(Entry.objects.get(pk=person.pk), martov, "change")
    return found


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"column": "date", "how": "set", "value": "1908–1912"},
            {"date": HistoricalDate("1908/1912", written="1908–1912")},
        ),
        ({"column": "date", "how": "empty"}, {"date": None}),
        ({"column": "certainty", "how": "set", "value": "probable"}, {"certainty": "probable"}),
        ({"column": "property", "how": "set", "value": "met"}, {"property": "met"}),
        ({"column": "note_en", "how": "set", "value": "unsure"}, {"note": {"en": "unsure"}}),
    ],
)
def test_a_column_of_many_statements_is_changed(
    editor: Client, claims: list[Statement], given: dict[str, str], expected: dict[str, Any]
) -> None:
    address = choose(editor, "/admin/people/person/", *(one.subject for one in claims))

    job = begin(editor, address, "statement", only_property="edited", **given)
    assert outcomes(job) == ["update", "update"]
    write(editor, job)

    for one in claims:
        one.refresh_from_db()
        found = {name: getattr(one, name) for name in expected}
        assert found | {"property": one.property.code} == expected | {"property": one.property.code}
    assert Statement.objects.filter(property__code="born", certainty="certain").count() == 2


def test_a_source_is_exchanged_for_another(editor: Client, claims: list[Statement]) -> None:
    better = make.make_source({"en": "Mein Leben"})
    worse = claims[0].citations.get().source
    address = choose(editor, "/admin/people/person/", *(one.subject for one in claims))

    job = begin(
        editor, address, "statement", only_source=worse.pid,
        column="source", how="set", value="Mein Leben", where="ch. 2",
    )  # fmt: skip
    write(editor, job)

    assert [(c.source, c.locator) for one in claims for c in one.citations.all()] == [
        (better, "ch. 2")
    ] * 2
    job = begin(
        editor,
        address,
        "statement",
        only_property="edited",
        column="source",
        how="add",
        value=worse.pid,
    )
    write(editor, job)
    assert {one.citations.count() for one in claims} == {2}


def test_the_same_is_said_of_many_once(editor: Client, claims: list[Statement]) -> None:
    event = make.make_event()
    make.make_property("delegate-at")
    address = choose(editor, "/admin/people/person/", *(one.subject for one in claims))
    given = {"property": "delegate-at", "object": event.pid, "date": "September 1915"}

    job = begin(editor, address, "add", **given)
    write(editor, job)

    assert sorted(str(one.subject) for one in Statement.objects.filter(object=event)) == [
        "Leon Trotsky",
        "Vera Zasulich",
    ]
    assert outcomes(begin(editor, address, "add", **given)) == ["skip", "skip"]
    editor.post(f"/desk/jobs/{job.pk}/undo/")
    assert not Statement.objects.filter(object=event).exists()
    assert Statement.objects.count() == 4


def test_what_makes_no_sense_is_refused_and_faults_are_shown_in_the_trial(
    editor: Client, congresses: list[Event]
) -> None:
    address = choose(editor, "/admin/events/event/", *congresses)
    wrong = [
        {"event-column": "type", "event-how": "add", "event-value": "congress"},
        {"event-column": "type", "event-how": "set", "event-value": ""},
        {"event-column": "nothing", "event-how": "set", "event-value": "x"},
    ]

    for data in wrong:
        assert editor.post(address, {"do": "entry", **data}).status_code == 200
    assert editor.post(address, {"do": "x"}).status_code == 200
    assert not Job.objects.exists()
    job = begin(editor, address, "entry", column="date", how="set", value="31 February")
    assert outcomes(job) == ["error date"] * 3


def test_rights_count_for_the_page_and_for_each_entry(
    contributor: Client, editor: Client, congresses: list[Event]
) -> None:
    address = choose(contributor, "/admin/events/event/", *congresses)
    page = contributor.get(address)
    assert page.context["forms"] is None
    data = {"do": "entry", "event-column": "type", "event-how": "set", "event-value": "meeting"}
    assert contributor.post(address, data).status_code == 403
    assert sign_in(make_member("plain")).get(address).status_code == 403
    survivor = Entry.objects.get(pk=congresses[0].pk)
    Event.objects.filter(pk=congresses[1].pk).update(status=Status.MERGED, merged_into=survivor)

    job = begin(editor, address, "entry", column="type", how="set", value="meeting")

    assert outcomes(job) == ["update", "error merged", "update"]


def test_the_page_costs_the_same_for_any_selection(editor: Client) -> None:
    def cost(count: int) -> int:
        found = [make.make_place(f"Village {count} {number}") for number in range(count)]
        query = "&".join(f"pid={one.pid}" for one in found)
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(f"/desk/chosen/?{query}").status_code == 200
        return len(queries)

    cost(1)
    assert cost(2) == cost(20)
    assert editor.get("/desk/chosen/").status_code == 404
    assert editor.get("/desk/chosen/?in=nothing").status_code == 403
    assert Person.objects.count() == 0


def test_a_filter_that_the_list_does_not_know_is_no_error(editor: Client) -> None:
    make.make_person()

    for query in ("in=person&p=zz", "in=person&status__exact=nowhere", "in=person&nothing=1"):
        for path in ("/desk/chosen/", "/desk/tables/person.csv"):
            assert editor.get(f"{path}?{query}").status_code in {200, 400, 404}, query
    assert editor.get("/desk/chosen/?in=person&id__exact=99999999999999999999").status_code == 200
    assert editor.get("/desk/chosen/?pid=x&pid=%F0%9F%98%80").status_code == 200


def test_a_workbook_that_cannot_hold_an_article_is_refused_in_words(editor: Client) -> None:
    person = make.make_person()
    Text.objects.create(entry=person, language="th", role=TextRole.ARTICLE, body="ก" * 32_768)

    refused = editor.get("/desk/tables/person.xlsx")

    assert refused.status_code == 400
    assert f"“{person.pid}”: article_th" in refused.content.decode()
    assert "Content-Disposition" not in refused.headers
    assert "ก" * 32_768 in b"".join(editor.get("/desk/tables/person.csv")).decode()


def test_a_workbook_to_read_in_again_that_would_be_too_long_is_refused_in_words(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_ROWS", 1)
    make.make_person()
    assert b"".join(editor.get("/desk/tables/person.xlsx")).startswith(b"PK")
    make.make_person(make.LENIN)

    refused = editor.get("/desk/tables/person.xlsx")

    assert (refused.status_code, refused["Content-Type"][:10]) == (400, "text/plain")
    assert "at most 1 rows" in refused.content.decode()
