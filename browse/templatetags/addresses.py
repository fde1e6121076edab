"""What every page needs of addresses: itself in the other languages, and from outside."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context

from browse.addresses import absolute, in_language
from entries.languages import Shown, current_language
from interop.alternates import without_language

register = template.Library()


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The page in one language."""

    code: str
    name: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """Return the page that is shown, query included, in each language of the interface.

    The parameters of its canonical address come first, as they stand there; then what else was
    asked for, unless it was left empty, as a form leaves most of what it sends. On a page that is
    an error, and so leads nowhere, these are the front pages.
    """
    request = context.get("request")
    path = "/" if request is None or context.get("is_error") else _shown_path(request, context)
    current = current_language()
    return [
        LanguageLink(code, str(name), in_language(path, code), code == current)
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[tuple[str, str]]:
    """Return language and full address of the canonical page in each language; none for errors.

    The last is what chooses among them, by the languages that the browser asks for.
    """
    path = _canonical_path(context)
    if not path:
        return []
    addresses = [(code, absolute(in_language(path, code))) for code, _name in settings.LANGUAGES]
    return [*addresses, ("x-default", absolute(without_language(path)))]


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str:
    """Return the full address of the page as it should be known; empty for errors."""
    path = _canonical_path(context)
    return absolute(path) if path else ""


@register.filter
def lang_of(shown: Shown) -> str:
    """Return the language to mark a text with; empty where it is the reader's own."""
    return shown.language if shown.foreign else ""


def _shown_path(request: HttpRequest, context: Context) -> str:
    """Return the path of the page with all that it was asked for."""
    # The canonical address may be that of another page: of an entry, for one of its versions.
    path, _mark, canonical = _canonical_path(context).partition("?")
    known = parse_qsl(canonical) if path == request.path else []
    names = {name for name, _value in known}
    asked = parse_qsl(request.META.get("QUERY_STRING", ""))
    query = urlencode([*known, *(pair for pair in asked if pair[0] not in names)])
    return f"{request.path}?{query}" if query else request.path


def _canonical_path(context: Context) -> str:
    request = context.get("request")
    if request is None or context.get("is_error"):
        return ""
    return str(context.get("canonical") or request.path)
