"""Latin letters for any text, and the slugs of addresses made from them."""

import re

from anyascii import anyascii

from .folding import fold, normalise
from .segmentation import segment
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
        text = _THAI_RUN.sub(lambda run: " ".join(segment(run[0], "th")), text)
    return anyascii(_THAI_RUN.sub(lambda run: romanise_word(run[0]), text))


def slugify(text: str) -> str:
    """A decorative ASCII slug, at most 80 characters, cut between words; may be empty."""
    words = re.findall("[a-z0-9]+", romanise(fold(text), "th").lower())
    slug = "-".join(words)[: SLUG_LENGTH + 1]
    if len(slug) <= SLUG_LENGTH:
        return slug
    return slug[:SLUG_LENGTH] if "-" not in slug else slug.rsplit("-", 1)[0]
