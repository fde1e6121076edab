"""The map: places of a result set, named as they were in the year, never too many to draw."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.maps.page import MapPage, build_map
from dates import HistoricalDate
from entries.models import Name
from interop.keeping import forget_answers
from places.models import Place
from tests import make

pytestmark = pytest.mark.django_db

PETERSBURG = {"en": "Saint Petersburg", "ru": "Санкт-Петербург"}


def place_at(
    name: str | dict[str, str], latitude: float, longitude: float, **columns: Any
) -> Place:
    return make.make_place(
        name,
        latitude=Decimal(str(latitude)),
        longitude=Decimal(str(longitude)),
        **columns,
    )


def make_petersburg() -> Place:
    place = place_at(PETERSBURG, 59.94, 30.31)
    for text, language, date in (
        ("Petrograd", "en", "1914-08-31/1924-01-26"),
        ("Петроград", "ru", "1914-08-31/1924-01-26"),
        ("Leningrad", "en", "1924-01-26/1991-09-06"),
    ):
        Name.objects.create(
            entry=place, text=text, language=language, type="former", date=HistoricalDate(date)
        )
    return place


def show(query: str = "") -> MapPage:
    return build_map(QueryDict(query))


def names(page: MapPage) -> list[tuple[str, int]]:
    return [(row.name.text, row.count) for row in page.rows]


def test_a_place_counts_the_entries_that_are_connected_with_it() -> None:
    vienna = place_at("Vienna", 48.2, 16.37)
    make.make_statement(make.make_person(), "lived-in", vienna, date="1907")
    make.make_statement(make.make_person("Victor Adler"), "born", place=vienna, date="1852")
    make.make_event("Editors' meeting", place=vienna, date=HistoricalDate("1908-10-03"))

    page = show()

    assert names(page) == [("Vienna", 3)]
    assert (page.placed, page.frame.total) == (3, 4)
    assert [one.count for one in page.symbols] == [3]


def test_a_year_keeps_what_is_dated_in_it_at_the_place_itself() -> None:
    vienna, paris = place_at("Vienna", 48.2, 16.37), place_at("Paris", 48.85, 2.35)
    trotsky = make.make_person()
    make.make_statement(trotsky, "lived-in", vienna, date="1907/1914")
    make.make_statement(trotsky, "lived-in", paris, date="1914-11/1916-10")

    assert names(show("year=1910")) == [("Vienna", 1)]
    assert sorted(names(show("year=1914"))) == [("Paris", 1), ("Vienna", 1)]
    assert names(show("year=1916")) == [("Paris", 1)]
    assert names(show("year=1917")) == []


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (1913, "Saint Petersburg"),
        (1916, "Petrograd"),
        (1914, "Petrograd"),
        (1924, "Leningrad"),
        (1930, "Leningrad"),
    ],
)
def test_a_place_bears_the_name_of_the_year(year: int, name: str) -> None:
    make.make_statement(make.make_person(), "lived-in", make_petersburg(), date="1900/1935")

    (row,) = show(f"year={year}").rows

    assert row.name.text == name
    assert row.usual.text == ("" if name == "Saint Petersburg" else "Saint Petersburg")


def test_a_place_of_the_result_is_drawn_though_nothing_happened_there() -> None:
    place_at("Yanovka", 47.9, 32.4)

    (symbol,) = show().symbols

    assert (symbol.count, symbol.itself) == (0, True)
    assert "/places/" in symbol.url


def test_places_close_together_are_one_symbol_and_part_as_one_comes_nearer() -> None:
    for at in range(5):
        place_at(f"Village {at}", 50 + at / 4, 30)
    place_at("Far away", 20, -100)

    far, near = show(), show("zoom=14&lat=50.5&lon=30")

    assert sorted(one.places for one in far.symbols) == [1, 5]
    assert len(near.symbols) == 5
    assert near.outside == 1
    cluster = next(one for one in far.symbols if one.places == 5)
    assert re.search(r"zoom=\d+&lat=50\.\d+&lon=3", cluster.url)


def test_a_name_that_may_cover_a_symbol_is_drawn_after_them_all(client: Client) -> None:
    around = [("Vienna", 48.2, 16.4), ("Odessa", 46.5, 30.7), ("Paris", 48.9, 2.3)]
    places = [place_at(*one) for one in (*around, ("Obdorsk", 66.5, 66.6))]
    for at, place in enumerate(places):
        for number in range(4 - at):
            make.make_statement(make.make_person(f"{place} {number}"), "lived-in", place)

    drawing = client.get("/en/browse/map/").content.decode().partition('<svg class="drawing')[2]
    symbols, _mark, over = drawing.partition('<g class="names" aria-hidden="true">')

    assert re.findall(r">(\w+)</text>", symbols) == ["Obdorsk"]
    assert re.findall(r'tabindex="-1" class="symbol"><text [^>]+>(\w+)</text>', over) == [
        "Vienna", "Odessa", "Paris",
    ]  # fmt: skip


def test_thousands_of_places_make_some_hundred_symbols() -> None:
    for at in range(400):
        place_at(f"Place {at}", at / 4 - 50, at % 20 * 17 - 170)

    page = show()

    assert len(page.symbols) <= 330
    assert sum(one.places for one in page.symbols) + page.outside == 400
    assert (len(page.rows), page.more_rows) == (100, 400 - page.outside - 100)


def test_a_place_without_coordinates_is_named_below() -> None:
    make.make_statement(make.make_person(), "lived-in", make.make_place("Gromokla"))

    page = show()

    assert not page.symbols
    assert [(row.name.text, row.count) for row in page.elsewhere] == [("Gromokla", 1)]


def test_the_place_that_is_chosen_lists_what_is_there() -> None:
    vienna = place_at("Vienna", 48.2, 16.37)
    make.make_statement(make.make_person(), "lived-in", vienna, date="1907")
    make.make_person("Somebody else")

    here = show(f"spot={vienna.pid}").here

    assert here is not None
    assert here.count == 1
    assert [label.text for _url, label, _kind, _date in here.entries] == ["Leon Trotsky"]
    assert here.list_url.endswith(f"/browse/?place={vienna.pid}")


def test_what_is_no_place_to_choose_is_reported_and_left_out() -> None:
    person, draft = make.make_person(), place_at("Secret lodging", 48.3, 16.4, status="draft")
    withdrawn = place_at("Gone", 48.3, 16.4, status="withdrawn")
    hidden = place_at("Hidden", 48.3, 16.4, status="merged", merged_into=draft)
    vienna = place_at("Vienna", 48.2, 16.37)

    for asked in ("zzz", person.pid, draft.pid, withdrawn.pid, hidden.pid, f"-{vienna.pid}"):
        page = show(f"spot={asked}")

        assert page.frame.errors == [f"Place: There is no “{asked}”."]
        assert page.here is None
        assert "spot" not in page.frame.canonical + str(page.kept)


def test_a_merged_place_is_chosen_as_its_survivor() -> None:
    vienna = place_at("Vienna", 48.2, 16.37)
    wien = make.make_place("Wien", status="merged", merged_into=vienna)

    page = show(f"spot={wien.pid}")

    assert page.frame.errors == []
    assert page.here is not None
    assert page.here.name.text == "Vienna"
    assert page.frame.canonical.endswith(f"?spot={vienna.pid}")


def test_a_place_with_nothing_of_the_year_says_so(client: Client) -> None:
    vienna = place_at("Vienna", 48.2, 16.37)
    make.make_statement(make.make_person(), "lived-in", vienna, date="1907")

    page = show(f"year=1908&spot={vienna.pid}")
    text = client.get(f"/en/browse/map/?kind=event&spot={vienna.pid}").content.decode()

    assert page.frame.errors == []
    assert page.here is not None
    assert page.here.count == 0
    assert "</a>: 0 entries</h2>" in text
    assert "See them in the list" not in text


def test_drafts_neither_are_on_the_map_nor_counted() -> None:
    vienna = place_at("Vienna", 48.2, 16.37)
    hidden = place_at("Secret lodging", 48.3, 16.4, status="draft")
    make.make_statement(make.make_person("Informer", status="draft"), "lived-in", vienna)
    make.make_statement(make.make_person(), "lived-in", hidden)

    page = show(f"spot={hidden.pid}")

    assert names(page) == [("Vienna", 0)]
    assert page.here is None


def test_the_number_of_queries_does_not_grow_with_places(client: Client) -> None:
    counts = []
    for many in (3, 40):
        for at in range(many):
            place = place_at(f"Place {many} {at}", 40 + at / 10, at)
            make.make_statement(make.make_person(f"P {many} {at}"), "lived-in", place, date="1905")
        for query in ("", "?year=1905&kind=person"):
            client.get(f"/en/browse/map/{query}")
            forget_answers()
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/en/browse/map/{query}").status_code == 200
            counts.append(len(queries))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 12


def test_the_question_is_kept_from_view_to_view(client: Client) -> None:
    make.make_person()

    text = client.get("/en/browse/map/?to=1917&kind=person&year=1905&q=trotsky").content.decode()

    assert '<a href="/en/browse/?q=trotsky&amp;kind=person&amp;to=1917" rel="nofollow">List' in text
    assert '<input type="hidden" name="kind" value="person">' in text
    assert "noindex,nofollow" in text
    assert "noindex" not in client.get("/en/browse/map/").content.decode()


@pytest.mark.parametrize(
    "query", ["year=x", "zoom=99", "lat=nan&lon=inf&zoom=1", "lat=91", "year=99999999999999999999"]
)
def test_a_bad_value_is_explained_and_left_out(client: Client, query: str) -> None:
    response = client.get(f"/en/browse/map/?{query}")

    assert response.status_code == 200
    assert "could not be understood" in response.content.decode()
