"""A crawler that keeps to the rules: robots.txt (RFC 9309), `noindex,nofollow`, `rel=nofollow`."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final, Protocol
from urllib.parse import urljoin, urlsplit

HOST: Final = "http://localhost:8000"


class Answer(Protocol):
    """What a crawler looks at of an answer."""

    status_code: int
    content: bytes

    @property
    def headers(self) -> Mapping[str, str]:
        """The header fields, whatever the case of their names."""


class Asks(Protocol):
    """What a crawler asks with: Django's test client does, and so does a connection."""

    def get(self, path: str, /) -> Any:
        """Return an `Answer`."""


class Robots:
    """The rules for all crawlers; `*` stands for anything, `$` for the end."""

    def __init__(self, text: str) -> None:
        lines = [line.partition(":") for line in text.splitlines()]
        values = [(name.strip().lower(), value.strip()) for name, _colon, value in lines]
        assert values[0] == ("user-agent", "*")
        assert {name for name, _value in values} <= {"user-agent", "disallow", "sitemap", ""}
        self.sitemaps = [value for name, value in values if name == "sitemap"]
        self.disallowed = [_pattern(value) for name, value in values if name == "disallow"]

    def allow(self, path: str) -> bool:
        """Tell whether a path, query included, may be asked for."""
        return not any(pattern.match(path) for pattern in self.disallowed)


def _pattern(rule: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in rule.removesuffix("$").split("*"))
    return re.compile(".*".join(parts) + ("$" if rule.endswith("$") else ""))


class _Links(HTMLParser):
    """The links of a page that a crawler may follow, and whether it may follow any."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.closed = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        rel = given.get("rel", "").split()
        if tag == "meta" and given.get("name") == "robots":
            self.closed = "nofollow" in given.get("content", "")
        if tag in {"a", "area", "link"} and "href" in given and "nofollow" not in rel:
            self.found.append(given["href"])


@dataclass
class Crawl:
    """A walk through the site: what is asked for next is drawn from all that was found."""

    client: Asks
    robots: Robots
    host: str = HOST
    """The site: links to others are not followed."""
    asked: dict[str, int] = field(default_factory=dict)
    """The status that each address answered with."""
    chance: random.Random = field(default_factory=lambda: random.Random(1917))
    seen: set[str] = field(default_factory=set)
    """All addresses that were asked for or wait to be."""

    def run(self, start: list[str], requests: int) -> None:
        """Ask for so many addresses at most."""
        waiting: list[str] = []
        self._note(start, waiting)
        while waiting and len(self.asked) < requests:
            path = waiting.pop(self.chance.randrange(len(waiting)))
            self._note(self._ask(path), waiting)

    def _note(self, paths: list[str], waiting: list[str]) -> None:
        for path in paths:
            if path not in self.seen and self.robots.allow(path):
                self.seen.add(path)
                waiting.append(path)

    def _ask(self, path: str) -> list[str]:
        """Ask for an address, and return the paths that it leads to."""
        response: Answer = self.client.get(path)
        self.asked[path] = response.status_code
        if "Location" in response.headers:
            return _own(self.host, path, [response.headers["Location"]])
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return []
        links = _Links(response.content.decode())
        return [] if links.closed else _own(self.host, path, links.found)


def _own(host: str, path: str, links: list[str]) -> list[str]:
    """Return the paths of those links that stay on the site, without their anchors."""
    found = [urlsplit(urljoin(host + path, link)) for link in links]
    own = [one for one in found if f"{one.scheme}://{one.netloc}" == host]
    paths = [one.path + (f"?{one.query}" if one.query else "") for one in own]
    return [one for one in paths if not one.startswith(("/static/", "/media/"))]
