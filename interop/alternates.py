"""The address of a page that leaves the language to the browser."""

from django.urls import get_script_prefix

from entries.languages import INTERFACE_LANGUAGES


def without_language(path: str) -> str:
    """Return the path that redirects to this page in the language that the browser asks for.

    It is what `hreflang="x-default"` names. A path without a language is given back.
    """
    prefix = get_script_prefix()
    first, slash, rest = path.removeprefix(prefix).partition("/")
    return f"{prefix}{rest}" if slash and first in INTERFACE_LANGUAGES else path
