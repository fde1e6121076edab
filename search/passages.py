"""Short plain passages of a text, with what was looked for marked by position."""

import re
from typing import Final

from writing import fold

LINK: Final = re.compile(r"\[\[[^\]|]*\|([^\]]*)\]\]|\[\[([^\]]*)\]\]")
MARKUP: Final = re.compile(r"[*_`>#]+|!?\[([^\]]*)\]\([^)]*\)")
_SIGNS: Final = re.compile(r"[*_`>#\[]")
"""Without one of these there is nothing to take away."""
WORD: Final = re.compile(r"[^\W_]+(?:[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e][^\W_]*)*")
WIDTH: Final = 160


def plain_text(markdown: str) -> str:
    """Return a text without its Markdown signs and cross-links, on one line."""
    if not _SIGNS.search(markdown):
        return " ".join(markdown.split())
    words = LINK.sub(lambda link: link[1] or link[2] or "", markdown)
    words = MARKUP.sub(lambda sign: sign[1] or "", words)
    return " ".join(words.split())


def passage_around(text: str, query: str) -> str | None:
    """Return the part of `text` around the first word of the query, or None if it has none."""
    wanted = [word for word in fold(query).split() if len(word) > 1]
    lowered = text.casefold()
    places = [at for word in wanted if (at := lowered.find(word)) >= 0]
    if not places:
        return None
    start = max(0, min(places) - WIDTH // 3)
    start = text.rfind(" ", 0, start) + 1
    end = min(len(text), start + WIDTH)
    cut = text.find(" ", end)
    end = len(text) if cut < 0 or cut - end > 30 else cut
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
