"""Latin letters for any text, and the slugs of addresses made from them."""

import re

from anyascii import anyascii

from .folding import fold, normalise
from .segmentation import rows, runs
from .thai import romanise_word

SLUG_LENGTH = 80

_THAI_RUN = re.compile("[\u0e01-\u0e4e]+")


def romanise(text: str, lang: str | None = None) -> str:
    """The text in ASCII letters: Thai by our own rules, all other scripts by anyascii.

    With `lang` "th" running Thai is first cut into words, so that การปฏิวัติ does not come out in
    one piece. A help to readers and addresses, not a scholarly transliteration: it is not
    reversible, and Thai follows the spelling rather than the sound.
    """
    text = normalise(text)
    if (lang or "").casefold().partition("-")[0] == "th":
        text = _THAI_RUN.sub(_spaced, text)
    return anyascii(_THAI_RUN.sub(lambda run: romanise_word(run[0]), text))


def _spaced(run: re.Match[str]) -> str:
    """The run with spaces between words, but none inside a row that may be a foreign name."""
    return " ".join("".join(row) for words in runs(run[0]) for row in rows(words))


def slugify(text: str) -> str:
    """A decorative ASCII slug, at most 80 characters, cut between words; may be empty."""
    words = re.findall("[a-z0-9]+", romanise(fold(text), "th").lower())
    slug = "-".join(words)[: SLUG_LENGTH + 1]
    if len(slug) <= SLUG_LENGTH:
        return slug
    return slug[:SLUG_LENGTH] if "-" not in slug else slug.rsplit("-", 1)[0]
