"""The number of a page, as addresses give it."""

from django.http import HttpRequest


def page_number(request: HttpRequest, most: int) -> int:
    """Return the page that is asked for, from 1 to `most`; 1 for what is no number."""
    text = request.GET.get("page", "")
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(max(int(text[:9]), 1), max(most, 1))
