"""The editor's guide, read inside the desk: the pages of `docs/guide/`, rendered as they stand.

`dates.md` is the topic *dates* in English, `first-entry.th.md` the topic *first-entry* in Thai.
What is missing in a language is shown in English, and said to be. The pages do not change while
the archive runs: each is rendered once.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from entries.languages import current_language

DOCS: Final = Path(settings.BASE_DIR) / "docs"
INDEX: Final = DOCS / "editors-guide.md"
ENGLISH: Final = "en"
_TOPIC: Final = re.compile(r"(?:guide/)?([a-z-]+)(?:\.[a-z]{2})?\.md(#.*)?")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page of the guide: its title, what stands beneath, and the language of both."""

    title: str
    body: SafeString
    language: str


def topics() -> set[str]:
    """Return the names of all topics."""
    return {path.stem for path in (DOCS / "guide").glob("*.md") if "." not in path.stem}


def find_page(topic: str, language: str) -> HelpPage | None:
    """Return a topic in this language, or else in English; the index if `topic` is empty."""
    if topic and topic not in topics():
        return None
    path = DOCS / "guide" / f"{topic}.{language}.md"
    if topic and path.exists():
        return _read(path, language)
    return _read(DOCS / "guide" / f"{topic}.md" if topic else INDEX, ENGLISH)


@require_safe
@staff_member_required
def help_topic(request: HttpRequest, topic: str = "") -> HttpResponse:
    """Answer with a topic of the guide, or with the index of all."""
    language = current_language()
    page = find_page(topic, language)
    if page is None:
        raise Http404
    context = {
        **admin.site.each_context(request),
        "title": pgettext("guide", "Help") if page.language != language else page.title,
        "page": page,
        "topic": topic,
        "is_foreign": page.language != language,
    }
    return render(request, "desk/help.html", context)


@cache
def _read(path: Path, language: str) -> HelpPage:
    """Render a file of the guide; its first heading is the title."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(path.read_text(encoding="utf-8"))
    title = ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = tokens[1].content
        tokens = tokens[3:]
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            before.attrSet("id", anchor_of(token.content))
        for inner in token.children or ():
            _lead_on(inner)
    body = "".join(_wrapped(reader, tokens))
    return HelpPage(title, SafeString(body), language)


def anchor_of(heading: str) -> str:
    """Return the anchor of a heading, as it is made where the repository is read."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _lead_on(token: Token) -> None:
    """Let a link lead to the topic inside the desk, and a picture to the static file."""
    if token.type == "image":
        token.attrSet("src", static(f"guide/{Path(str(token.attrs['src'])).name}"))
        token.attrSet("loading", "lazy")
    if token.type != "link_open":
        return
    target = str(token.attrs["href"])
    topic = _TOPIC.fullmatch(target)
    if topic and topic[1] in topics():
        token.attrSet("href", reverse("desk:help-topic", args=[topic[1]]) + (topic[2] or ""))
    elif target == "../editors-guide.md":
        token.attrSet("href", reverse("desk:help"))
    elif target.partition("#")[0].endswith(".md"):
        # A page that is no part of the guide is not served: its words stand without a link.
        del token.attrs["href"]


def _wrapped(reader: MarkdownIt, tokens: list[Token]) -> list[str]:
    """Return the HTML of all tokens; a table may be moved sideways where it is too wide."""
    parts: list[str] = []
    start = 0
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            parts.append(_html(reader, tokens[start:at]))
            start = at
        elif token.type == "table_close":
            table = _html(reader, tokens[start : at + 1])
            parts.append(
                format_html(
                    '<div class="guide-table" tabindex="0" role="group" aria-label="{}">{}</div>',
                    _first_cell(tokens[start:at]),
                    SafeString(table),
                )
            )
            start = at + 1
    parts.append(_html(reader, tokens[start:]))
    return parts


def _html(reader: MarkdownIt, tokens: list[Token]) -> str:
    return str(reader.renderer.render(tokens, reader.options, {}))


def _first_cell(table: list[Token]) -> str:
    """Return the words of the first cell of a table that has any."""
    return next((one.content for one in table if one.type == "inline" and one.content), "")
