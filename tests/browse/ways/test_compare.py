"""Entries side by side on one axis of time."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.choices import Certainty, Rank, Status
from entries.models import Entry
from tests import make
from tests.browse.pages import main_words

pytestmark = pytest.mark.django_db


def address(*entries: Entry) -> str:
    return "/en/compare/?" + "&".join(f"with={entry.pid}" for entry in entries)


def read(client: Client, *entries: Entry) -> str:
    response = client.get(address(*entries))
    assert response.status_code == 200
    return response.content.decode()


def test_two_lives_stand_on_one_axis_year_by_year(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    make.make_statement(trotsky, "born", make.make_place(), date="1879")
    make.make_statement(lenin, "born", make.make_place("Simbirsk"), date="1870")
    make.make_statement(lenin, "died", make.make_place("Gorki"), date="1924")

    page = read(client, trotsky, lenin)

    assert "Lines of time, 1870 to 1924" in page
    words = main_words(page.replace("</t", " </t"))
    assert words.index("1870 born in Simbirsk") < words.index("1879 born in Yanovka")
    # 1879 is where it is on the axis of both: (1879,5 - 1870) / 55 of 98 %, and 1 % of margin.
    assert 'cx="17.93%"' in page


def test_what_came_after_a_life_is_told_but_makes_the_axis_no_longer(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    for one, born, died in ((trotsky, "1879", "1940"), (lenin, "1870", "1924")):
        make.make_statement(one, "born", value="somewhere", date=born)
        make.make_statement(one, "died", value="elsewhere", date=died)
    make.make_statement(trotsky, "met", value="his rehabilitation", date="2001")

    page = read(client, trotsky, lenin)

    assert "Lines of time, 1870 to 1940" in page
    assert "2001 met his rehabilitation" in main_words(page.replace("</t", " </t"))


def test_what_they_have_in_common_is_counted(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    paper = make.make_publication()
    other = make.make_publication("Pravda")
    make.make_statement(trotsky, "edited", paper, date="1915")
    make.make_statement(trotsky, "edited", paper, date="1916")
    make.make_statement(lenin, "edited", paper, date="1915")
    make.make_statement(lenin, "edited", other)

    words = main_words(read(client, trotsky, lenin).replace("</t", " </t"))

    common = words.partition("What they have in common")[2].partition("Year by year")[0]
    assert "Nashe Slovo 2 1" in common
    assert "Pravda" not in common


def test_what_is_no_longer_held_and_what_is_not_public_is_not_compared(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    draft = make.make_person("Parvus", status=Status.DRAFT)
    make.make_statement(trotsky, "born", make.make_place("Kherson"), rank=Rank.DEPRECATED)
    make.make_statement(lenin, "met", draft)

    page = read(client, trotsky, lenin, draft)

    assert "Kherson" not in page
    assert "Parvus" not in page


def test_at_most_four_are_compared_and_one_alone_waits_for_another(client: Client) -> None:
    entries = [make.make_person(f"Comrade {number}") for number in range(5)]

    page = main_words(read(client, *entries))
    assert "Comrade 3" in page
    assert "Comrade 4 was left out" in page
    assert page.count("Comrade 4") == 1
    assert "Year by year" not in main_words(read(client, entries[0]))


def test_the_queries_do_not_grow_with_the_statements(client: Client) -> None:
    counts = []
    for many in (3, 40):
        one, other = make.make_person(f"One {many}"), make.make_person(f"Other {many}")
        for year in range(many):
            paper = make.make_publication(f"Paper {many} {year}")
            make.make_statement(one, "edited", paper, date=str(1880 + year))
            make.make_statement(other, "edited", paper, date=str(1880 + year))
        client.get(address(one, other))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(one, other))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def by_year(page: str) -> str:
    apart = page.replace("</t", " </t").replace("</li>", " </li>")
    return main_words(apart).partition("Year by year")[2]


def test_where_sources_differ_the_date_and_what_is_held_of_each_are_said(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    village = make.make_place()
    make.make_statement(trotsky, "born", village, date="1879-11-07", rank=Rank.PREFERRED)
    make.make_statement(trotsky, "born", village, date="1879-08", certainty=Certainty.DISPUTED)
    make.make_statement(lenin, "born", make.make_place("Simbirsk"), date="1870")

    rows = by_year(read(client, trotsky, lenin))

    assert "Aug 1879 born in Yanovka disputed" in rows
    assert "7 Nov 1879 born in Yanovka preferred" in rows
    # A date that says no more than the year of the row is not said again.
    assert "1870 born in Simbirsk" in rows
    assert "1870 1870" not in rows


def test_what_is_the_same_word_for_word_is_told_once(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    paper = make.make_publication()
    for date in ("1915", "1915", "1915-05", None, None):
        make.make_statement(trotsky, "edited", paper, date=date)

    rows = by_year(read(client, trotsky, lenin))

    assert rows.count("edited Nashe Slovo") == 3
    assert "1915 edited Nashe Slovo May 1915 edited Nashe Slovo undated edited Nashe Slovo" in rows
