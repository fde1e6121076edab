"""What is offered where little or nothing is found, and the best of each kind where much is."""

import re
from html import unescape

import pytest
from django.test import Client

from dates import HistoricalDate
from tests import make
from tests.browse.pages import get_list, words

pytestmark = pytest.mark.django_db


def offered(html: str) -> dict[str, str]:
    """Answer the ways out of an empty list, by their words, with their addresses."""
    (part,) = re.findall(r'<div class="nothing">(.*?)</div>', html, flags=re.DOTALL)
    rows = re.findall(r'<li><a href="([^"]+)"[^>]*>(.*?)</li>', part, flags=re.DOTALL)
    return {words(f"<a>{text}"): unescape(url) for url, text in rows}


def make_few() -> None:
    """Two who edited a paper, and where it was."""
    paper = make.make_publication()
    for label in ("Leon Trotsky", "Julius Martov"):
        make.make_statement(make.make_person(label), "edited", paper, date="1915")
    make.make_statement(make.make_person("Vladimir Lenin"), "born", make.make_place(), date="1870")


def test_an_empty_list_offers_less(client: Client) -> None:
    make_few()

    ways = offered(get_list(client, "q=Trotsky+Lenin&kind=publication"))

    assert ways == {
        "Search for “Trotsky” 1": "/en/browse/?q=Trotsky&kind=publication",
        "Search without “Trotsky Lenin” 1": "/en/browse/?kind=publication",
        "See all entries": "/en/browse/",
        "How to search": "/en/help/searching/",
    }


def test_an_empty_list_offers_to_leave_out_a_filter_or_all(client: Client) -> None:
    make_few()

    ways = offered(get_list(client, "q=Martov&kind=place&from=1870&to=1880"))

    assert ways == {
        "Search without “Martov” 1": "/en/browse/?kind=place&from=1870&to=1880",
        "Search without any filter 2": "/en/browse/?q=Martov",
        "See all entries": "/en/browse/",
        "How to search": "/en/help/searching/",
    }


def test_an_empty_list_of_days_offers_their_months_and_years(client: Client) -> None:
    make.make_event("Strike", date=HistoricalDate("1905-10"))
    make.make_event("Soviet", date=HistoricalDate("1905"))

    days = offered(get_list(client, "kind=event&from=1905-10-25&to=1905-10-26"))
    months = offered(get_list(client, "kind=event&from=1905-11"))
    later = offered(get_list(client, "kind=event&from=1917-10-25&to=1917-10-25"))

    at = "/en/browse/?kind=event&from=1905"
    assert days["All that is dated Oct 1905 1"] == f"{at}-10&to=1905-10"
    assert days["All that is dated 1905 2"] == f"{at}&to=1905"
    assert months["All that is dated from 1905 2"] == at
    assert not any("dated" in way for way in later)


def test_an_empty_list_offers_the_nearest_years(client: Client) -> None:
    make_few()

    ways = offered(get_list(client, "from=1880&to=1890"))

    assert ways["In 1870 2"] == "/en/browse/?from=1870&to=1870"
    assert ways["In 1915 3"] == "/en/browse/?from=1915&to=1915"


def test_where_neither_helps_alone_both_are_left_out(client: Client) -> None:
    make_few()

    html = get_list(client, "q=Trotksy+Martov&kind=place&from=1600&to=1700")

    assert "Search for “Martov” 2" in offered(html)
    html = get_list(client, "q=Trotksy&kind=place&from=1600&to=1700")
    assert "Did you mean: Trotsky 2" in words(html)
    assert 'href="/en/browse/?q=Trotsky"' in html


def test_every_way_out_leads_to_as_many_as_it_says(client: Client) -> None:
    make_few()
    for query in ("q=Trotsky+Lenin", "q=Lenin&kind=work", "q=Trotsky&from=1600&to=1700"):
        ways = offered(get_list(client, query))
        counted = {label.rpartition(" "): url for label, url in ways.items() if label[-1].isdigit()}
        assert counted, query
        for (_label, _blank, total), url in counted.items():
            html = get_list(client, url.partition("?")[2])
            heading = re.search(r'<h1 id="total".*?</h1>', html)
            assert heading
            assert words(heading[0]).startswith(f"{total} entr")


def test_another_spelling_is_a_link(client: Client) -> None:
    make.make_person()

    for text in ("Trotksy", "Trotzlsky"):
        html = get_list(client, f"q={text}")
        assert "Did you mean: Trotsky 1" in words(html)
        assert 'href="/en/browse/?q=Trotsky"' in html


def test_a_list_with_enough_entries_asks_nothing(client: Client) -> None:
    for number in range(5):
        make.make_person(f"Levin {number}")
        make.make_person(f"Lenin {number}")

    assert "Did you mean" not in get_list(client, "q=Levin")


def test_a_bad_question_is_explained_even_where_nothing_is_found(client: Client) -> None:
    html = get_list(client, "q=" + "%22qqqqqq")

    assert "A quote is not closed" in html
    assert "Nothing was found." in html


def make_many() -> None:
    for number in range(30):
        make.make_person(f"Delegate from Vienna {number}")
    make.make_place("Vienna")
    make.make_publication("Pravda (Vienna)")


def best(html: str) -> list[str]:
    part = re.search(r'<section class="best".*?</section>', html, flags=re.DOTALL)
    return [words(row) for row in re.findall(r"<li>(.*?)</li>", part[0])] if part else []


def test_the_best_of_each_kind_stands_above_a_long_list(client: Client) -> None:
    make_many()

    html = get_list(client, "q=Vienna")

    rows = best(html)
    assert rows[0].startswith("Persons Delegate from Vienna")
    assert rows[0].endswith("all 30 Persons")
    assert rows[1:] == ["Publications Pravda (Vienna)", "Places Vienna"]
    assert 'href="/en/browse/?q=Vienna&amp;kind=person"' in html


def test_where_it_says_nothing_new_it_is_left_out(client: Client) -> None:
    make_many()

    for query in ("", "q=Vienna&page=2", "q=Vienna&kind=person", "q=Vienna&sort=name", "q=-Vienna"):
        assert best(get_list(client, query)) == []
