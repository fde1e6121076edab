"""Texts in Markdown, made safe, with links to other entries.

`[[pid|words]]` becomes a link if the entry is published and plain words if it is not, so that
a text never tells of a draft. CommonMark otherwise; HTML in a text is shown, not obeyed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from typing import Final

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from browse.addresses import entry_url
from entries.choices import Status
from entries.models import Entry

CROSS_LINK: Final = re.compile(r"\[\[([0-9a-z]{1,20})(?:\|([^\[\]\n]{1,300}))?\]\]")

TAGS: Final = {
    *("a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"),
    *("strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
HIGHEST_HEADING: Final = 3
"""A text stands below a heading of its page."""

Targets = Mapping[str, Entry]


def find_targets(texts: Iterable[str]) -> dict[str, Entry]:
    """Return the published entries that the texts link to, by pid as written (one query).

    A merged entry is answered by its survivor.
    """
    pids = {match[1] for text in texts for match in CROSS_LINK.finditer(text)}
    if not pids:
        return {}
    found = Entry.objects.filter(pid__in=pids).select_related("merged_into")
    targets = {one.pid: one.merged_into or one for one in found}
    return {pid: one for pid, one in targets.items() if one.status == Status.PUBLISHED}


def render(
    text: str, targets: Targets, language: str, anchors: list[str] | None = None
) -> SafeString:
    """Return `text` as HTML that is safe to send.

    With `anchors`, its paragraphs get ids, which are added there in their order. An id is made of
    the words of its paragraph, so it stays as long as they do, whatever is written around it.
    """
    raw = _reader().render(text, {"targets": targets, "language": language, "anchors": anchors})
    attributes = {"a": {"href"}, "p": {"id"}}
    return SafeString(nh3.clean(raw, tags=TAGS, attributes=attributes, link_rel="nofollow"))


def plain(text: str) -> str:
    """Return the words of a text on one line: for descriptions that machines show."""
    words = CROSS_LINK.sub(lambda match: match[2] or "", text)
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words)
    return " ".join(re.sub(r"[*_`#>]+", "", words).split())


@cache
def _reader() -> MarkdownIt:
    """Return the reader of Markdown with our two rules; it keeps nothing between two texts."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.inline.ruler.before("link", "cross_link", _cross_link)
    reader.core.ruler.push("lower_headings", _lower_headings)
    reader.core.ruler.push("paragraph_anchors", _anchor_paragraphs)
    return reader


def _cross_link(state: StateInline, silent: bool) -> bool:
    """Read `[[pid|words]]` at the position of `state`."""
    match = CROSS_LINK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        _push_link(state, match[1], match[2])
    state.pos = match.end()
    return True


def _push_link(state: StateInline, pid: str, words: str | None) -> None:
    """Add the tokens of a link, or of plain words."""
    entry = state.env["targets"].get(pid)
    language = state.env["language"]
    if entry is not None:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": entry_url(entry, language)}
    state.push("text", "", 0).content = words or _name(entry, language)
    if entry is not None:
        state.push("link_close", "a", -1)


def _name(entry: Entry | None, language: str) -> str:
    """Return what to call an entry in a link without words of its own."""
    return entry.label_in(language).text if entry is not None else "…"


def _anchor_paragraphs(state: StateCore) -> None:
    """Give the paragraphs that stand by themselves ids, if they are asked for."""
    anchors: list[str] | None = state.env["anchors"]
    if anchors is None:
        return
    times: Counter[str] = Counter()
    for token, words in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type != "paragraph_open" or token.level > 0:
            continue
        digest = blake2b(" ".join(words.content.split()).encode(), digest_size=4).hexdigest()
        times[digest] += 1
        anchor = f"p-{digest}-{times[digest]}" if times[digest] > 1 else f"p-{digest}"
        token.attrs = {"id": anchor}
        anchors.append(anchor)


def _lower_headings(state: StateCore) -> None:
    """Set the headings of a text below those of the page."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = _lowered(token)


def _lowered(token: Token) -> str:
    level = int(token.tag[1:])
    return f"h{min(level + HIGHEST_HEADING - 1, 6)}"
