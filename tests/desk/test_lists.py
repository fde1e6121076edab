"""The lists of the admin: search in any script, filters, and a fixed cost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.choices import Kind, Status
from entries.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

LISTS = {
    Kind.PERSON: "people/person",
    Kind.ORGANISATION: "people/organisation",
    Kind.PUBLICATION: "works/publication",
    Kind.ISSUE: "works/issue",
    Kind.WORK: "works/work",
    Kind.EVENT: "events/event",
    Kind.PLACE: "places/place",
    Kind.TOPIC: "topics/topic",
    Kind.SOURCE: "sources/source",
}


def listed(client: Client, path: str, **query: str) -> list[Entry]:
    response = client.get(f"/admin/{path}/", query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def make_one(kind: str, number: int) -> Entry:
    if kind == Kind.ISSUE:
        return make.make_issue(make.make_publication(f"Serial {number}"), number)
    maker: Any = getattr(make, f"make_{kind}")
    entry: Entry = maker(f"Number {number}")
    return entry


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_costs_the_same_for_two_entries_and_for_twelve(editor: Client, kind: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            listed(editor, LISTS[Kind(kind)])
        return len(queries)

    for number in range(2):
        make_one(kind, number)
    cost()
    few = cost()
    for number in range(2, 12):
        make_one(kind, number)

    assert cost() == few


@pytest.mark.parametrize("text", ["ตรอตสกี", "Троцкий", "trotsky", "Trotzki"])
def test_a_list_is_searched_in_any_script_with_the_best_first(editor: Client, text: str) -> None:
    trotsky = make.make_person()
    sedov = make.make_person("Lev Sedov", summary="A son of Trotsky, Троцкий, ตรอตสกี.")

    found = listed(editor, "people/person", q=text)

    assert found[0].pk == trotsky.pk
    assert set(found) <= {trotsky, sedov}


def test_drafts_are_found_that_no_index_knows(editor: Client) -> None:
    draft = make.make_person("Ioffe", status=Status.DRAFT)

    assert listed(editor, "people/person", q="iof") == [draft]


def test_a_list_of_one_kind_finds_no_other(editor: Client) -> None:
    make.make_person("Pravda the dog")
    paper = make.make_publication("Pravda")

    assert listed(editor, "works/publication", q="Pravda") == [paper]
    assert len(listed(editor, "entries/entry", q="Pravda")) == 2


def test_a_found_list_is_sorted_by_the_column_that_was_chosen(editor: Client) -> None:
    make.make_person("Zinoviev Grigory")
    make.make_person("Zinoviev Adam")

    by_name = [str(one) for one in listed(editor, "people/person", q="Zinoviev", o="1")]

    assert by_name == ["Zinoviev Adam", "Zinoviev Grigory"]


def test_entries_without_a_summary_in_a_language_are_listed(editor: Client) -> None:
    make.make_person(summary={"en": "A revolutionary.", "ru": "Революционер."})
    bare = make.make_person(make.LENIN, summary={"ru": "Революционер."})

    assert listed(editor, "people/person", no_summary="en") == [bare]
    assert listed(editor, "people/person", no_summary="ru") == []
    assert len(listed(editor, "people/person", no_summary="th")) == 2


def test_editors_list_what_they_began(editor: Client, martov: Any) -> None:
    own = make.make_person(created_by=martov)
    make.make_person(make.LENIN)

    assert listed(editor, "people/person", mine="created") == [own]
    assert listed(editor, "people/person", mine="changed") == []


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"},
        {"q": "9" * 20},
        {"status__exact": "sold"},
        {"type__id__exact": "9" * 20},
        {"no_summary": "de"},
        {"mine": "all"},
        {"p": "9" * 20},
        {"o": "77"},
    ],
)
def test_an_absurd_query_is_no_failure(editor: Client, query: dict[str, str]) -> None:
    make.make_organisation()

    response = editor.get("/admin/people/organisation/", query, follow=True)

    assert response.status_code == 200


def test_the_first_page_shows_what_waits_and_what_is_mine(editor: Client, martov: Any) -> None:
    make.make_person(status=Status.IN_REVIEW)
    make.make_place(status=Status.DRAFT, created_by=martov)

    context = editor.get("/admin/").context

    assert [str(one) for one in context["waiting"]] == ["Leon Trotsky"]
    assert [str(one) for one in context["mine"]] == ["Yanovka"]
    assert len(context["latest"]) == 2


@pytest.mark.parametrize("language", ["th", "en", "ru"])
def test_the_admin_is_read_in_the_language_that_was_chosen(editor: Client, language: str) -> None:
    make.make_person()
    editor.post("/desk/language/", {"language": language, "next": "/admin/people/person/"})

    page = editor.get("/admin/people/person/").content.decode()

    assert f'<html lang="{language}"' in page
    assert make.TROTSKY[language] in page
