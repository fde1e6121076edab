"""The languages of the interface, and localised short texts.

A localised text is a mapping from a BCP 47 language tag to a text; any subset of languages may be
filled. What a reader is shown follows `writing.fallback` and says which language it is in.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.translation import get_language

from writing import chain_for, fallback

INTERFACE_LANGUAGES: Final = ("th", "en", "ru")

Localised = dict[str, str]


class Shown(NamedTuple):
    """A text as it is shown, with its language; `foreign` when it is not the reader's own."""

    text: str
    language: str
    foreign: bool

    def __str__(self) -> str:
        """Return the bare text."""
        return self.text


NOTHING: Final = Shown("", "", False)


def current_language() -> str:
    """Return the interface language of this request: th, en or ru."""
    language = (get_language() or "en").split("-")[0]
    return language if language in INTERFACE_LANGUAGES else "en"


def show(texts: Mapping[str, str] | None, language: str | None = None) -> Shown:
    """Return the text for `language` (default: the request's), or the nearest one, marked."""
    if not texts:
        return NOTHING
    wanted = language or current_language()
    own = texts.get(wanted)
    if own:
        return Shown(own, wanted, False)
    found = fallback(texts, chain_for(wanted))
    if found is None:
        return NOTHING
    text, tag = found
    return Shown(text, tag, tag.split("-")[0] != wanted)
