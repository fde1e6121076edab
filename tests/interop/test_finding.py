"""The note to crawlers, and the search that browsers learn."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import Settings

from bench.robots import Robots

SPEC = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def robots(client: Client) -> Robots:
    """What crawlers are told."""
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    return Robots(response.content.decode())


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/desk/changes/",
        "/th/browse/?kind=person&kind=event",
        "/ru/browse/map/?year=1917&zoom=3",
        "/en/browse/network.gexf",
        "/th/browse.csl.json?kind=person",
        "/en/browse.json",
        "/ru/browse.csv?kind=person",
        "/th/browse.xlsx",
        "/en/path/?with=k3vc1zv",
        "/ru/compare/",
        "/th/together/?with=k3vc1zv",
        "/th/together.csv",
        "/en/search/?q=Trotsky",
        "/ru/reading-list/?id=k3vc1zv",
        "/th/reading-list.csv?id=k3vc1zv",
        "/en/persons/k3vc1zv/correct/?statement=1",
        "/en/persons/k3vc1zv/v2/from/v1/",
    ],
)
def test_crawlers_are_kept_out_of_what_has_no_end(robots: Robots, path: str) -> None:
    assert not robots.allow(path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/th/",
        "/en/about/",
        "/ru/browse/",
        "/ru/browse/?kind=person",
        "/ru/browse/?page=2",
        "/en/browse/map/",
        "/id/k3vc1zv",
        "/id/k3vc1zv.json",
        "/en/persons/k3vc1zv/leon-trotsky/",
        "/en/works/k3vc1zv/path/",
        "/en/works/k3vc1zv/from/",
        "/sitemap.xml",
        "/static/css/base.css",
    ],
)
def test_crawlers_may_read_the_archive(robots: Robots, path: str) -> None:
    assert robots.allow(path)


def test_crawlers_are_told_where_the_sitemap_is(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://archive.example.org"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Sitemap: https://archive.example.org/sitemap.xml" in lines


def test_browsers_learn_to_search_here(client: Client) -> None:
    response = client.get("/opensearch.xml")
    root = ET.fromstring(response.content)

    assert response["Content-Type"] == "application/opensearchdescription+xml"
    assert root.tag == f"{SPEC}OpenSearchDescription"
    assert root.findtext(f"{SPEC}ShortName") == "Slovo"
    assert len(root.findtext(f"{SPEC}Description") or "") in range(1, 1025)
    languages = [one.text for one in root.iter(f"{SPEC}Language")]
    assert languages == ["th", "en", "ru"]
    templates = {one.get("type"): one.get("template") for one in root.iter(f"{SPEC}Url")}
    assert templates == {
        "text/html": "http://localhost:8000/search/?q={searchTerms}",
        "application/x-suggestions+json": (
            "http://localhost:8000/suggestions/opensearch.json?q={searchTerms}"
        ),
        "application/opensearchdescription+xml": "http://localhost:8000/opensearch.xml",
    }


@pytest.mark.django_db
def test_a_search_from_the_browser_comes_to_the_list_in_its_language(client: Client) -> None:
    response = client.get("/search/?q=%D0%A2%D1%80", HTTP_ACCEPT_LANGUAGE="th", follow=True)

    chain = [address for address, _status in response.redirect_chain]
    assert chain[-1] == "/th/browse/?q=%D0%A2%D1%80"


def test_a_long_or_odd_name_of_the_archive_does_no_harm(client: Client, settings: Settings) -> None:
    settings.SITE_NAME = "Письма & <тексты> о революционном движении за рубежом"

    root = ET.fromstring(client.get("/opensearch.xml").content)

    assert root.findtext(f"{SPEC}ShortName") == "Письма & <тексты"
    assert len(root.findtext(f"{SPEC}LongName") or "") <= 48


@pytest.mark.django_db
def test_every_page_leads_to_the_description(client: Client) -> None:
    for path in ("/en/about/", "/th/browse/"):
        assert 'title="Slovo" href="/opensearch.xml">' in client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/robots.txt", "/opensearch.xml"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
