"""Why an entry is in a list: the fewest statements, dates, columns and names that say it."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.why import explain
from dates import HistoricalDate
from entries.choices import Rank, Scheme
from entries.models import Entry, Name
from search.query import SearchQuery
from tests import make
from tests.browse.pages import get_list, words

pytestmark = pytest.mark.django_db


def reasons(client: Client, query: str, language: str = "en") -> dict[str, list[str]]:
    """Return what the list says of each of its hits, by heading; nothing is left out."""
    found = {}
    for hit in get_list(client, query, language).split('<li class="hit">')[1:]:
        name = re.search(r"<h2>(.*?)</h2>", hit)
        assert name
        part = hit.partition('<details class="why">')[2].partition("</details>")[0]
        lines = re.findall(r"<li>(.*?)</li>", part, flags=re.DOTALL)
        found[unescape(words(name[1]))] = [words(line) for line in lines]
    return found


def make_pravda() -> tuple[Entry, Entry, Entry]:
    """Trotsky edited Pravda in Vienna; he also lived there, and read Iskra."""
    trotsky, vienna = make.make_person(), make.make_place("Vienna")
    pravda = make.make_publication("Pravda (Vienna)")
    make.make_property("edited", role_label={"en": "editor"})
    make.make_statement(trotsky, "lived", place=vienna, date="1907/1914")
    make.make_statement(trotsky, "edited", pravda, place=vienna, date="1908/1912")
    make.make_statement(trotsky, "edited", make.make_publication("Nashe Slovo"), date="1915")
    return trotsky, pravda, vienna


def test_one_statement_that_says_all_is_enough(client: Client) -> None:
    _trotsky, pravda, vienna = make_pravda()

    query = f"kind=person&role=edited&publication={pravda.pid}&place={vienna.pid}&from=1910&to=1910"

    line = "1908–1912 edited Pravda (Vienna), at Vienna (Publication, Place, Role, Years)"
    assert reasons(client, query) == {"Leon Trotsky": [line]}


def test_several_are_named_where_none_says_all(client: Client) -> None:
    _trotsky, _pravda, vienna = make_pravda()

    found = reasons(client, f"kind=person&place={vienna.pid}&from=1915&to=1915")

    assert found == {
        "Leon Trotsky": ["1907–1914 lived Vienna (Place)", "1915 edited Nashe Slovo (Years)"]
    }


def test_a_statement_is_told_from_the_side_of_the_entry(client: Client) -> None:
    trotsky, _pravda, _vienna = make_pravda()

    found = reasons(client, f"kind=publication&person={trotsky.pid}")

    assert found["Nashe Slovo"] == ["1915 edited by Leon Trotsky (Person)"]


def test_what_goes_without_saying_is_not_said(client: Client) -> None:
    make_pravda()

    assert set(map(len, reasons(client, "kind=person").values())) == {0}
    assert set(map(len, reasons(client, "").values())) == {0}
    assert reasons(client, "q=Trotsky&kind=person") == {"Leon Trotsky": []}
    assert "Why is this here" not in get_list(client, "place=-xxxxxxx")


def test_a_word_is_explained_by_who_bears_it(client: Client) -> None:
    make_pravda()

    found = reasons(client, "q=Trotsky+Vienna&kind=person")
    assert found == {"Leon Trotsky": ["1907–1914 lived Vienna (“vienna”)"]}
    assert reasons(client, "q=place:Vienna&kind=person") == found
    assert reasons(client, "q=Vien*&kind=person")["Leon Trotsky"][0].startswith("1907–1914 lived")
    by_year = reasons(client, "q=year:1915&kind=person")
    assert by_year == {"Leon Trotsky": ["1915 edited Nashe Slovo (Years)"]}


def test_columns_types_names_and_own_dates_are_reasons(client: Client) -> None:
    place, paper = make.make_place("Zimmerwald"), make.make_publication()
    strike = make.make_term(Scheme.EVENT_TYPE, "congress", "congress")
    event = make.make_event(place=place, date=HistoricalDate("1915-09"), type=strike)
    Name.objects.create(entry=event, text="Zimmerwalder Konferenz", language="de", type="variant")
    make.make_issue(paper, 7, printed_at=place)
    journalist = make.make_term(Scheme.OCCUPATION, "journalist", "journalist")
    person = make.make_person()
    person.occupations.add(journalist)
    person.save()

    found = reasons(client, f"place={place.pid}&event_type=congress&language=de&from=1915")
    assert found == {
        "Zimmerwald Conference": [
            "Sep 1915 its own date (Years)",
            "happened at Zimmerwald (Place)",
            "congress (Type of event)",
            "Zimmerwalder Konferenz (German) (Language of names)",
        ]
    }
    issue = reasons(client, f"place={place.pid}&publication={paper.pid}")
    lines = ["issue of Nashe Slovo (Publication)", "printed at Zimmerwald (Place)"]
    assert issue == {"Nashe Slovo, no. 7": lines}
    assert reasons(client, "type=journalist") == {"Leon Trotsky": ["journalist (Type)"]}


def test_drafts_and_what_is_no_longer_held_are_no_reasons(client: Client) -> None:
    trotsky, _pravda, vienna = make_pravda()
    draft = make.make_event("Secret congress", status="draft")
    make.make_statement(trotsky, "delegate-at", draft, place=vienna, date="1909")
    make.make_statement(
        trotsky, "died", place=vienna, date="1909", rank=Rank.DEPRECATED, rank_reason="a slip"
    )

    html = get_list(client, f"kind=person&place={vienna.pid}&from=1909&to=1909")

    assert "Secret" not in html
    assert "died" not in html
    assert "1907–1914 lived Vienna (Place, Years)" in words(html)


def test_reasons_cost_a_fixed_number_of_queries() -> None:
    vienna = make.make_place("Vienna")
    asked = SearchQuery().where("place", [vienna.pid]).where("language", ["en"])
    counts = []
    for many in (2, 20):
        for number in range(many):
            person = make.make_person(f"Exile {many} {number}")
            for year in range(1907, 1911):
                make.make_statement(person, "lived", place=vienna, date=str(year))
        for query in (asked.between(1908, None), SearchQuery().matching("exile vienna")):
            hits = query.run(facets=False).hits
            assert len(hits) >= many
            explain(query, hits)  # what properties are called is remembered
            with CaptureQueriesContext(connection) as queries:
                assert set(explain(query, hits)) == {hit.entry.pk for hit in hits}
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 8


def test_a_source_that_was_asked_for_says_how_often_it_is_evidence(client: Client) -> None:
    trotsky, pravda = make.make_person(), make.make_publication("Pravda")
    life = make.make_source("My Life")
    for year in ("1908", "1912"):
        make.cite(make.make_statement(trotsky, "edited", pravda, date=year), life)
    make.cite(pravda, life)

    for asked in ("Life", life.pid):
        assert reasons(client, f"q=source:{asked}") == {
            "Leon Trotsky": [f"evidence from My Life, 2 times (“{asked}”)"],
            "Pravda": [f"evidence from My Life, 3 times (“{asked}”)"],
        }


def test_a_day_is_explained_by_what_is_dated_to_it(client: Client) -> None:
    trotsky = make.make_person("Leon Trotsky")
    october = HistoricalDate("1905-10-13", "julian")
    for date in ("1905", HistoricalDate("1905-10-14"), october):
        make.make_statement(trotsky, "met", value="x", date=date)
    make.make_event("Soviet of workers", date=october)

    found = reasons(client, "from=1905-10-26&to=1905-10-27")

    assert {name: len(lines) for name, lines in found.items()} == {
        "Leon Trotsky": 1,
        "Soviet of workers": 1,
    }
    assert "13 October 1905 O.S." in found["Leon Trotsky"][0]
    assert "its own date (Years)" in found["Soviet of workers"][0]


def test_two_ranges_of_years_are_both_explained(client: Client) -> None:
    trotsky = make.make_person("Leon Trotsky")
    make.make_statement(trotsky, "lived", place=make.make_place("Vienna"), date="1907/1914")
    make.make_statement(trotsky, "lived", place=make.make_place("Prinkipo"), date="1929/1933")

    html = get_list(client, "q=year:1930&from=1910&to=1912")

    assert "1907–1914 lived Vienna (Years)" in words(html)
    assert "1929–1933 lived Prinkipo (Years)" in words(html)


def test_place_role_and_years_are_explained_by_what_meets_them_together(client: Client) -> None:
    trotsky, _pravda, vienna = make_pravda()
    make.make_statement(trotsky, "lived", place=make.make_place("Paris"), date="1914/1916")

    html = get_list(client, f"kind=person&role=edited&place={vienna.pid}&from=1908&to=1912")

    assert "Pravda" in words(html)
    assert "lived Paris" not in words(html)


@pytest.mark.parametrize(
    "asked", ["place", "role", "years", "place role", "place years", "role years"]
)
def test_whatever_is_asked_together_is_explained(client: Client, asked: str) -> None:
    _trotsky, _pravda, vienna = make_pravda()
    parts = {"place": f"place={vienna.pid}", "role": "role=edited", "years": "from=1908&to=1909"}

    query = "&".join(parts[one] for one in asked.split())

    assert reasons(client, f"kind=person&{query}")["Leon Trotsky"]
