"""What the tests of pages share: asking for one, and reading it."""

import re
from html import unescape

from django.test import Client

from browse.addresses import entry_url
from entries.models import Entry


def get_page(client: Client, entry: Entry, language: str = "en") -> str:
    """Answer the page of `entry` as HTML; anything but 200 fails the test."""
    entry.refresh_from_db()
    response = client.get(entry_url(entry, language))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def get_list(client: Client, query: str = "", language: str = "en") -> str:
    """Answer the list as HTML."""
    response = client.get(f"/{language}/browse/?{query}")
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def words(html: str) -> str:
    """Answer what a reader sees of a piece of HTML, on one line."""
    text = re.sub(r"<(script|style|title)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


def main_words(html: str) -> str:
    """Answer what a reader sees of the page without masthead and footer."""
    return words(html.partition("<main")[2].partition("</main>")[0].partition(">")[2])


def line_of(html: str, uid: str) -> str:
    """Answer the line of a statement as a reader sees it, its evidence closed."""
    found = re.search(rf'<li class="st[^"]*" id="s-{uid}">(.*?)</li>', html, flags=re.DOTALL)
    assert found, f"no statement {uid}"
    closed = re.sub(r'<span class="proof">.*?</span></details>', "", found[1], flags=re.DOTALL)
    return words(closed.replace("</div>", " </div>"))
