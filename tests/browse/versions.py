"""What the tests of the pages of versions share: asking for one, and reading what changed."""

import re

from django.test import Client

from entries.models import Entry
from tests.browse.pages import main_words


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def get_version(client: Client, entry: Entry, number: int, language: str = "en") -> str:
    return get(client, f"/{language}/{entry.kind}s/{entry.pid}/v{number}/")


def section(html: str, name: str) -> str:
    """Answer the section that is labelled by this id."""
    found = re.search(
        rf'<section[^>]* aria-labelledby="{name}">(.*?)</section>', html, flags=re.DOTALL
    )
    assert found, f"no section {name}"
    return found[1]


def points(html: str) -> list[str]:
    """Answer the points of change as a reader sees them, with what went and came in brackets."""
    found = re.findall(r'<li class="point [a-z]+">(.*?)</li>', html, flags=re.DOTALL)
    marked = [
        re.sub(r"<del>(.*?)</del>", r"[-\1-]", re.sub(r"<ins>(.*?)</ins>", r"[+\1+]", one))
        for one in found
    ]
    return [main_words(f"<main>{one}</main>") for one in marked]
