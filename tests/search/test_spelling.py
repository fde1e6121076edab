"""Did you mean: the nearest words that are really there."""

import pytest

from entries.choices import Status
from entries.models import Entry
from search.query import SearchQuery
from search.spelling import spellings
from tests.search.making import make_paper, make_person, name, summarise

pytestmark = pytest.mark.django_db


@pytest.fixture
def few() -> None:
    """Three papers and their people, in three scripts."""
    trotsky = make_person()
    name(trotsky, "เลออน ตรอตสกี", "th")
    name(trotsky, "Лев Троцкий", "ru")
    make_person("Vladimir Lenin")
    paper = make_paper("Nashe Slovo")
    summarise(paper, "A socialist newspaper of emigrants, and its printers.")


def meant(text: str) -> list[str]:
    """Answer the other spellings that are offered for a text."""
    return [one.text for one in spellings(SearchQuery().matching(text), 0)]


MISSPELT = [
    ("Trotksy", "Trotsky"),
    ("Trottskky", "Trotsky"),
    ("Leon Troksky", "Leon Trotsky"),
    ("Lion Troksky", "Leon Trotsky"),
    ("Levin", "Lenin"),
    ("ตรอสกี", "ตรอตสกี"),
    ("Троикий", "Троцкий"),
    ("Nache-Slovo", "Nashe-Slovo"),
    ('"Nache Slovo"', '"Nashe Slovo"'),
    ("name:Levin -Trotsky", "name:Lenin -Trotsky"),
    ("newspapre", "newspaper"),
]


@pytest.mark.usefixtures("few")
def test_the_nearest_word_is_offered_in_its_place() -> None:
    assert {text: meant(text)[:1] for text, _other in MISSPELT} == {
        text: [other] for text, other in MISSPELT
    }


@pytest.mark.usefixtures("few")
def test_where_nothing_is_near_nothing_is_offered() -> None:
    for text in ("", "qqqqqq", "Le", "lev*", "place:Levin", "-Levin", "Lenin"):
        assert meant(text) == [], text


@pytest.mark.usefixtures("few")
def test_only_what_finds_more_is_offered_and_how_much() -> None:
    (one,) = spellings(SearchQuery().matching("Levin"), 0)
    assert (one.text, one.total) == ("Lenin", 1)
    assert spellings(SearchQuery().matching("Levin"), 1) == []
    assert spellings(SearchQuery().matching("Levin").where("kind", ["place"]), 0) == []


def test_words_of_what_is_not_public_are_never_offered() -> None:
    make_person("Boris Lenin", Status.DRAFT)
    public = make_person("Vladimir Lenin")
    assert meant("Lemin") == ["Lenin"]

    # The index is not told: it may lag.
    Entry.objects.filter(pk=public.pk).update(status=Status.DRAFT)

    assert meant("Lemin") == []


def test_the_word_that_most_entries_have_comes_first_and_forms_of_it_once() -> None:
    for number in range(3):
        make_person(f"Lenin {number}")
    make_person("Lening")
    make_person("Lenins")

    assert meant("Lenik")[0] == "Lenin"
    assert "Lenins" not in meant("Lenik")
