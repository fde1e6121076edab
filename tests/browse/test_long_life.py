"""The life line of an entry whose statements fill several pages."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.addresses import entry_url
from browse.pages import long_life
from entries.choices import Rank
from entries.models import Entry
from tests import make
from tests.browse.pages import get_page, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("browse.pages.statements.PAGE_SIZE", 3)


def make_traveller() -> Entry:
    """Trotsky, of whom more is said than one page has."""
    person, friend = make.make_person(), make.make_person("Parvus")
    make.make_statement(person, "born", make.make_place(), date="1879")
    for month in ("1905-01", "1905-03", "1905-07"):
        make.make_statement(person, "met", friend, date=month)
    make.make_statement(person, "edited", make.make_publication(), date="1915/1916")
    make.make_statement(person, "met", friend, date="1916", rank=Rank.DEPRECATED)
    make.make_statement(person, "met", friend)
    make.make_statement(friend, "met", person, date="1917?")
    return person


def years_of(html: str) -> list[str]:
    told = html.partition("<summary>Year by year</summary>")[2].partition("</details>")[0]
    return re.findall(r"<li>(.*?)</li>", told)


def test_what_stands_on_later_pages_is_drawn_and_said_by_number(client: Client) -> None:
    html = get_page(client, make_traveller())

    told = [words(one) for one in years_of(html)]
    assert told == [
        "1879 born in Yanovka",
        "1905 met 3",
        "1915 edited Nashe Slovo",
        "1917 met Parvus",
    ]
    drawn = html.partition('<div class="life">')[2].partition("</svg>")[0]
    assert re.findall(r'<circle class="(.*?)"', drawn) == ["dot", "dot", "dot rough"]
    assert drawn.count("<rect") == 1
    said = re.findall(r"<title>(.*?)</title>", drawn)
    assert said == ["edited Nashe Slovo", "born in Yanovka", "met", "met Parvus"]
    assert "dated statements" not in words(html)


def test_each_sort_leads_to_the_page_on_which_its_first_statement_stands(client: Client) -> None:
    person = make_traveller()

    link = re.search(r'href="([?]statement=(\w+)#s-\2)"', years_of(get_page(client, person))[2])
    assert link
    there = client.get(entry_url(person) + link[1]).content.decode()

    assert f'id="s-{link[2]}"' in there
    assert '<div class="life">' not in there


def test_what_is_too_much_to_draw_is_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_traveller()

    monkeypatch.setattr(long_life, "MOST", 4)
    assert "Drawn are 4 of 6 dated statements." in words(get_page(client, person))

    monkeypatch.setattr(long_life, "MOST", 10)
    monkeypatch.setattr(long_life, "MOST_SPANS", 0)
    make.make_statement(person, "member-of", value="a circle", date="1897")
    assert "Drawn are 6 of 7 dated statements." in words(get_page(client, person))


def test_a_year_says_few_sorts_apart(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_life, "MOST_IN_A_YEAR", 1)
    person = make_traveller()
    for code in ("edited", "delegate-at"):
        make.make_statement(person, code, value="something", date="1905")

    assert words(years_of(get_page(client, person))[1]) == "1905 met 3; 2 more"


def test_what_is_counted_has_the_label_that_needs_no_object(client: Client) -> None:
    make.make_property("died", label={"en": "died in"}, bare_label={"en": "died"})
    person = make_traveller()
    for day in ("1940-08-20", "1940-08-21"):
        make.make_statement(person, "died", make.make_place(f"Coyoacán {day}"), date=day)

    html = get_page(client, person)

    assert words(years_of(html)[-1]) == "1940 died 2"
    assert "<title>died</title>" in html


def test_the_earliest_are_told_in_full_of_very_many(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_life, "MOST_SENTENCES", 2)

    told = [words(one) for one in years_of(get_page(client, make_traveller()))]

    assert told == ["1879 born in Yanovka", "1905 met 3", "1915 edited Nashe Slovo", "1917 met"]


def test_the_line_costs_the_same_queries_however_long_it_is(client: Client) -> None:
    person = make_traveller()
    counts = []
    for first in (1880, 1890):
        for year in range(first, first + 10):
            make.make_statement(person, "met", make.make_person(f"Of {year}"), date=str(year))
        client.get(entry_url(person))
        person.refresh_from_db()
        with CaptureQueriesContext(connection) as queries:
            long_life.fetch_long_life(person)
        counts.append(len(queries))

    assert counts == [3, 3]
