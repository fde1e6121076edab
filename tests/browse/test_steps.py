"""The way from an entry to its neighbours in the list one came from."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from entries.choices import Status
from entries.models import Entry
from tests import make
from tests.browse.pages import get_list, words
from tests.browse.test_fixed_queries import count_queries

pytestmark = pytest.mark.django_db

CIRCLE = ("Adolf Joffe", "Julius Martov", "Leon Trotsky", "Vladimir Lenin")


def circle() -> list[Entry]:
    """Answer four persons in the order of their names."""
    return [make.make_person(name) for name in CIRCLE]


def hits(client: Client, query: str = "", language: str = "en") -> dict[str, str]:
    """Answer the address behind each hit of a list by its name."""
    html = get_list(client, query, language)
    found = re.findall(r'<h2><a href="([^"]*)"[^>]*>(.*?)</a></h2>', html)
    return {unescape(name): unescape(url) for url, name in found}


def steps(client: Client, address: str) -> str:
    """Answer the HTML of the way through the list; empty if there is none."""
    response = client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    return html.partition('<nav class="in-list"')[2].partition("</nav>")[0].partition(">")[2]


def linked(nav: str, relation: str) -> str:
    """Answer where the link to a neighbour leads."""
    found = re.search(rf'<a href="([^"]*)" rel="{relation} nofollow"', nav)
    assert found
    return unescape(found[1])


def test_an_entry_stands_between_its_neighbours_in_the_list(client: Client) -> None:
    circle()
    addresses = hits(client, "kind=person&sort=name")

    nav = steps(client, addresses["Julius Martov"])

    assert words(nav) == "← Adolf Joffe 2 of 4: back to the list Leon Trotsky →"
    assert 'href="/en/browse/?kind=person&amp;sort=name" rel="nofollow"' in nav


def test_one_walks_through_the_whole_list_and_back(client: Client) -> None:
    circle()
    address = hits(client, "kind=person")["Adolf Joffe"]

    there = [address]
    for _step in range(3):
        there.append(linked(steps(client, there[-1]), "next"))
    back = [there[-1]]
    for _step in range(3):
        back.append(linked(steps(client, back[-1]), "prev"))

    assert back == there[::-1]
    assert "→" not in steps(client, there[-1])
    assert "←" not in steps(client, there[0])


def test_a_list_beyond_its_first_page_is_gone_back_to_where_one_was(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(27):
        make.make_person(f"Comrade {number:02}")
    address = hits(client, "kind=person&page=2")["Comrade 25"]

    nav = steps(client, address)

    assert "26 of 27: back to the list" in words(nav)
    assert 'href="/en/browse/?kind=person&amp;page=2"' in nav


def test_all_entries_in_their_usual_order_lead_to_plain_addresses(client: Client) -> None:
    circle()

    assert all("?" not in url for url in hits(client).values())
    assert 'rel="nofollow" data-cite' not in get_list(client)
    assert 'rel="nofollow" data-cite' in get_list(client, "kind=person")


def test_an_address_that_carries_a_list_is_not_for_crawlers_and_knows_its_own(
    client: Client,
) -> None:
    circle()
    address = hits(client, "kind=person")["Leon Trotsky"]
    path = urlsplit(address).path

    html = client.get(address).content.decode()

    assert "Disallow: /*?*&" in client.get("/robots.txt").content.decode()
    assert len(parse_qs(urlsplit(address).query)) == 2
    assert f'<link rel="canonical" href="http://localhost:8000{path}">' in html


def test_a_question_in_any_script_survives(client: Client) -> None:
    make.make_person()
    make.make_person({"th": "ตรอตสกี & บุตร", "en": "Sedov"})
    addresses = hits(client, "q=ตรอตสกี&kind=person&kind=event&from=-43&to=1940", "th")
    for url in addresses.values():
        assert parse_qs(urlsplit(url).query)["in"][0].startswith("q=ตรอตสกี&kind=event")

    address = hits(client, "q=%22ตรอตสกี+%26+บุตร%22", "th")["ตรอตสกี & บุตร"]

    assert 'href="/th/browse/?q=' in steps(client, address)
    assert "q=%22" in steps(client, address)


def test_a_list_that_has_changed_is_found_again(client: Client) -> None:
    circle()
    address = hits(client, "kind=person")["Leon Trotsky"]
    make.make_person("Alexander Bogdanov")

    nav = steps(client, address)

    assert words(nav) == "← Julius Martov 4 of 5: back to the list Vladimir Lenin →"


def test_an_entry_that_has_left_the_list_leads_back_to_it(client: Client) -> None:
    person = circle()[2]
    person.refresh_from_db()

    nav = steps(client, f"/en/persons/{person.pid}/leon-trotsky/?in=q%3Dzimmerwald&at=1")

    assert words(nav) == "Back to the list"


def test_a_neighbour_that_is_no_longer_public_is_not_named(client: Client) -> None:
    joffe = circle()[0]
    address = hits(client, "kind=person")["Julius Martov"]
    # The index has not heard of it yet.
    Entry.objects.filter(pk=joffe.pk).update(status=Status.DRAFT)

    assert "Joffe" not in steps(client, address)


@pytest.mark.parametrize(
    "query",
    [
        "in=&at=1",
        "in=kind%3Dperson",
        "in=kind%3Dperson&at=",
        "in=kind%3Dperson&at=0",
        "in=kind%3Dperson&at=-1",
        "in=kind%3Dperson&at=99999999999999999999",
        "in=kind%3Dperson&at=999999",
        "in=kind%3Dperson&at=٣",
        "in=" + "x" * 5000,
        "in=" + "%26a" * 400,
        "in=%00&at=%00",
        "in=q%3D%22&at=1",
        "in=q%3D%2500&at=1",
        "in=from%3D999999999999999999999&at=1",
        "in=in%3Dkind%253Dperson%26at%3D1&at=1",
        "in=page%3D99999%26sort%3Dno&at=1",
        "in=kind%3D" + "%ff%fe" + "&at=2",
    ],
)
def test_a_list_that_cannot_be_does_no_harm(client: Client, query: str) -> None:
    person = circle()[2]
    person.refresh_from_db()

    assert client.get(f"/en/persons/{person.pid}/leon-trotsky/?{query}").status_code == 200


def test_the_way_costs_a_fixed_number_of_queries(client: Client) -> None:
    circle()
    few = count_queries(client, hits(client, "kind=person")["Julius Martov"])
    for number in range(40):
        make.make_person(f"Comrade {number}")

    many = count_queries(client, hits(client, "kind=person&page=2")["Julius Martov"])

    assert few == many


def test_the_way_through_the_list_is_kept_on_later_pages_of_an_entry(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browse.pages.statements.PAGE_SIZE", 2)
    martov = circle()[1]
    for number in range(3):
        make.make_statement(martov, "met", make.make_person(f"Comrade {number}"))
    address = hits(client, "kind=person&sort=name")["Julius Martov"]
    html = client.get(address).content.decode()
    found = re.search(r'<a href="(\?page=2[^"]*)" rel="next"', html)
    assert found

    nav = steps(client, urlsplit(address).path + unescape(found[1]))

    assert words(nav) == words(steps(client, address)) != ""
