"""What is suggested as one types, and what never is."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entries.choices import Status
from entries.models import Entry, Name
from interop.keeping import forget_answers
from tests import make
from tests.search.making import set_status

pytestmark = pytest.mark.django_db


def ask(client: Client, text: str, language: str = "en") -> Any:
    response = client.get(f"/{language}/suggestions.json", {"q": text})
    assert response.status_code == 200
    return response.json()


def suggested(client: Client, text: str, language: str = "en") -> list[str]:
    """Answer the labels that are suggested, in their order."""
    groups = ask(client, text, language)["groups"]
    return [one["label"] for group in groups for one in group["entries"]]


def test_a_name_that_is_begun_is_suggested_in_any_script(client: Client) -> None:
    make.make_person()
    make.make_publication()

    for text in (
        "tr",
        "Trots",
        "leon tr",
        "Троц",
        "ตรอ",
        "ตรอตสกี",
        "trotzk",
        "trotskij",
        "Trotksy",
    ):
        assert suggested(client, text) == ["Leon Trotsky"], text


def test_a_name_that_is_not_the_heading_is_shown(client: Client) -> None:
    person = make.make_person()
    Name.objects.create(entry=person, text="Lev Bronstein", language="en", type="birth")

    (group,) = ask(client, "brons")["groups"]

    assert group["heading"] == "Persons"
    (one,) = group["entries"]
    assert (one["label"], one["matched"], one["matched_language"]) == (
        "Leon Trotsky",
        "Lev Bronstein",
        "en",
    )
    assert client.get(one["url"]).status_code == 200
    assert ask(client, "leon")["groups"][0]["entries"][0]["matched"] == ""


def test_only_kinds_that_are_asked_for_are_suggested(client: Client) -> None:
    make.make_person("Vienna Person")
    place = make.make_place("Vienna")
    for number in range(20):
        make.make_person(f"Vienna {number}")

    answer = client.get("/en/suggestions.json?q=vien&kind=place&kind=nonsense&kind=%00").json()

    ((one,),) = [group["entries"] for group in answer["groups"]]
    assert (one["label"], one["pid"]) == ("Vienna", place.pid)


def test_the_heading_and_the_address_are_in_the_language_of_the_page(client: Client) -> None:
    make.make_person()

    (group,) = ask(client, "Trots", "th")["groups"]
    (one,) = group["entries"]

    assert one["label"] == "เลออน ตรอตสกี"
    assert one["matched"] == "Leon Trotsky"
    assert one["url"].startswith("/th/persons/")


def test_kinds_stand_together_and_the_best_of_each_has_room(client: Client) -> None:
    for number in range(9):
        make.make_person(f"Vienna {number}")
    make.make_place("Vienna")

    answer = ask(client, "vien")

    sizes = {group["heading"]: len(group["entries"]) for group in answer["groups"]}
    assert sizes == {"Persons": 7, "Places": 1}
    assert answer["status"] == "8 suggestions"
    assert answer["all"]["url"] == "/en/browse/?q=vien"


def test_a_name_that_begins_so_comes_before_one_that_has_the_word(client: Client) -> None:
    make.make_person("Alexander Lvov")
    make.make_person("Lvov Alexander")

    assert suggested(client, "lvov a")[0] == "Lvov Alexander"


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN])
def test_what_is_not_public_is_never_suggested(client: Client, status: str) -> None:
    person = make.make_person()
    assert suggested(client, "Trots") == ["Leon Trotsky"]

    # The index is not told: it may lag.
    withdrawn_at = timezone.now() if status == Status.WITHDRAWN else None
    Entry.objects.filter(pk=person.pk).update(status=status, withdrawn_at=withdrawn_at)
    forget_answers()

    assert suggested(client, "Trots") == []
    set_status(Entry.objects.get(pk=person.pk), status)
    assert suggested(client, "Leon Tr") == []


def test_what_is_too_short_or_a_question_has_no_suggestions(client: Client) -> None:
    make.make_person()

    for text in ("", "t", "-", "*", "name:Trots", "Trots OR Lenin", "-Trots", "q" * 500, "\0", "|"):
        assert ask(client, text) == {"groups": [], "all": None, "status": ""}, text


def test_suggestions_cost_a_fixed_number_of_queries(client: Client) -> None:
    costs = []
    for many in (1, 30):
        for number in range(many):
            make.make_statement(make.make_person(f"Delegate {many} {number}"), "born", date="1879")
        client.get("/en/suggestions.json?q=other")
        forget_answers()
        with CaptureQueriesContext(connection) as queries:
            assert suggested(client, "deleg")
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert costs[0] <= 6


@pytest.mark.django_db(transaction=True)
def test_a_browser_need_not_be_sent_the_same_twice(client: Client) -> None:
    make.make_person()
    first = client.get("/en/suggestions.json?q=trots")

    again = client.get("/en/suggestions.json?q=trots", headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "no-cache"
    assert again.status_code == 304


def test_browsers_are_suggested_the_same_in_their_own_format(client: Client) -> None:
    make.make_statement(make.make_person(), "born", date="1879", value="in Yanovka")

    response = client.get(
        "/suggestions/opensearch.json?q=Trots", headers={"accept-language": "en"}, follow=True
    )

    assert response["Content-Type"] == "application/x-suggestions+json"
    text, names, dates, addresses = response.json()
    assert (text, names) == ("Trots", ["Leon Trotsky"])
    assert len(dates) == 1
    assert addresses[0].startswith("http://localhost:8000/en/persons/")
    assert client.get("/en/suggestions/opensearch.json").json() == ["", [], [], []]
