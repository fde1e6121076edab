"""axe finds nothing on any kind of page, in three languages, light and dark, wide and narrow."""

import os
from itertools import groupby, product
from operator import itemgetter
from typing import Literal

import pytest
from django.db import connection
from playwright.sync_api import Browser

from tests.browser.axe import violations
from tests.browser.corpus.conftest import EXAMPLES, Site

Scheme = Literal["light", "dark"]
LANGUAGES = ("th", "en", "ru")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (375, 1280)

CORRECTIONS = ("correct", "correction")
VERSIONS = ("version", "last version", "versions", "comparison")
PAGES = {
    "home": "/{language}/",
    "about": "/{language}/about/",
    "help": "/{language}/help/searching/",
    "recent changes": "/{language}/changes/",
    "corrections": "/{language}/corrections/",
    "browse": "/{language}/browse/",
    "a search": "/{language}/browse/?q=ตรอตสกี",
    "filters and years": "/{language}/browse/?kind=person&kind=event&from=1905&to=1917",
    "cards without a value": "/{language}/browse/?kind=-person&place=x5tjfn4&look=cards",
    "values of a filter": "/{language}/browse/facet/place/?kind=-person&find=в&facets=name",
    "nothing found": "/{language}/browse/?q=qqqqqqqq",
    "a bad question": "/{language}/browse/?from=year&page=0",
    "timeline": "/{language}/browse/timeline/",
    "timeline of persons": "/{language}/browse/timeline/?kind=person&at=190X",
    "timeline of a year": "/{language}/browse/timeline/?at=1917",
    "timeline of a month": "/{language}/browse/timeline/?at=1917-10",
    "on this day": "/{language}/on-this-day/?month=11&day=7",
    "map": "/{language}/browse/map/",
    "map of a year": "/{language}/browse/map/?kind=event&year=1917&spot=q88mn28",
    "map of nothing": "/{language}/browse/map/?q=qqqqqqqq&zoom=x",
    "network": "/{language}/browse/network/",
    "network of persons": "/{language}/browse/network/?kind=person&property=met&nodes=30",
    "network of nothing": "/{language}/browse/network/?q=qqqqqqqq&nodes=x",
    "two compared": "/{language}/compare/?with=cf3x6qp&with=hrpzfg3",
    "a connection": "/{language}/path/?with=cf3x6qp&with=hrpzfg3&through=place",
    "choosing": "/{language}/path/?with=cf3x6qp&q=Ленин",
    "who with whom": "/{language}/together/?with=cf3x6qp",
    "reading list": "/{language}/reading-list/",
    "a reading list": "/{language}/reading-list/?id=cf3x6qp&id=hrpzfg3&id=0000000&id=q88mn28",
    "not found": "/{language}/nowhere/",
    **{plural: f"{{entry:{plural}}}" for plural in (*EXAMPLES, "issues", "tombstone")},
    **{name: f"{{entry:{name}}}" for name in (*VERSIONS, *CORRECTIONS)},
}


def address(archive: Site, page: str, language: str) -> str:
    """Return the address of one of the pages."""
    pattern = PAGES[page]
    if pattern.startswith("{entry:"):
        return archive.url + archive.path(pattern[7:-1], language)
    return archive.url + pattern.format(language=language)


def looks(page: str) -> list[tuple[str, Scheme, int]]:
    """Return three of the twelve ways in which a page may look; with AXE_ALL=1 all of them.

    Each page has every language, both schemes and both widths, and the next page others of them
    together. Once on a second database: no page looks otherwise on another.
    """
    if os.environ.get("AXE_ALL"):
        return list(product(LANGUAGES, SCHEMES, WIDTHS))
    if connection.vendor != "sqlite":
        return [("th", "dark", 375)]
    first = list(PAGES).index(page)
    return [
        (language, SCHEMES[(first + at) % 2], WIDTHS[(first // 2 + (at + 1) // 2) % 2])
        for at, language in enumerate(LANGUAGES)
    ]


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_no_violation(browser: Browser, archive: Site, page: str) -> None:
    found: list[str] = []
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    for language, views in groupby(looks(page), key=itemgetter(0)):
        tab.goto(address(archive, page, language))
        for _language, scheme, width in views:
            tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            tab.set_viewport_size({"width": width, "height": 900})
            where = f"{page} {language} {scheme} {width}"
            found += [f"{where}: {one}" for one in violations(tab)]
            overflow = tab.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 0:
                found.append(f"{where}: {overflow} px too wide")
    context.close()
    assert not found, "\n".join(found)
