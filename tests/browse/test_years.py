"""The years above a list: the whole with its handles, and few of them one by one."""

import re

import pytest
from django.test import Client

from browse.years import MOST_NEAR, make_years
from search.query import SearchQuery
from search.results import YearBar
from tests import make
from tests.browse.pages import get_list

BARS = [YearBar(year, year - 1899, year == 1917) for year in range(1900, 1941)]


def address(first: int, last: int) -> str:
    return f"{first}-{last}"


def near_years(first: int | None, last: int | None) -> list[int]:
    """Return the years that are drawn one by one for a choice."""
    years = make_years(BARS, SearchQuery().between(first, last), address)
    assert years is not None
    return [one.first for one in years.near.stretches] if years.near else []


def test_without_a_choice_the_handles_stand_at_both_ends() -> None:
    years = make_years(BARS, SearchQuery(), address)

    assert years is not None
    assert (years.low, years.high) == (1900, 1949)
    assert (years.least_high, years.last) == (1899, 1949)
    assert years.near is None
    assert make_years([], SearchQuery(), address) is None


def test_a_choice_is_drawn_year_by_year() -> None:
    assert near_years(1905, 1917) == list(range(1905, 1918))
    assert near_years(1935, None) == list(range(1935, 1950))
    assert near_years(None, 1904) == list(range(1900, 1905))


def test_one_year_is_drawn_among_its_ten_and_marked() -> None:
    years = make_years(BARS, SearchQuery().between(1917, 1917), address)

    assert years is not None
    assert years.near is not None
    assert [one.first for one in years.near.stretches] == list(range(1910, 1920))
    marked = [one.first for one in years.near.stretches for bar in one.bars if bar.selected]
    assert marked == [1917]
    assert years.near.stretches[0].url == "1910-1910"
    assert years.near.stretches[7].count == 18


@pytest.mark.parametrize(
    ("first", "last"),
    [(1900, 1949), (-9999, 9999), (None, None), (1700, 1750), (2000, 2010), (1960, None)],
)
def test_all_years_and_those_outside_are_not_drawn_once_more(
    first: int | None, last: int | None
) -> None:
    assert near_years(first, last) == []


def test_very_many_years_are_not_drawn_one_by_one() -> None:
    bars = [YearBar(year, 1, False) for year in range(1500, 1941)]
    years = make_years(bars, SearchQuery().between(1700, 1700 + MOST_NEAR), address)

    assert years is not None
    assert years.near is None


@pytest.mark.parametrize(("first", "last"), [(1700, 1750), (2000, 2100), (1890, 1905)])
def test_handles_stay_within_the_picture(first: int, last: int) -> None:
    years = make_years(BARS, SearchQuery().between(first, last), address)

    assert years is not None
    assert 1900 <= years.low <= years.high <= 1949


@pytest.mark.django_db
def test_links_lead_to_single_years_and_the_handles_wait_for_script(client: Client) -> None:
    person = make.make_person()
    for year in (1905, 1907, 1917):
        make.make_statement(person, "met", value="x", date=str(year))

    html = get_list(client, "from=1905&to=1907")

    assert 'href="/en/browse/?from=1907&amp;to=1907" rel="nofollow" id="year-1907"' in html
    assert 'aria-label="1907: 1 entry"' in html
    assert 'href="/en/browse/?from=1906&amp;to=1906"' not in html
    assert re.search(r'<div class="handles" hidden>.*id="handle-from" min="1900"', html, re.DOTALL)
    assert 'max="1919" value="1905" aria-label="First year"' in html
    assert 'min="1899" max="1919" value="1907" aria-label="Last year"' in html
