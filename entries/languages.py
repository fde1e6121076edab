"""The languages of the interface, and localised short texts.

A localised text is a mapping from a BCP 47 language tag to a text; any subset of languages may be
filled. What a reader is shown follows `writing.fallback` and says which language it is in.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
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


@dataclass(slots=True)
class Accepted:
    """The languages that a reader's browser accepts, best first."""

    languages: Sequence[str]
    consulted: bool = False
    """Whether a text was missing in the reader's own language, so that these could matter."""


_accepted: ContextVar[Accepted | None] = ContextVar("accepted", default=None)


@contextmanager
def accepting(languages: Sequence[str]) -> Iterator[Accepted]:
    """Let texts that are missing in the interface's language fall back on these first."""
    accepted = Accepted(tuple(languages))
    token = _accepted.set(accepted)
    try:
        yield accepted
    finally:
        _accepted.reset(token)


class AcceptedLanguages(NamedTuple):
    """A look at the languages that the browser of this request accepts."""

    accepted: Accepted | None

    @property
    def asked(self) -> tuple[str, ...]:
        """The languages, best first."""
        return tuple(self.accepted.languages) if self.accepted is not None else ()

    @property
    def were_consulted(self) -> bool:
        """Whether anything so far was chosen by them."""
        return self.accepted is not None and self.accepted.consulted

    def consult(self) -> None:
        """Note that the answer was chosen by them."""
        if self.accepted is not None:
            self.accepted.consulted = True


def accepted_languages() -> AcceptedLanguages:
    """Return what this request says of languages, without consulting it."""
    return AcceptedLanguages(_accepted.get())


def _chain(wanted: str) -> Sequence[str]:
    """Return the languages to look for: the wanted one, the browser's, then the nearest."""
    chain = chain_for(wanted)
    accepted = _accepted.get()
    if accepted is None:
        return chain
    accepted.consulted = True
    return [wanted, *accepted.languages, *chain]


def current_language() -> str:
    """Return the interface language of this request: th, en or ru."""
    language = (get_language() or "en").split("-")[0]
    return language if language in INTERFACE_LANGUAGES else "en"


def show(texts: Mapping[str, str] | None, language: str | None = None) -> Shown:
    """Return the text for `language` (default: the request's), or the nearest one, marked.

    Nearest are first the languages that the browser accepts, then those of `writing.chain_for`.
    """
    if not texts:
        return NOTHING
    wanted = language or current_language()
    own = texts.get(wanted)
    if own:
        return Shown(own, wanted, False)
    found = fallback(texts, _chain(wanted))
    if found is None:
        return NOTHING
    text, tag = found
    return Shown(text, tag, tag.split("-")[0] != wanted)
