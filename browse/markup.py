"""Putting texts into HTML, for the hundreds of small pieces of a page."""

import re
from html import escape, unescape
from typing import Final

from django.utils.safestring import SafeString

from entries.languages import Shown

_SPECIAL: Final = re.compile(r"[&<>\"']")
_TAG: Final = re.compile(r"<[^>]*>")


def fill(pattern: str, *values: object, **named: object) -> SafeString:
    """Return `pattern` with the values in its places, escaped unless they are safe HTML already.

    Does what Django's `format_html` does in a quarter of the time; patterns come from our own
    code and catalogues, never from a record.
    """
    return SafeString(
        pattern.format(
            *[escaped(value) for value in values],
            **{name: escaped(value) for name, value in named.items()},
        )
    )


def lang_mark(shown: Shown) -> str:
    """Return the attribute that names the language of a text; nothing for the reader's own."""
    return f' lang="{escaped(shown.language)}"' if shown.foreign else ""


def without_marks(html: SafeString) -> str:
    """Return the words of a piece of our own HTML, which has no sign > within an attribute."""
    return unescape(_TAG.sub("", html))


def escaped(value: object) -> str:
    """Return a value as it may stand in HTML, or within the quotes of an attribute."""
    if type(value) is SafeString:
        return value
    if type(value) is str:
        return escape(value) if _SPECIAL.search(value) else value
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return escape(str(value))
