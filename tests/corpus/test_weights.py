"""What a reader's browser has to fetch for a page: text, styles and scripts, compressed.

Pictures are not counted: they come when they are scrolled to. Every file is counted for every page,
though a browser fetches it once.
"""

import gzip
import re
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db.models import Count
from django.test import Client

from browse.addresses import entry_url
from entries.choices import Kind
from entries.models import Entry
from tests.corpus.conftest import Corpus

PAGE = 60_000
VIEW = 300_000
FILES = re.compile(r'(?:src|href)="/static/([^"?]+\.(?:css|js|svg))"')
LISTS = (
    "",
    "browse/",
    "browse/?kind=person&kind=event&from=1905&to=1917",
    "browse/?q=Trotsky&look=cards",
    "browse/facet/person/",
    "changes/",
    "corrections/",
    "about/",
    "help/searching/",
    "compare/?with=cf3x6qp&with=hrpzfg3",
    "path/?with=cf3x6qp&with=hrpzfg3&through=place",
)
VIEWS = (
    "browse/timeline/",
    "browse/timeline/?kind=person",
    "browse/timeline/?at=1917",
    "browse/map/",
    "browse/map/?year=1917",
    "browse/network/?nodes=200",
    "together/?with=cf3x6qp",
)


@cache
def size_of_file(name: str) -> int:
    """Return the compressed size of a static file."""
    found = finders.find(re.sub(r"\.[0-9a-f]{12}(\.\w+)$", r"\1", name))
    assert isinstance(found, str), name
    return len(gzip.compress(Path(found).read_bytes()))


def weigh(client: Client, path: str) -> int:
    """Return the compressed size of a page with its styles and scripts, in bytes."""
    response = client.get(path)
    assert response.status_code == 200, path
    names = set(FILES.findall(response.content.decode()))
    assert len(names) > 3
    return len(gzip.compress(response.content)) + sum(map(size_of_file, names))


@pytest.mark.parametrize("language", ["th", "en"])
def test_lists_and_views_are_light(corpus: Corpus, client: Client, language: str) -> None:
    sizes = {path: weigh(client, f"/{language}/{path}") for path in (*LISTS, *VIEWS)}

    heavy = {path: size for path, size in sizes.items() if size > (PAGE if path in LISTS else VIEW)}
    assert heavy == {}


def test_the_page_of_which_most_is_said_is_light_in_every_kind(
    corpus: Corpus, client: Client
) -> None:
    heavy = {}
    for kind in Kind.values:
        public = Entry.objects.published().filter(kind=kind)
        own = Count("statements", distinct=True)
        most = public.annotate(said=own + Count("statements_as_object", distinct=True))
        for entry in most.order_by("-said")[:1]:
            if (size := weigh(client, entry_url(entry, "th"))) > PAGE:
                heavy[entry_url(entry, "th")] = size
    assert heavy == {}
