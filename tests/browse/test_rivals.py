"""Which statements stand together on the page of an entry, as accounts of one fact."""

import re
from typing import Any

import pytest
from django.test import Client

from browse.pages.claims import fetch_claims
from browse.pages.rivals import find_rivals
from entries.choices import Certainty, Rank, Status
from entries.models import Statement
from people.models import Person
from tests import make
from tests.browse.pages import get_page

pytestmark = pytest.mark.django_db

PREFERRED: dict[str, Any] = {"rank": Rank.PREFERRED, "rank_reason": "from his own memoirs"}
DEPRECATED: dict[str, Any] = {"rank": Rank.DEPRECATED}
DISPUTED: dict[str, Any] = {"certainty": Certainty.DISPUTED}


@pytest.fixture
def trotsky() -> Person:
    return make.make_person()


def disputes(html: str) -> list[list[str]]:
    """Return the signs of the statements in each box of the page that says *Sources differ*."""
    boxes = re.findall(r'<li class="rivals">(.*?)</ol>', html, flags=re.DOTALL)
    assert all("Sources differ" in box for box in boxes)
    return [re.findall(r'<li class="st[^"]*" id="s-([^"]+)"', box) for box in boxes]


def test_ranked_statements_about_different_works_are_no_rivals(
    client: Client, trotsky: Person
) -> None:
    prospects, on_1905 = make.make_work("Results and Prospects"), make.make_work("1905")
    letter = make.make_work("Letter to Chkheidze")
    make.make_statement(trotsky, "wrote", prospects, date="1906", **PREFERRED)
    make.make_statement(trotsky, "wrote", letter, date="1 April 1913", **PREFERRED)
    held = make.make_statement(trotsky, "wrote", on_1905, date="1909/1910", **PREFERRED)
    old = make.make_statement(trotsky, "wrote", on_1905, qualifier="in prison", **DEPRECATED)

    assert disputes(get_page(client, trotsky)) == [[held.uid, old.uid]]


def test_different_qualifiers_are_different_questions(client: Client) -> None:
    pravda = make.make_publication("Pravda (Vienna)")
    frequency: dict[str, Any] = {"qualifier": "frequency"}
    run: dict[str, Any] = {"qualifier": "further run"}
    weekly = make.make_statement(pravda, "described-as", value="weekly", **frequency, **DEPRECATED)
    days = make.make_statement(pravda, "described-as", value="a day or two", **run, **PREFERRED)
    rarely = make.make_statement(
        pravda, "described-as", value="irregular", **frequency, **PREFERRED
    )
    years = make.make_statement(pravda, "described-as", value="two more years", **run, **DEPRECATED)

    found = disputes(get_page(client, pravda))

    assert sorted(found) == sorted([[rarely.uid, weekly.uid], [days.uid, years.uid]])


@pytest.mark.parametrize(
    ("held_on", "disputed_on"), [("1913", "May 1907"), ("1907", "1913"), ("1907", "")]
)
def test_a_disputed_statement_stands_with_the_preferred_one_wherever_time_puts_it(
    client: Client, trotsky: Person, held_on: str, disputed_on: str
) -> None:
    stalin, lenin = make.make_person("Joseph Stalin"), make.make_person(make.LENIN)
    date: dict[str, Any] = {"date": disputed_on} if disputed_on else {}
    disputed = make.make_statement(trotsky, "met", stalin, **date, **DISPUTED)
    make.make_statement(trotsky, "met", lenin, date="1910")
    make.make_statement(trotsky, "met", stalin, date="1917")
    held = make.make_statement(trotsky, "met", stalin, date=held_on, **PREFERRED)

    for page in (get_page(client, trotsky), get_page(client, stalin)):
        assert disputes(page) == [[held.uid, disputed.uid]]


def test_what_is_said_both_ways_competes_from_either_end(client: Client, trotsky: Person) -> None:
    stalin = make.make_person("Joseph Stalin")
    make.make_property("met", symmetric=True)
    held = make.make_statement(trotsky, "met", stalin, date="1913", **PREFERRED)
    disputed = make.make_statement(stalin, "met", trotsky, date="May 1907", **DISPUTED)

    assert disputes(get_page(client, trotsky)) == [[held.uid, disputed.uid]]


def test_two_texts_without_a_qualifier_answer_each_other(client: Client) -> None:
    paper = make.make_publication("Kievskaya Mysl")
    kiev = make.make_place("Kiev")
    usual = make.make_statement(
        paper, "described-as", value="liberal daily of Kiev", place=kiev, **PREFERRED
    )
    odd = make.make_statement(paper, "described-as", value="paper of the socialists", **DISPUTED)
    make.make_statement(paper, "described-as", value="much read")

    assert disputes(get_page(client, paper)) == [[usual.uid, odd.uid]]


def test_of_three_texts_without_a_qualifier_nobody_knows_which_compete(client: Client) -> None:
    paper = make.make_publication("Kievskaya Mysl")
    make.make_statement(paper, "described-as", value="liberal daily of Kiev", **PREFERRED)
    make.make_statement(paper, "described-as", value="paper of the socialists", **DISPUTED)
    make.make_statement(paper, "described-as", value="printed in Odessa", **DISPUTED)

    assert disputes(get_page(client, paper)) == []


def test_one_preferred_and_one_deprecated_stand_together_whatever_their_objects(
    client: Client, trotsky: Person
) -> None:
    berlin, alma_ata = make.make_place("Berlin"), make.make_place("Alma-Ata")
    old = make.make_statement(trotsky, "exiled-to", berlin, date="1927/1929", **DEPRECATED)
    make.make_statement(trotsky, "exiled-to", alma_ata, date="January 1928")
    held = make.make_statement(
        trotsky, "exiled-to", value="Turkey", date="1929-02/1933-07", **PREFERRED
    )

    assert disputes(get_page(client, trotsky)) == [[held.uid, old.uid]]


def test_different_objects_at_different_times_are_no_rivals(
    client: Client, trotsky: Person
) -> None:
    golos = make.make_publication("Golos")
    opposition = make.make_organisation("United Opposition")
    make.make_statement(trotsky, "founded", golos, date="January 1915", **DEPRECATED)
    make.make_statement(trotsky, "founded", opposition, date="1926", **PREFERRED)

    assert disputes(get_page(client, trotsky)) == []


def test_what_has_a_rival_of_its_own_is_not_set_against_another_object(
    client: Client, trotsky: Person
) -> None:
    golos = make.make_publication("Golos")
    opposition = make.make_organisation("United Opposition")
    make.make_statement(trotsky, "founded", golos, **DEPRECATED)
    held = make.make_statement(trotsky, "founded", opposition, date="1926", **PREFERRED)
    undated = make.make_statement(trotsky, "founded", opposition, **DISPUTED)

    assert disputes(get_page(client, trotsky)) == [[held.uid, undated.uid]]


def test_several_deprecated_ones_with_different_objects_are_left_alone(
    client: Client, trotsky: Person
) -> None:
    for name, rank in (("Turkey", PREFERRED), ("Berlin", DEPRECATED), ("Oslo", DEPRECATED)):
        make.make_statement(trotsky, "exiled-to", make.make_place(name), **rank)

    assert disputes(get_page(client, trotsky)) == []


def test_the_datings_of_an_event_compete_whatever_is_remarked_on_them(client: Client) -> None:
    rising = make.make_event("Rising in Petrograd, mid-1917")
    petrograd = make.make_place("Petrograd")
    june = make.make_statement(rising, "took-place", date="June 1917", **DEPRECATED)
    july = make.make_statement(
        rising,
        "took-place",
        date="1917-07-16/1917-07-20",
        place=petrograd,
        qualifier="the July Days",
        **PREFERRED,
    )
    august = make.make_statement(rising, "took-place", date="August 1917", **DISPUTED)

    assert disputes(get_page(client, rising)) == [[july.uid, august.uid, june.uid]]


def test_what_had_two_places_may_have_had_a_third(client: Client) -> None:
    pravda = make.make_publication("Pravda (Vienna)")
    for name, year, rank in (
        ("Lvov", "1908", PREFERRED),
        ("Vienna", "1909", PREFERRED),
        ("Saint Petersburg", "1910", DEPRECATED),
    ):
        place = make.make_place(name)
        make.make_statement(pravda, "published-at", place=place, date=year, **rank)

    assert disputes(get_page(client, pravda)) == []


def test_a_disputed_day_stands_with_another_of_the_same_place(client: Client) -> None:
    strike, russia = make.make_event("Railway strike, October 1905"), make.make_place("Russia")
    early = make.make_statement(strike, "took-place", date="7.10.1905", place=russia, **DISPUTED)
    late = make.make_statement(strike, "took-place", date="1905-10-11/1905-10-20", place=russia)

    assert disputes(get_page(client, strike)) == [[late.uid, early.uid]]


@pytest.mark.parametrize("town", ["Moscow", "Russia"])
def test_days_of_which_none_is_disputed_or_the_place_is_another_are_no_rivals(
    client: Client, town: str
) -> None:
    strike, russia = make.make_event("Railway strike, October 1905"), make.make_place("Russia")
    place = russia if town == "Russia" else make.make_place(town)
    doubt: dict[str, Any] = {} if town == "Russia" else DISPUTED
    make.make_statement(strike, "took-place", date="7.10.1905", place=place, **doubt)
    make.make_statement(strike, "took-place", date="1905-11", place=russia)

    assert disputes(get_page(client, strike)) == []


def test_a_preferred_statement_is_no_rival_of_one_that_nobody_doubts(
    client: Client, trotsky: Person
) -> None:
    office = make.make_organisation("Petrograd Soviet")
    make.make_statement(trotsky, "held-office", office, date="1905")
    make.make_statement(trotsky, "held-office", office, date="1917", **PREFERRED)

    assert disputes(get_page(client, trotsky)) == []


def test_drafts_do_not_compete(client: Client, trotsky: Person) -> None:
    berlin, prinkipo = make.make_place("Berlin"), make.make_place("Prinkipo")
    oslo = make.make_place("Oslo", status=Status.DRAFT)
    make.make_statement(trotsky, "exiled-to", oslo, **DEPRECATED)
    held = make.make_statement(trotsky, "exiled-to", prinkipo, date="1929", **PREFERRED)

    assert disputes(get_page(client, trotsky)) == []

    old = make.make_statement(trotsky, "exiled-to", berlin, **DEPRECATED)
    make.make_statement(trotsky, "exiled-to", prinkipo, place=oslo, **DISPUTED)

    html = get_page(client, trotsky)
    assert disputes(html) == [[held.uid, old.uid]]
    assert "Oslo" not in html


def test_each_statement_stands_in_one_dispute_and_rivals_are_found_without_a_query(
    trotsky: Person, django_assert_num_queries: Any
) -> None:
    golos, iskra = make.make_publication("Golos"), make.make_publication("Iskra")
    for paper in (golos, iskra):
        make.make_statement(trotsky, "edited", paper, date="1914", **PREFERRED)
        make.make_statement(trotsky, "edited", paper, date="1915", **DEPRECATED)
    claims = fetch_claims(Statement.objects.public())

    with django_assert_num_queries(0):
        found = find_rivals(claims)

    assert {key: {one.object_id for one in rivals} for key, rivals in found.items()} == {
        one.pk: {one.object_id} for one in claims
    }
