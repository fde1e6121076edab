"""A crawler that keeps to the rules finds the archive, and nothing without end.

Asked for everything, it ends by itself: at some thirteen addresses an entry, redirects, records
and citations included. The suite takes a sample of that; `python -m bench.crawl` asks a running
archive for ten thousand, and measures what a reader notices of it.
"""

import re
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from bench.robots import HOST, Crawl, Robots
from entries.choices import PLURALS
from entries.models import Entry
from interop.citing.formats import BY_SUFFIX
from search.filters import ORDER

REQUESTS = 500
AN_ENTRY = 14
"""Addresses for each entry: its page and its versions in three languages, the page without one,
the address to cite, the record, the citation in three formats; and what lists them."""

KINDS = "|".join(PLURALS.values())
FORMATS = "|".join(re.escape(suffix) for suffix in BY_SUFFIX)
FILTERS = "|".join(name for name in ORDER if name not in {"q", "sort", "page"})
FINITE = re.compile(
    rf"""
    / (?:(?:th|en|ru)/)? (?:
        | about/ | help/searching/ | changes/ | changes\.atom | corrections/ | on-this-day/
        | browse/ (?: timeline/ | map/ | network/ )?
        | browse/ \? (?: page=[0-9]{{1,3}} | (?:{FILTERS}) = [\w-]+ )
        | (?:{KINDS}) / [0-9a-z]{{7}} / (?: versions/ | [a-z0-9-]+/ (?: \?page=[0-9]{{1,3}} )? )
    )
    | /id/[0-9a-z]{{7}} (?: \.(?: json | {FORMATS} ) )?
    | /opensearch\.xml
    """,
    re.VERBOSE,
)
"""What a crawler may come upon: one parameter at most, and none of them free text."""


@pytest.fixture
def crawl(client: Client) -> Crawl:
    """A crawler that has read what it is told."""
    return Crawl(client, Robots(client.get("/robots.txt").content.decode()))


def test_a_crawler_that_follows_every_link_finds_nothing_without_end(crawl: Crawl) -> None:
    crawl.run(["/"], REQUESTS)

    assert len(crawl.asked) == REQUESTS
    assert [path for path in crawl.seen if not FINITE.fullmatch(path)] == []
    assert len(crawl.seen) <= AN_ENTRY * Entry.objects.published().count()
    assert {path: code for path, code in crawl.asked.items() if code not in {200, 302, 303}} == {}


def test_the_sitemaps_name_every_entry_and_nothing_that_is_forbidden(
    crawl: Crawl, client: Client
) -> None:
    (index,) = crawl.robots.sitemaps
    found = [one for file in locations(client, index) for one in locations(client, file)]

    paths = [address.removeprefix(HOST) for address in found]
    assert len(set(paths)) == len(paths) == 3 * (Entry.objects.published().count() + 4)
    assert [path for path in paths if not crawl.robots.allow(path)] == []
    assert [path for path in paths if not FINITE.fullmatch(path)] == []


def locations(client: Client, address: str) -> list[str]:
    """Return what a sitemap or an index names."""
    root = ET.fromstring(client.get(address).getvalue())
    return [one.text or "" for one in root.iter() if one.tag.endswith("}loc")]
