"""Who appears with whom at events and on boards."""

import csv

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.choices import Rank, Status, Theme
from entries.models import Entry, Statement
from tests import make
from tests.browse.pages import main_words

pytestmark = pytest.mark.django_db


def read(client: Client, entry: Entry, more: str = "") -> str:
    response = client.get(f"/en/together/?with={entry.pid}{more}")
    assert response.status_code == 200
    return main_words(response.content.decode().replace("</t", " </t"))


def data(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/en/together.csv{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(text.splitlines()))


def make_properties() -> None:
    """Make properties as the vocabulary has them: with nouns for roles, and themes."""
    noun = {
        "edited": "editor",
        "chaired": "chair",
        "opposed": "opponent",
        "delegate-at": "delegate",
    }
    themes = {"edited": Theme.WORK, "chaired": Theme.OFFICES}
    for code, role in noun.items():
        theme = themes.get(code, Theme.MOVEMENT)
        make.make_property(code, role_label={"en": role}, theme=theme, inverse_theme=theme)
    make.make_property(
        "published-by",
        theme=Theme.WORK,
        inverse_theme=Theme.WORK,
        inverse_role_label={"en": "publisher"},
    )
    make.make_property("met", symmetric=True)


@pytest.fixture
def zimmerwald() -> dict[str, Entry]:
    """Three persons, a conference, a newspaper and a draft."""
    make_properties()
    people: dict[str, Entry] = {
        "trotsky": make.make_person(),
        "lenin": make.make_person(make.LENIN),
        "martov": make.make_person("Julius Martov"),
        "draft": make.make_person("Parvus", status=Status.DRAFT),
    }
    conference, paper = make.make_event(), make.make_publication()
    for one in people.values():
        make.make_statement(one, "delegate-at", conference)
    for name in ("trotsky", "martov"):
        make.make_statement(people[name], "edited", paper)
    make.make_statement(people["lenin"], "edited", paper, rank=Rank.DEPRECATED)
    return {**people, "conference": conference, "paper": paper}


def test_they_are_listed_by_how_often_with_the_occasions(
    client: Client, zimmerwald: dict[str, Entry]
) -> None:
    page = read(client, zimmerwald["trotsky"])

    assert "Julius Martov 2 " in page
    assert "Vladimir Lenin 1 Zimmerwald Conference (delegate)" in page
    assert page.index("Martov") < page.index("Lenin")
    assert "Parvus" not in page


def test_only_the_occasions_asked_for_count(client: Client, zimmerwald: dict[str, Entry]) -> None:
    page = read(client, zimmerwald["trotsky"], "&through=publication")

    assert "Julius Martov 1 Nashe Slovo (editor)" in page
    assert "Lenin" not in page


def test_an_event_in_whose_course_something_happened_is_an_occasion(client: Client) -> None:
    make_properties()
    trotsky, lenin, event = make.make_person(), make.make_person(make.LENIN), make.make_event()
    martov, krupskaya = make.make_person("Julius Martov"), make.make_person("Krupskaya")
    make.make_statement(trotsky, "edited", make.make_publication(), event=event)
    make.make_statement(lenin, "delegate-at", event)
    make.make_statement(martov, "met", krupskaya, event=event)

    page = read(client, trotsky)

    assert "Vladimir Lenin 1 Zimmerwald Conference (delegate)" in page
    assert "Julius Martov 1 Zimmerwald Conference (met)" in page
    assert "Krupskaya 1 Zimmerwald Conference (met)" in page


def test_opponents_are_no_company(client: Client) -> None:
    make_properties()
    soviet, affair = make.make_organisation(), make.make_event("Kornilov affair")
    kornilov, kerensky = make.make_person("Lavr Kornilov"), make.make_person("Kerensky")
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    for one in (kornilov, kerensky):
        make.make_statement(one, "opposed", soviet)
        make.make_statement(one, "opposed", affair)
    make.make_statement(kornilov, "opposed", kerensky, event=affair)
    make.make_statement(trotsky, "chaired", soviet)
    make.make_statement(lenin, "member-of", soviet)
    make.make_statement(trotsky, "delegate-at", affair)

    assert "Nobody." in read(client, kornilov)
    assert "Vladimir Lenin 1 St Petersburg Soviet (member of)" in read(client, trotsky)
    assert "Kornilov" not in read(client, trotsky)
    assert [(row["person_roles"], row["other_roles"]) for row in data(client)] == [
        ("chaired", "member-of")
    ]


def test_whom_a_text_is_about_or_what_one_is_only_said_of_has_no_part_in_it(client: Client) -> None:
    make_properties()
    make.make_property("about", theme=Theme.IDEAS, inverse_theme=Theme.WORK)
    trotsky, paper = make.make_person(), make.make_publication()
    make.make_statement(trotsky, "edited", paper)
    make.make_statement(paper, "about", make.make_person(make.LENIN))
    make.make_statement(make.make_person("Reader"), "read", paper)
    make.make_statement(paper, "published-by", make.make_person("Antonov-Ovseyenko"))

    page = read(client, trotsky)

    assert "Antonov-Ovseyenko 1 Nashe Slovo (publisher)" in page
    assert "Lenin" not in page
    assert "Reader" not in page


def test_several_roles_on_one_board_are_all_told(client: Client) -> None:
    make_properties()
    trotsky, lenin, soviet = (
        make.make_person(),
        make.make_person(make.LENIN),
        make.make_organisation(),
    )
    first = make.make_statement(trotsky, "member-of", soviet)
    then = make.make_statement(trotsky, "chaired", soviet, date="1905-12-09")
    again = make.make_statement(trotsky, "chaired", soviet, date="8 October 1917 O.S.")
    other = make.make_statement(lenin, "member-of", soviet)

    (row,) = data(client)

    assert row["person_roles"] == "member-of; chaired; chaired"
    assert row["person_statements"] == f"{first.uid}; {then.uid}; {again.uid}"
    assert row["person_dates"] == "; 1905-12-09; 1917-10-08"
    assert row["person_calendars"] == "; gregorian; julian"
    assert (row["other_roles"], row["other_statements"]) == ("member-of", other.uid)
    assert (row["other_dates"], row["other_calendars"]) == ("", "")
    assert "Leon Trotsky 1 St Petersburg Soviet (member of, chair)" in read(client, lenin)


def test_the_whole_archive_can_be_taken_as_data(
    client: Client, zimmerwald: dict[str, Entry]
) -> None:
    rows = data(client)

    named = {(row["person_name"], row["other_name"], row["through_name"]) for row in rows}
    assert len(rows) == len(named) == 4
    assert {frozenset(row[:2]) for row in named if row[2] == "Nashe Slovo"} == {
        frozenset(("Leon Trotsky", "Julius Martov"))
    }
    assert all("Parvus" not in row for row in named)
    assert rows[0]["person"].endswith(f"/id/{zimmerwald['trotsky'].pid}")
    assert {row["kind"] for row in data(client, "?through=event")} == {"event"}


def test_the_file_of_a_person_has_the_rows_of_the_page_and_is_linked_from_it(
    client: Client, zimmerwald: dict[str, Entry]
) -> None:
    martov = zimmerwald["martov"]
    rows = data(client, f"?with={martov.pid}")

    assert {row["person_name"] for row in rows} == {"Julius Martov"}
    assert sorted((row["other_name"], row["through_name"]) for row in rows) == [
        ("Leon Trotsky", "Nashe Slovo"),
        ("Leon Trotsky", "Zimmerwald Conference"),
        ("Vladimir Lenin", "Zimmerwald Conference"),
    ]
    assert len(data(client, f"?with={martov.pid}&through=publication")) == 1
    page = client.get(f"/en/together/?with={martov.pid}&through=event").content.decode()
    assert f'href="/en/together.csv?with={martov.pid}&amp;through=event"' in page
    assert 'href="/en/together.csv?through=event"' in page


def test_the_file_follows_a_merge_and_has_no_rows_of_whom_there_is_not(
    client: Client, zimmerwald: dict[str, Entry]
) -> None:
    gone = make.make_person(
        "Lev Bronstein", status=Status.MERGED, merged_into=zimmerwald["trotsky"]
    )

    assert data(client, f"?with={gone.pid}") == data(client, f"?with={zimmerwald['trotsky'].pid}")
    for nobody in ("draft", "paper"):
        assert data(client, f"?with={zimmerwald[nobody].pid}") == []
    assert data(client, "?with=nonsense") == data(client, "?with=%00") == []
    assert data(client, "?with=") == data(client)


def test_no_draft_is_in_the_file(client: Client, zimmerwald: dict[str, Entry]) -> None:
    secret = make.make_event("Secret meeting", status=Status.DRAFT)
    hidden = make.make_place("Safe house", status=Status.DRAFT)
    for name in ("trotsky", "lenin"):
        make.make_statement(zimmerwald[name], "delegate-at", secret)
        make.make_statement(zimmerwald[name], "met", zimmerwald["martov"], event=secret)
        make.make_statement(zimmerwald[name], "edited", zimmerwald["paper"], place=hidden)

    told = str([*data(client), *data(client, f"?with={zimmerwald['trotsky'].pid}")])

    assert "Parvus" not in told
    assert zimmerwald["draft"].pid not in told
    assert "Secret" not in told
    for one in Statement.objects.all():
        is_public = Statement.objects.public().standing().filter(pk=one.pk).exists()
        assert (one.uid in told) is is_public


def test_the_queries_of_the_file_of_a_person_do_not_grow(client: Client) -> None:
    counts = []
    for many in (3, 30):
        person, event = make.make_person(f"P {many}"), make.make_event(f"E {many}")
        for one in (person, *(make.make_person(f"C {number}") for number in range(many))):
            make.make_statement(one, "delegate-at", event)
        with CaptureQueriesContext(connection) as queries:
            assert len(data(client, f"?with={person.pid}")) == many
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_no_name_is_a_formula(client: Client) -> None:
    event = make.make_event()
    for name in ("=1+1", "Lenin"):
        make.make_statement(make.make_person(name), "delegate-at", event)

    assert data(client)[0]["person_name"] == "'=1+1"


def test_only_persons_are_asked_about(client: Client, zimmerwald: dict[str, Entry]) -> None:
    assert "Nobody" not in read(client, zimmerwald["paper"])
    assert client.get("/en/together/?with=%00&through=%00&q=%00").status_code == 200


def test_the_queries_do_not_grow(client: Client) -> None:
    counts = []
    for many in (3, 30):
        person, event = make.make_person(f"P {many}"), make.make_event(f"E {many}")
        make.make_statement(person, "delegate-at", event)
        for number in range(many):
            make.make_statement(make.make_person(f"C {number}"), "delegate-at", event)
        client.get(f"/en/together/?with={person.pid}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/together/?with={person.pid}")
        counts.append(len(queries))

    assert counts[0] == counts[1]
