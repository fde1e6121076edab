"""A date is echoed while it is typed."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/date-echo/"


def ask(client: Client, text: str, **more: str) -> Any:
    response = client.get(ADDRESS, {"text": text, **more})
    assert response.status_code == 200
    return response.json()


def test_a_date_is_read_back_in_three_languages(contributor: Client) -> None:
    answer = ask(contributor, "9 January 1905 O.S.")

    assert answer["edtf"] == "1905-01-09"
    assert answer["calendar"] == "julian"
    assert answer["readings"]["en"] == "9 January 1905 O.S. (22 January N.S.)"
    assert set(answer["readings"]) == {"en", "ru", "th"}


def test_what_is_not_understood_is_named(contributor: Client) -> None:
    assert "33 January" in ask(contributor, "33 January 1905")["error"]


def test_the_readings_of_an_ambiguous_text_are_offered(contributor: Client) -> None:
    answer = ask(contributor, "1/3/1899")

    assert "several ways" in answer["error"]
    assert answer["choices"] == [
        {"words": "1 March 1899", "text": "1/3/1899 [= 1899-03-01]"},
        {"words": "3 January 1899", "text": "1/3/1899 [= 1899-01-03]"},
    ]
    assert ask(contributor, answer["choices"][1]["text"])["edtf"] == "1899-01-03"
    assert ask(contributor, "33 January 1905")["choices"] == []


def test_the_error_is_in_the_language_of_the_editor(contributor: Client) -> None:
    contributor.cookies["django_language"] = "ru"
    with translation.override("ru"):
        answer = ask(contributor, "нечто")

    assert "нечто" in answer["error"]


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_box_has_no_reading_and_no_error(contributor: Client, text: str) -> None:
    assert ask(contributor, text) == {}


def test_the_calendar_may_be_given_beside_the_text(contributor: Client) -> None:
    assert ask(contributor, "1905-01-09", calendar="julian")["calendar"] == "julian"
    assert ask(contributor, "1905-01-09", calendar="mayan")["calendar"] == "gregorian"


@pytest.mark.parametrize("text", ["9" * 20, "\x00", "1905-01-09\x00", "<script>", "9" * 5000])
def test_absurd_text_is_an_error_and_no_failure(contributor: Client, text: str) -> None:
    assert "error" in ask(contributor, text)


def test_a_stranger_is_sent_to_the_door(client: Client) -> None:
    response = client.get(ADDRESS, {"text": "1905"})

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_only_reading_is_answered(contributor: Client) -> None:
    assert contributor.post(ADDRESS, {"text": "1905"}).status_code == 405
