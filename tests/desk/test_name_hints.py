"""Names at the desk: what they suggest while they are typed, and what is asked after saving."""

from typing import Any

import pytest
from django.test import Client

from entries.models import Name
from people.models import Person
from tests import make
from tests.desk.forms import Fields, fields_of, open_form, save

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/name-echo/"
NEW = "/admin/people/person/add/"


def hints(client: Client, text: str) -> list[str]:
    return list(client.get(ADDRESS, {"text": text}).json()["hints"])


def add(client: Client, text: str, language: str) -> Any:
    """Send the form of a new person with one name."""
    fields: Fields = fields_of(client.get(NEW), "person_form")
    for place in range(3):
        fields[f"names-{place}-text"] = ""
    given = {"names-0-text": text, "names-0-language": language}
    return client.post(NEW, {**fields, **given}, follow=True)


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_thai_name_proposes_its_language_and_a_latin_form(contributor: Client) -> None:
    assert hints(contributor, "เลออน ตรอตสกี") == [
        "Language, proposed: th",
        "Latin form, suggested: Leon Trotski",
    ]


def test_a_russian_name_proposes_its_language_and_a_latin_form(contributor: Client) -> None:
    assert hints(contributor, "Лев Троцкий") == [
        "Language, proposed: ru",
        "Latin form, suggested: Lev Trotskiy",
    ]


def test_a_script_that_several_languages_use_proposes_none(contributor: Client) -> None:
    (latin,) = hints(contributor, "טראָצקי")
    assert latin.startswith("Latin form, suggested: ")


@pytest.mark.parametrize("text", ["Leon Trotsky", "1905", ""])
def test_latin_names_suggest_nothing(contributor: Client, text: str) -> None:
    assert hints(contributor, text) == []


def test_letters_of_two_scripts_are_pointed_out_while_typing(contributor: Client) -> None:
    (hint,) = hints(contributor, "Лев Tроцкий")  # with a Latin T
    assert "“Tроцкий” mixes letters" in hint


def test_readers_are_not_answered(client: Client) -> None:
    assert client.get(ADDRESS, {"text": "Лев"}).status_code == 302


def test_the_form_shows_the_suggestion_without_a_script(publisher: Client) -> None:
    person = make.make_person({"ru": "Лев Троцкий"})

    page = publisher.get(f"/admin/people/person/{person.pk}/change/").content.decode()

    assert "Latin form, suggested: Lev Trotskiy" in page


def test_a_name_without_a_language_gets_that_of_its_script_and_is_asked_about(
    publisher: Client,
) -> None:
    response = add(publisher, "เลออน  ตรอตสกี ", "")

    name = Name.objects.get()
    assert (name.text, name.language) == ("เลออน ตรอตสกี", "th")
    assert "“เลออน ตรอตสกี” was taken as th, by its script. Is that right?" in said(response)


def test_where_the_script_does_not_tell_the_language_is_asked_for(publisher: Client) -> None:
    response = add(publisher, "טראָצקי", "")

    assert not Person.objects.exists()
    assert "The script does not tell: give the language." in response.content.decode()
    assert "טראָצקי" in response.content.decode()


def test_a_name_in_another_script_than_its_language_is_saved_and_pointed_out(
    publisher: Client,
) -> None:
    response = add(publisher, "Trotsky", "th")

    assert Name.objects.get().language == "th"
    assert "“Trotsky” is not in the script of its language, th." in said(response)


def test_invisible_signs_are_not_kept(publisher: Client) -> None:
    person = make.make_person({"en": "Leon Trotsky"})
    fields = open_form(publisher, person)

    save(publisher, person, {**fields, "names-0-text": "Leon\u200b Trots\u00adky"})

    assert person.names.get().text == "Leon Trotsky"
