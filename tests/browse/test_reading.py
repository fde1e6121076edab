"""The page says how it read what was typed, and answers all the same."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils.translation import override

from browse.reading import REMARKS, say_reading
from search.asking.tree import Fault
from tests import make
from tests.browse.pages import get_list, main_words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Trotsky", ""),
        ("Trotsky Vienna", "“Trotsky” and “Vienna”"),
        ("Trotsky OR Lenin -Vienna", "“Trotsky” or (“Lenin” and not “Vienna”)"),
        ('"Nashe Slovo"', "the phrase “Nashe Slovo”"),
        ("name:revol*", "Name: what begins with “revol”"),
        ("место:Париж year:๑๙๐๕-1907", "Place: “Париж” and Years: 1905–1907"),
        ("year:1905", "Years: 1905"),
    ],
)
def test_a_reading_is_said_in_words(text: str, said: str) -> None:
    assert say_reading(text).reading == said
    assert say_reading(text).remarks == []


def test_a_reading_names_the_fields_in_the_language_of_the_page() -> None:
    with override("ru"):
        (remark,) = say_reading("colour:red").remarks

    assert "colour" in remark
    assert "место" in remark


def test_every_fault_has_its_words() -> None:
    assert set(REMARKS) == set(Fault)


AMISS = ['"Trotsky', "(Trotsky", "Trotsky)", "Trotsky OR", "colour:red OR Trotsky", "T* OR Trotsky"]


@pytest.mark.parametrize("view", ["", "timeline/", "map/", "network/"])
def test_what_is_amiss_is_explained_and_answered(client: Client, view: str) -> None:
    make.make_person()

    for text in AMISS if not view else AMISS[-1:]:
        response = client.get(f"/en/browse/{view}", {"q": text})

        assert response.status_code == 200
        html = response.content.decode()
        (remark,) = say_reading(text).remarks
        assert remark in unescape(html)
        assert 'href="/en/help/searching/"' in html


def test_a_list_says_how_it_was_asked_for(client: Client) -> None:
    make.make_person()

    assert "Read as: “Trotsky” and not “Lenin”" in main_words(get_list(client, "q=Trotsky+-Lenin"))
    assert "Read as:" not in main_words(get_list(client, "q=Trotsky"))
    assert "Only the first 200 letters are read." in get_list(client, "q=" + "Trotsky+" * 99)


@pytest.mark.parametrize("language", ["th", "en", "ru"])
def test_the_help_has_examples_to_follow(client: Client, language: str) -> None:
    html = client.get(f"/{language}/help/searching/").content.decode()

    links = re.findall(r'<dt><a href="([^"]+)"', html)
    assert len(links) > 8
    assert all(client.get(unescape(link)).status_code == 200 for link in links[:3])


def test_every_search_box_leads_to_the_help(client: Client) -> None:
    for path in ("/en/", "/en/browse/", "/en/browse/map/", "/en/nothing/"):
        assert 'href="/en/help/searching/"' in client.get(path).content.decode(), path
