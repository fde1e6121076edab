"""How the page of an entry reads: what it is, its years, evidence in place, reasons."""

import re

import pytest
from django.test import Client

from entries.choices import Certainty, Rank, Scheme
from tests import make
from tests.browse.pages import get_page, words

pytestmark = pytest.mark.django_db


def test_a_page_leads_with_what_it_is_about(client: Client) -> None:
    person = make.make_person()
    person.occupations.add(
        make.make_term(Scheme.OCCUPATION, "theorist", {"en": "theorist"}),
        make.make_term(Scheme.OCCUPATION, "orator", {"en": "orator"}),
    )
    make.make_statement(person, "born", make.make_place(), date="1879")
    make.make_statement(person, "died", make.make_place("Coyoacán"), date="1940")
    serial = make.make_publication(
        type=make.make_term(Scheme.PUBLICATION_TYPE, "newspaper", {"ru": "газета"})
    )

    of_person = get_page(client, person).partition('<p class="what">')[2].partition("</p>")[0]
    of_serial = get_page(client, serial).partition('<p class="what">')[2].partition("</p>")[0]

    assert words(of_person) == "orator, theorist · 1879–1940"
    assert of_serial == '<span lang="ru">газета</span>'


def test_a_life_is_told_year_by_year_and_leads_to_the_statements(client: Client) -> None:
    person = make.make_person()
    born = make.make_statement(person, "born", make.make_place(), date="1879")
    make.make_statement(person, "edited", make.make_publication(), date="1915–1916")
    make.make_statement(make.make_person("Parvus"), "met", person, date="1904")
    make.make_statement(person, "member-of", value="a <circle>", date="1904")
    make.make_statement(person, "met", make.make_person("Nobody"))
    make.make_statement(
        person, "born", make.make_place("Odessa"), date="1880", rank=Rank.DEPRECATED
    )

    told = get_page(client, person).partition("<summary>Year by year</summary>")[2]
    years = re.findall(r"<li>(.*?)</li>", told.partition("</details>")[0])

    assert [words(year) for year in years] == [
        "1879 born in Yanovka",
        "1904 member of a <circle>; met Parvus",
        "1915 edited Nashe Slovo (–1916)",
    ]
    assert f'<a href="#s-{born.uid}">born in Yanovka</a>' in years[0]


def test_what_is_not_sure_of_a_life_is_drawn_so(client: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "born", make.make_place(), date="about 1879")
    make.make_statement(
        person, "met", make.make_person("Parvus"), date="1904", certainty=Certainty.POSSIBLE
    )
    make.make_statement(person, "died", make.make_place("Coyoacán"), date="1940")

    looks = re.findall(r'<circle class="(.*?)"', get_page(client, person))

    assert looks == ["dot rough", "dot rough", "dot"]


def test_a_number_opens_source_and_spot_in_place(client: Client) -> None:
    person = make.make_person()
    statement = make.make_statement(person, "born", make.make_place())
    make.cite(statement, make.make_source("My Life"), "p. <3>")

    html = get_page(client, person)
    line = html.partition(f'id="s-{statement.uid}"')[2].partition("</li>")[0]

    number = line.partition('<details class="ev">')[2].partition("</details>")[0]
    assert words(number) == "1My Life, p. <3> ↓"
    assert '<summary aria-label="evidence 1">1</summary>' in number
    assert 'href="#n1"' in number
    assert not re.search(r"<p\b[^>]*>(?:(?!</p>).)*<details", html, re.DOTALL)


def test_what_the_archive_holds_with_is_marked_among_rivals(client: Client) -> None:
    person = make.make_person()
    held = make.make_statement(person, "died", date="21 August 1940", rank=Rank.PREFERRED)
    make.make_statement(person, "died", date="20 August 1940")

    assert f'<li class="st chosen" id="s-{held.uid}">' in get_page(client, person)


def test_close_entries_are_given_with_what_joins_them(client: Client) -> None:
    person, lenin, london = make.make_person(), make.make_person(make.LENIN), make.make_place("L.")
    make.make_statement(lenin, "edited", person, date="1903")
    make.make_statement(person, "met", lenin, date="1902", place=london)
    make.make_statement(person, "met", lenin, date="1917", place=london)
    make.make_statement(person, "member-of", lenin, rank=Rank.DEPRECATED)

    closest = get_page(client, person).partition('id="related"')[2].partition("</section>")[0]

    assert [words(one) for one in re.findall(r"<li>(.*?)</li>", closest)] == [
        "Vladimir Lenin 3 met, edited by",
        "L. 2 met",
    ]
