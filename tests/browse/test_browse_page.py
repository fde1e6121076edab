"""The list: what it shows, what can be chosen and taken back, and what its address says."""

import re
from html import escape, unescape
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entries import pid as pids
from entries.choices import Status
from entries.models import Entry, Name
from places.models import Place
from tests import make
from tests.browse.pages import get_list, main_words

pytestmark = pytest.mark.django_db


def make_few() -> None:
    """Two persons of Nashe Slovo, the paper, and where they met."""
    trotsky = make.make_person(summary="He carried its mandate to Zimmerwald.")
    martov = make.make_person({"en": "Julius Martov", "ru": "Юлий Мартов"})
    paper, conference = make.make_publication(), make.make_event()
    make.make_statement(trotsky, "edited", paper, date="1915")
    make.make_statement(martov, "edited", paper, date="1915")
    make.make_statement(trotsky, "delegate-at", conference, date="September 1915")
    make.make_statement(trotsky, "born", make.make_place(), date="1879")


def test_the_list_shows_kind_name_scripts_years_and_summary(client: Client) -> None:
    make_few()

    text = main_words(get_list(client, "kind=person"))

    assert "2 entries" in text
    assert "1879" in text
    assert "Person" in text
    assert "Leon Trotsky เลออน ตรอตสกี · Лев Давидович Троцкий" in text
    assert "He carried its mandate to Zimmerwald." in text


def test_a_hit_says_which_name_matched(client: Client) -> None:
    person = make.make_person()
    Name.objects.create(entry=person, text="Троцкий", language="ru", type="short")

    text = main_words(get_list(client, "q=Троцкий"))

    assert "matched: Троцкий (short form, Russian)" in text


def test_what_is_chosen_can_be_taken_back(client: Client) -> None:
    make_few()

    text = get_list(client, "to=1916&kind=person&kind=event&from=1915&q=Zimmerwald")

    assert 'href="/en/browse/?q=Zimmerwald&amp;kind=person&amp;from=1915&amp;to=1916"' in text
    assert 'href="/en/browse/?kind=event&amp;kind=person&amp;from=1915&amp;to=1916"' in text
    assert 'href="/en/browse/?q=Zimmerwald&amp;kind=event&amp;kind=person"' in text
    assert "1915–1916" in main_words(text)


@pytest.mark.parametrize(
    ("query", "language", "chip"),
    [
        ("from=1915-09-05&to=1915-09-08", "en", "5 Sep 1915 – 8 Sep 1915"),
        ("from=1915-09-05&to=1915-09-05", "en", "5 Sep 1915"),
        (f"from={quote('5 กันยายน 2458')}", "th", "ตั้งแต่ ๕ ก.ย. ค.ศ. ๑๙๑๕"),
        ("from=1915-09&to=1917", "th", "ก.ย. ค.ศ. ๑๙๑๕ – ค.ศ. ๑๙๑๗"),
        ("to=1915-09", "ru", "по сент. 1915"),
        ("from=1900-02-29&to=1915", "en", "29 Feb 1900 O.S. – 1915"),
    ],
)
def test_days_that_are_chosen_are_said_in_the_language(
    client: Client, query: str, language: str, chip: str
) -> None:
    make_few()

    html = get_list(client, query, language)

    assert f" {chip} ×" in main_words(html)
    assert 'name="robots" content="noindex' in html


def test_a_value_can_be_left_out_and_taken_back(client: Client) -> None:
    make_few()
    place = make.make_place({"ru": "Кронштадт"})

    open_list = get_list(client)
    assert '<button class="not" id="n-kind-person" name="kind" value="-person"' in open_list
    html = get_list(client, f"kind=-person&place=-{place.pid}&q=Zimmerwald")
    text = main_words(html)

    assert "Remove: without Person ×" in text
    assert 'Remove: </span>without <span lang="ru">Кронштадт</span>' in html
    assert f'href="/en/browse/?q=Zimmerwald&amp;place=-{place.pid}"' in html
    assert 'name="kind" value="-person" checked' in html
    assert ">Leon Trotsky</a></h2>" not in html
    assert "1 entry: “Zimmerwald”, without Person, without Кронштадт" in text


def test_what_is_left_out_can_be_let_in_where_nothing_is_found(client: Client) -> None:
    make.make_person()

    text = main_words(get_list(client, "kind=-person&q=Trotsky"))

    assert "Nothing was found." in text
    assert "Search with Person as well" in text


def test_every_view_leaves_out_what_is_left_out(client: Client) -> None:
    make_few()

    for view in ("timeline/", "map/", "network/"):
        html = client.get(f"/en/browse/{view}?kind=-person").content.decode()
        assert "Remove: without Person" in main_words(html)
        assert '<input type="hidden" name="kind" value="-person">' in html
        assert f'href="/en/browse/{view}"' in html
        assert 'id="lane-person"' not in html
    rows = b"".join(client.get("/en/browse.csv?kind=-person")).decode().splitlines()
    assert len(rows) == 4
    cited = b"".join(client.get("/en/browse.ris?kind=-person")).decode()
    assert cited.count("ER  -") == 3


@pytest.mark.parametrize("view", ["", "timeline/", "map/", "network/", "facet/kind/"])
def test_every_view_names_the_values_that_are_not_there_and_leaves_them_out(
    client: Client, view: str
) -> None:
    make_few()
    draft = make.make_place("Secret", status=Status.DRAFT)

    path = f"/en/browse/{view}?kind=person&kind=bogus&place={draft.pid}&role=zzz"
    html = client.get(path).content.decode()
    text = main_words(html)

    assert "Kind: There is no “bogus”." in text
    assert f"Place: There is no “{draft.pid}”." in text
    assert "Role: There is no “zzz”." in text
    assert text.count("Remove: ") == text.count("Remove: Person")
    assert text.count("bogus") == 1
    assert 'value="bogus"' not in html
    assert "Secret" not in html
    assert '<meta name="robots" content="noindex,nofollow">' in html


def test_files_have_the_rows_of_the_list_whatever_was_left_out(client: Client) -> None:
    make_few()
    asked = "kind=person&kind=bogus&place=zzzzzzz"

    rows = b"".join(client.get(f"/en/browse.csv?{asked}")).decode().splitlines()
    cited = b"".join(client.get(f"/en/browse.ris?{asked}")).decode()

    assert "2 entries" in main_words(get_list(client, asked))
    assert len(rows) == 1 + 2
    assert cited.count("ER  -") == 2


def test_a_value_that_was_merged_is_its_survivor(client: Client) -> None:
    make_few()
    yanovka = Place.objects.get()
    merged = make.make_place("Janovka", status=Status.MERGED, merged_into=yanovka)
    Entry.objects.filter(pk=merged.pk).update(published_at=timezone.now())

    html = get_list(client, f"place={merged.pid}")

    assert "1 entry" in main_words(html)
    assert "Remove: Yanovka" in main_words(html)
    assert f'rel="canonical" href="http://localhost:8000/en/browse/?place={yanovka.pid}"' in html


def test_a_value_that_is_not_there_costs_no_query_of_its_own(client: Client) -> None:
    make_few()
    place = Place.objects.get()
    counts = []
    for more in ("", "&place=zzzzzzz&kind=bogus", f"&place={pids.mint()}"):
        path = f"/en/browse/?place={place.pid}&kind=person{more}"
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))

    assert counts[0] == counts[1] == counts[2]


def test_crawlers_may_keep_one_filter_and_no_more(client: Client) -> None:
    make_few()
    forbidden = '<meta name="robots" content="noindex,nofollow">'

    assert forbidden not in get_list(client)
    assert forbidden not in get_list(client, "kind=person")
    assert forbidden not in get_list(client, "from=1915&to=1916")
    assert forbidden in get_list(client, "kind=person&kind=event")
    assert forbidden in get_list(client, "kind=person&q=Zimmerwald")
    assert forbidden in get_list(client, "sort=date")
    assert forbidden in get_list(client, "kind=-person")


def test_words_that_anybody_may_put_into_an_address_are_no_page_for_crawlers(
    client: Client,
) -> None:
    make_few()

    for view in ("", "timeline/", "map/", "network/"):
        html = client.get(f"/en/browse/{view}?q=Zimmerwald").content.decode()
        assert '<meta name="robots" content="noindex,nofollow">' in html


def test_the_canonical_address_has_one_order_and_nothing_empty(client: Client) -> None:
    text = get_list(client, "to=&nonsense=1&kind=person&q=&page=1")

    assert '<link rel="canonical" href="http://localhost:8000/en/browse/?kind=person">' in text


def test_nothing_found_offers_ways_back(client: Client) -> None:
    make_few()

    text = get_list(client, "q=Zimmerwald&kind=place")

    assert "Nothing was found." in text
    assert 'href="/en/browse/?kind=place"' in text
    assert "Search without “Zimmerwald”" in text


@pytest.mark.parametrize(
    "query",
    [
        "page=99999999999999999999999",
        "page=-1",
        "page=x",
        "from=99999999999999999999",
        "from=x&to=y",
        "to=-99999",
        "sort=nonsense",
        "kind=nonsense",
        "kind=%00",
        "person=%00%27%22",
        "q=%00",
        "q=%FF%FE",
        "q=" + "ก" * 5000,
        "q=" + "(" * 150,
        "q=*%20OR%20AND%20NOT%20[a%20TO%20b]",
        "&".join(f"person=p{number}" for number in range(200)),
        "well_evidenced=perhaps",
        "&&=&=x&q",
        "type=../../etc",
        "kind=-person&kind=person&kind=--&place=-%00&place=-x",
    ],
)
def test_no_query_breaks_the_list(client: Client, query: str) -> None:
    make_few()

    response = client.get(f"/en/browse/?{query}")

    assert response.status_code == 200


def test_what_could_not_be_understood_is_said(client: Client) -> None:
    text = main_words(get_list(client, "from=soon&q=Lenin"))

    assert "could not be understood" in text
    assert "From: Give a year (1905), a month (1905-10) or a day (1905-10-13)." in text


def test_a_page_beyond_the_last_shows_the_last(client: Client) -> None:
    make_few()

    text = get_list(client, "page=7")

    assert "Leon Trotsky" in text
    assert '<link rel="canonical" href="http://localhost:8000/en/browse/">' in text


def test_pages_are_linked_in_both_directions(client: Client) -> None:
    for number in range(1, 77):
        make.make_person(f"Delegate {number:02}")

    text = get_list(client, "page=2&kind=person")

    assert '<a href="/en/browse/?kind=person&amp;page=1" rel="prev">' in text
    assert '<a href="/en/browse/?kind=person&amp;page=3" rel="next">' in text
    assert '<span aria-current="page">2</span>' in text
    assert '<ol class="hits" start="26">' in text


def test_the_form_keeps_what_was_chosen(client: Client) -> None:
    make_few()

    text = get_list(client, "kind=person&from=1879&q=Trotsky&well_evidenced=1")

    assert 'name="kind" value="person" checked' in text
    assert re.search(r'name="from" [^>]*value="1879"', text)
    assert 'name="q" id="q" value="Trotsky"' in text
    assert 'name="well_evidenced" value="1" checked' in text


@pytest.mark.parametrize("view", ["timeline", "map", "network"])
def test_sort_and_look_outlive_a_visit_to_another_view(client: Client, view: str) -> None:
    make_few()
    asked = "from=1879&sort=-date&facets=name&look=cards"

    there = re.search(rf'href="(/en/browse/{view}/[^"]*)"', get_list(client, asked))
    assert there
    assert unescape(there[1]) == f"/en/browse/{view}/?{asked}"
    page = client.get(unescape(there[1])).content.decode()

    for way in ("", "timeline/", "map/", "network/"):
        assert f'href="/en/browse/{way}?{escape(asked)}"' in page, way
    for form in re.findall(rf'<form[^>]*action="/en/browse/{view}/"(.*?)</form>', page, re.DOTALL):
        for name, value in (("sort", "-date"), ("facets", "name"), ("look", "cards")):
            assert f'<input type="hidden" name="{name}" value="{value}">' in form
    without = escape(f"/en/browse/{view}/?from=1879")
    assert f'<link rel="canonical" href="http://localhost:8000{without}">' in page
    taken = re.findall(r'href="(/en/browse/network\.[^"]*)"', page)
    assert bool(taken) == (view == "network")
    assert not any("look" in one or "sort" in one for one in taken)
    assert '<meta name="robots" content="noindex,nofollow">' in page


def test_a_list_of_one_entry_keeps_sort_and_look(client: Client) -> None:
    make_few()

    text = get_list(client, "kind=place&sort=date&look=compact")

    assert "1 entry" in main_words(text)
    for name, value in (("sort", "date"), ("look", "compact")):
        assert f'<input type="hidden" name="{name}" value="{value}" form="filters">' in text


def test_the_usual_order_is_left_out_of_the_address(client: Client) -> None:
    make_few()

    assert '<option value="" selected>name</option>' in get_list(client, "kind=person")
    searched = get_list(client, "q=Trotsky&sort=date")
    assert '<option value="">relevance</option>' in searched
    assert '<option value="date" selected>earliest first</option>' in searched


def test_a_live_list_leaves_the_canonical_address_in_the_browser(client: Client) -> None:
    response = client.get("/en/browse/?to=&q=&kind=person", headers={"hx-request": "true"})

    assert response["HX-Push-Url"] == "/en/browse/?kind=person"
    assert "HX-Request" in response["Vary"]


def test_what_is_typed_is_never_taken_for_html(client: Client) -> None:
    text = get_list(client, "q=<script>alert(1)</script>&kind=<b>")

    assert "<script>alert" not in text
    assert "<b>" not in text


def test_years_are_drawn_and_lead_to_their_decade(client: Client) -> None:
    make_few()

    text = get_list(client, "kind=person")

    assert 'href="/en/browse/?kind=person&amp;from=1910&amp;to=1919" rel="nofollow"' in text


def test_the_front_page_leads_to_kinds_decades_and_places(client: Client) -> None:
    make_few()
    make.make_source()

    text = client.get("/th/").content.decode()

    for way in ("kind=person", "kind=source", "from=1910&amp;to=1919"):
        assert f'href="/th/browse/?{way}"' in text
    assert "ยานอฟกา" in text
    assert "kind=topic" not in text


def test_an_empty_archive_has_a_front_page_and_a_list(client: Client) -> None:
    assert client.get("/en/").status_code == 200
    assert "Nothing was found." in get_list(client)
