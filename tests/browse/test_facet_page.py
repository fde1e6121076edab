"""The page of one filter, and the order of values in the list."""

import re

import pytest
from django.test import Client

from tests import make
from tests.browse.pages import get_list, main_words

pytestmark = pytest.mark.django_db

FORBIDDEN = '<meta name="robots" content="noindex,nofollow">'


def make_travels() -> None:
    """Nine places: two persons were in Vienna, one of them everywhere else."""
    trotsky, adler = make.make_person(), make.make_person("Viktor Adler")
    vienna = make.make_place({"en": "Vienna", "ru": "Вена"})
    for one in (trotsky, adler):
        make.make_statement(one, "lived", place=vienna)
    for label in ("Zurich", "Alma-Ata", "Paris", "London", "Geneva", "Oslo", "Havana", "Brussels"):
        make.make_statement(trotsky, "lived", place=make.make_place(label))


def get_values(client: Client, code: str, query: str = "", **headers: str) -> str:
    response = client.get(f"/en/browse/facet/{code}/?{query}", headers=headers)
    assert response.status_code == 200
    return str(response.content.decode())


def listed(html: str, code: str) -> list[str]:
    """Return the labels of the values of a filter in their order."""
    return re.findall(rf'id="f-{code}-[^>]*><span>([^<]*)</span>', html)


def test_a_long_filter_leads_to_all_its_values(client: Client) -> None:
    make_travels()

    html = get_list(client, "kind=person&look=compact")
    assert 'href="/en/browse/facet/place/?kind=person&amp;look=compact" rel="nofollow"' in html
    assert "/en/browse/facet/kind/" not in html

    page = get_values(client, "place", "kind=person&look=compact")
    assert "Back to the list" in main_words(page)
    assert 'href="/en/browse/?kind=person&amp;look=compact"' in page
    assert "9 values" in main_words(page)
    assert listed(page, "place")[0] == "Vienna"
    assert FORBIDDEN in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_values_are_searched_in_any_script_and_chosen_with_the_rest_kept(client: Client) -> None:
    make_travels()
    oslo = re.findall(r'id="f-place-(\w+)', get_values(client, "place", "find=Oslo"))[0]
    html = get_values(client, "place", f"kind=person&place=-{oslo}&find=Вена")

    assert listed(html, "place") == ["Vienna"]
    form = html.partition('<form action="/en/browse/"')[2]
    assert '<input type="hidden" name="kind" value="person">' in form
    assert f'<input type="hidden" name="place" value="-{oslo}">' in form
    assert 'name="find"' not in form
    assert "No value of this filter has such a name." in get_values(client, "place", "find=Ufa")


def test_what_is_ticked_on_the_page_of_a_filter_is_not_kept_besides(client: Client) -> None:
    make_travels()
    pid = re.findall(r'id="f-place-(\w+)', get_values(client, "place", "find=Oslo"))[0]

    html = get_values(client, "place", f"place={pid}")
    form = html.partition('<form action="/en/browse/"')[2]

    assert f'name="place" value="{pid}" checked' in form
    assert '<input type="hidden" name="place"' not in form
    elsewhere = get_values(client, "place", f"place={pid}&find=Vienna")
    form = elsewhere.partition('<form action="/en/browse/"')[2]
    assert f'<input type="hidden" name="place" value="{pid}">' in form


def test_values_stand_by_number_or_by_name_in_list_and_page(client: Client) -> None:
    make_travels()

    by_name = get_list(client, "facets=name")
    assert '<option value="name" selected>name</option>' in by_name
    first = listed(by_name, "place")[:8]
    assert first == sorted(first)
    assert "Vienna" in first
    assert listed(get_list(client), "place")[0] == "Vienna"
    page = get_values(client, "place", "facets=name")
    assert listed(page, "place") == sorted(listed(page, "place"))
    assert FORBIDDEN in by_name


def test_links_of_the_list_keep_order_and_look(client: Client) -> None:
    make_travels()
    for number in range(30):
        make.make_person(f"Delegate {number}")

    html = get_list(client, "kind=person&facets=name&look=cards")

    kept = "facets=name&amp;look=cards"
    assert f'href="/en/browse/?{kept}" rel="nofollow"' in html
    assert f'href="/en/browse/?kind=person&amp;page=2&amp;{kept}" rel="next"' in html
    assert 'name="look" value="cards" form="filters"' in html
    assert '<ol class="hits cards">' in html
    assert 'href="/en/browse/?kind=person&amp;facets=name&amp;look=compact"' in html
    assert 'aria-current="true">Cards</a>' in html
    second = get_list(client, "kind=person&page=2&look=cards")
    assert 'href="/en/browse/?kind=person&amp;page=2&amp;look=compact"' in second


def test_a_live_search_leaves_the_canonical_address(client: Client) -> None:
    make_travels()

    path = "/en/browse/facet/place/?find=V&q=&part=1&kind=person"
    response = client.get(path, headers={"hx-request": "true"})

    assert response["HX-Replace-Url"] == "/en/browse/facet/place/?kind=person&find=V"
    assert "HX-Request" in response["Vary"]


def test_a_filter_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/en/browse/facet/shoe-size/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "find=%00&part=0",
        "find=" + "ก" * 5000,
        "find=.*%5B(%7B%5C&facets=name",
        "part=99999999999999999999",
        "part=-1&facets=loudest&look=huge",
        "facets=name&facets=x&look=%00",
        "place=-%00&find=x",
        "&&=&=x&find",
    ],
)
def test_no_query_breaks_the_page_of_a_filter(client: Client, query: str) -> None:
    make_travels()

    for code in ("place", "kind", "role", "event_type"):
        get_values(client, code, query)
    get_list(client, query)
