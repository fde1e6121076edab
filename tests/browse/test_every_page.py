"""What every page for readers has in its head, and how it may be kept."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from browse.addresses import entry_url
from dates import HistoricalDate
from entries.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

LANGUAGES = ("th", "en", "ru")
HEAD = re.compile(r"<head>(.*?)</head>", re.DOTALL)
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


def make_few() -> list[Entry]:
    """An entry of most kinds, each with something said of it."""
    bern = make.make_place("Bern", latitude="46.95", longitude="7.45")
    trotsky, lenin = make.make_person(summary="He met many."), make.make_person(make.LENIN)
    serial = make.make_publication()
    issue = make.make_issue(serial)
    event = make.make_event(place=bern, date=HistoricalDate("1915-09-05/1915-09-08"))
    source = make.make_source()
    for one in (trotsky, lenin):
        make.cite(make.make_statement(one, "delegate-at", event, date="1915-09"), source, "p. 1")
        make.make_statement(one, "edited", serial, date="1915")
    soviet = make.make_organisation()
    make.make_statement(trotsky, "member-of", soviet, date="1905")
    return [trotsky, lenin, serial, issue, event, bern, source, soviet, make.make_topic("War")]


def addresses(language: str, entries: list[Entry]) -> list[str]:
    """Return a page of every sort in a language."""
    one, other, *_rest = entries
    two = f"with={one.pid}&with={other.pid}"
    pages = (
        *("", "browse/", "browse/?kind=person&sort=date&look=cards", "browse/?q=qqqqqq"),
        *("browse/facet/place/", "browse/timeline/?at=1915", "browse/map/?year=1915"),
        *("browse/network/", "on-this-day/?month=9&day=5", f"compare/?{two}", f"path/?{two}"),
        *(f"together/?with={one.pid}", "reading-list/", f"reading-list/?id={one.pid}"),
        *("about/", "help/searching/", "changes/", "corrections/"),
    )
    own = [entry_url(entry, language) for entry in entries]
    return [f"/{language}/{page}" for page in pages] + own


def test_every_page_names_itself_in_each_language_and_is_not_sent_twice(
    client: Client, settings: Settings
) -> None:
    entries = make_few()
    wrong: list[str] = []
    for number, pages in enumerate(
        zip(*(addresses(one, entries) for one in LANGUAGES), strict=True)
    ):
        language, path = LANGUAGES[number % 3], pages[number % 3]
        response = client.get(path)
        assert response.status_code == 200, path
        html = response.content.decode()
        head = HEAD.search(html)
        assert head
        others = dict(ALTERNATE.findall(head[1]))
        canonical = re.findall(r'<link rel="canonical" href="([^"]+)">', head[1])
        again = client.get(path, headers={"if-none-match": response.get("ETag", "")})
        checks = {
            "alternates": list(others) == [*LANGUAGES, "x-default"],
            "itself among them": canonical == [others.get(language)],
            "full addresses": all(one.startswith(settings.SITE_URL) for one in others.values()),
            "its language": f'<html lang="{language}">' in html,
            "a title": re.search(r"<title>[^<]{3,}</title>", head[1]) is not None,
            "one heading": html.count("<h1") == 1,
            "an ETag": again.status_code == 304 and not again.content,
            "no cookie": not response.cookies,
            "vary": "Cookie" in response.get("Vary", "") or language != "th",
        }
        wrong += [f"{path}: {name}" for name, holds in checks.items() if not holds]
    assert wrong == []


def test_the_alternates_of_a_page_answer(client: Client, settings: Settings) -> None:
    entries = make_few()
    for path in [*addresses("en", entries)[:3], entry_url(entries[0])]:
        html = client.get(path).content.decode()
        for _language, address in ALTERNATE.findall(html):
            found = client.get(address.replace("&amp;", "&").removeprefix(settings.SITE_URL))
            assert found.status_code in {200, 302}, address


def data_of(client: Client, path: str) -> Any:
    (block,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(path).content.decode()
    )
    return json.loads(block)


def blanks(value: Any) -> bool:
    """Tell whether anything in a document is empty."""
    if isinstance(value, dict):
        return not value or any(map(blanks, value.values()))
    if isinstance(value, list):
        return not value or any(map(blanks, value))
    return value in ("", None)


def test_structured_data_say_what_each_page_is_about(client: Client, settings: Settings) -> None:
    entries = make_few()
    found = {entry.kind: data_of(client, entry_url(entry)) for entry in entries}

    assert {kind: one["@type"] for kind, one in found.items()} == {
        "person": "Person",
        "publication": "Periodical",
        "issue": "PublicationIssue",
        "event": "Event",
        "place": "Place",
        "source": "Book",
        "organisation": "Organization",
        "topic": "DefinedTerm",
    }
    for entry in entries:
        document = found[entry.kind]
        assert document["@context"] == "https://schema.org"
        assert document["@id"].startswith(f"{settings.SITE_URL}/id/")
        assert document["name"][0].keys() == {"@value", "@language"}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", document["subjectOf"]["dateModified"])
        assert not blanks(document)
    point = {"@type": "GeoCoordinates", "latitude": 46.95, "longitude": 7.45}
    assert found["place"]["geo"] == point
    assert found["event"]["location"]["geo"] == point
    assert found["event"]["startDate"] == "1915-09-05"
    assert found["event"]["endDate"] == "1915-09-08"


def test_the_front_page_says_how_the_archive_is_searched(
    client: Client, settings: Settings
) -> None:
    make_few()

    site = data_of(client, "/th/")

    assert (site["@type"], site["name"]) == ("WebSite", settings.SITE_NAME)
    assert not blanks(site)
    template = site["potentialAction"]["target"]["urlTemplate"]
    asked = template.replace("{text}", "Trotsky").removeprefix(settings.SITE_URL)
    assert client.get(asked, follow=True).status_code == 200
