"""The addresses of pages: of an entry, in another language, and from outside."""

from typing import Final, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.urls import get_script_prefix

from entries.choices import PLURALS, Kind
from entries.languages import INTERFACE_LANGUAGES, current_language
from entries.models import Entry
from entries.paths import path_of
from search.filters import ORDER

LANGUAGE_NAMES: Final = dict(settings.LANGUAGES)


class Addressed(Protocol):
    """What the address of an entry is made of: an `Entry` has it, and so has a plain row."""

    @property
    def pid(self) -> str:
        """The permanent identifier."""

    @property
    def kind(self) -> str:
        """The kind of entry."""

    @property
    def slug(self) -> str:
        """The readable part; may be empty."""


def entry_url(entry: Addressed, language: str | None = None) -> str:
    """Return the path of an entry's page in `language` (default: the reader's).

    Says the same as reversing ``browse:entry``, which is too slow for the hundreds of links of a
    page. An entry whose name leaves no slug has a path without one.
    """
    own = f"{language or current_language()}/{PLURALS[Kind(entry.kind)]}/{entry.pid}/"
    slug = f"{entry.slug}/" if entry.slug else ""
    return f"{get_script_prefix()}{own}{slug}"


def browse_url(**parameters: str | int) -> str:
    """Return the path of the list, narrowed; the parameter `from` is given as ``from_``."""
    named = [(name.rstrip("_"), value) for name, value in parameters.items()]
    query = urlencode(sorted(named, key=lambda pair: ORDER.index(pair[0])))
    path = path_of("browse:browse")
    return f"{path}?{query}" if query else path


def in_language(path: str, language: str) -> str:
    """Return the same page, query included, in another language.

    A path that has no language in front is no page of this room: home is answered.
    """
    prefix = get_script_prefix()
    first, slash, rest = path.removeprefix(prefix).partition("/")
    if first in INTERFACE_LANGUAGES and slash:
        return f"{prefix}{language}/{rest}"
    return f"{prefix}{language}/"


def absolute(path: str) -> str:
    """Return a path as a full address."""
    return f"{settings.SITE_URL}{path}"


def permanent_url(entry: Entry) -> str:
    """Return the full address to cite: it never changes and names no language."""
    return absolute(entry.get_absolute_url())
