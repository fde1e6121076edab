"""No query string makes a 500: two thousand hostile ones over all public addresses.

The strings are made from a fixed seed, so that a failure can be repeated. What a value may do is
be ignored, explained in the page, or answered with 400 or 404.
"""

import random
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from browse.frame import VIEWS
from browse.maps.page import MapForm
from browse.networks.page import FORMATS, NetworkForm
from browse.timelines.anniversary import DayForm
from browse.timelines.page import TimelineForm
from entries.models import Entry
from search.filters import ORDER
from tests.corpus.conftest import Corpus

SEED = 1917
ROUNDS = 2100
"""How often; half of it on a second database, which sees but a part of what is asked."""
ALLOWED = {200, 301, 302, 303, 304, 400, 404, 410}

NASTY = [
    "",
    "0",
    "-1",
    "1e309",
    "NaN",
    "99999999999999999999",
    "-99999999999999999999",
    "٣",
    "๑๙๑๗",
    "\0",
    "a\0b",
    "%",
    "%00",
    "%zz",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "\u202e\u200b\ufeff",
    "🚩" * 50,
    "ก" * 500,
    "я" * 5000,
    '"',
    '"unclosed',
    '""',
    "-",
    "--",
    "-word -other",
    "AND OR NOT",
    "name:trotsky",
    "field:[* TO *]",
    "*",
    "?",
    "~",
    "^",
    "\\",
    "((((",
    "{}[]",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "%(name)s",
    "../../etc/passwd",
    "trotsky" * 40,
    " ".join("word" for _n in range(300)),
    "person",
    "cf3x6qp",
    "true",
    "[]",
    "1,2,3",
    "-date",
    "relevance",
]
MOMENTS = [
    "Fri, 27 Nov 2026 12:00:00 GMT",
    "Sat, 01 Jan 0001 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Fri, 99 Nov 2026 99:99:99 GMT",
    *NASTY[:14],
]
FORMS = (TimelineForm, DayForm, MapForm, NetworkForm)
OWN = [*(name for form in FORMS for name in form.base_fields), "with", "through", "id", "add"]
"""Parameters of single views."""
LIST_FILES = ("csv", "xlsx", "json", "geojson")
ENTRY_FILES = ("", ".json", ".csv", ".xlsx", ".geojson", "/timemap")
JUNK = ["format", "lang", "next", "page[]", "q[]", "__proto__", "", "from__gte", "csrf"]
NAMES = [*ORDER, *OWN, *JUNK]


def addresses() -> list[str]:
    """Return the path of every kind of public page."""
    pages = ["/", "/search", "/robots.txt", "/healthz", "/api/record.schema.json"]
    for language in ("th", "en", "ru"):
        pages += [f"/{language}/", f"/{language}/browse/", f"/{language}/search/"]
        pages += [f"/{language}/about/", f"/{language}/help/searching/"]
        pages += [f"/{language}/suggestions.json", f"/{language}/suggestions/opensearch.json"]
        pages += [f"/{language}/on-this-day/"]
        pages += [f"/{language}/browse/network.{form}" for form in FORMATS]
        pages += [f"/{language}/browse.{suffix}" for suffix in LIST_FILES]
        pages += [f"/{language}/browse/{view}/" for view in VIEWS if view != "browse"]
        pages += [f"/{language}/together.csv"]
        pages += [f"/{language}/reading-list{rest}" for rest in ("/", ".csv", ".ris", ".geojson")]
        pages += [f"/{language}/{page}/" for page in ("compare", "path", "together")]
    for entry in Entry.objects.order_by("kind", "pk"):
        if not any(f"/{entry.kind}s/" in page for page in pages):
            pages += [f"/id/{entry.pid}{rest}" for rest in ENTRY_FILES]
            pages += [f"/id/{entry.pid}/v{rest}" for rest in ("1", "1.json", "2", "0", "9" * 40)]
            pages += [
                f"/en/{entry.kind}s/{entry.pid}/{entry.slug}/",
                f"/th/{entry.kind}s/{entry.pid}/",
                f"/ru/{entry.kind}s/{entry.pid}/versions/",
                f"/th/{entry.kind}s/{entry.pid}/v1/",
                f"/en/{entry.kind}s/{entry.pid}/v{'9' * 9}/",
                f"/en/{entry.kind}s/{entry.pid}/v1/from/v2/",
            ]
    return pages


def query_strings(chance: random.Random) -> Iterator[str]:
    """Yield query strings without end: known and unknown names, nasty and random values."""
    while True:
        pairs = []
        for _n in range(chance.choice([1, 1, 2, 3, 8, 40])):
            value = chance.choice(NASTY)
            if chance.random() < 0.3:
                value = "".join(
                    chr(chance.randrange(1, 0xD7FF)) for _c in range(chance.randrange(30))
                )
            text = _raw(value) if chance.random() < 0.1 else quote(value, safe="")
            pairs.append(f"{quote(chance.choice(NAMES))}={text}")
        yield chance.choice(["&", "&", "&", ";", "&&"]).join(pairs)


def _raw(value: str) -> str:
    """Return a value as a server hands on bytes that no browser would send."""
    return value.encode("utf-8", "surrogatepass").decode("latin-1")


def test_no_query_string_makes_an_error_of_the_server(corpus: Corpus, client: Client) -> None:
    chance = random.Random(SEED)
    rounds = ROUNDS if connection.vendor == "sqlite" else ROUNDS // 2
    client.raise_request_exception = False
    pages = addresses()
    bad = []
    for _round, query in zip(range(rounds), query_strings(chance), strict=False):
        page = chance.choice(
            pages if chance.random() < 0.6 else [one for one in pages if "browse" in one]
        )
        accept = chance.choice(["text/html", "application/json", "*/*", "x", "text/html;q=zz", ""])
        response = client.get(
            page,
            QUERY_STRING=query,
            HTTP_ACCEPT=accept,
            headers={"accept-datetime": chance.choice(MOMENTS)} if chance.random() < 0.3 else None,
            HTTP_ACCEPT_LANGUAGE=chance.choice(["th", "", "xx;q=9", "en,*"]),
        )
        if response.status_code not in ALLOWED:
            bad.append(f"{response.status_code} {page}?{query[:300]}")
    assert not bad, "\n".join(bad[:20])


@pytest.mark.parametrize("name", [*ORDER, *OWN])
@pytest.mark.parametrize("value", ["99999999999999999999", "\0", "-1", "ก" * 300, '"', "%"])
def test_every_parameter_bears_every_kind_of_bad_value(
    corpus: Corpus, client: Client, name: str, value: str
) -> None:
    for page in (
        "/en/browse/",
        "/th/",
        "/en/on-this-day/",
        *(f"/en/browse.{suffix}" for suffix in LIST_FILES),
        *(f"/en/browse/{view}/" for view in list(VIEWS)[1:]),
    ):
        response = client.get(page, {name: [value] * 3})
        assert response.status_code in {200, 400, 404}
