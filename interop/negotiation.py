"""Which representation of an entry a client wants (RFC 9110, section 12)."""

from django.http import HttpRequest

from interop.citing.formats import BY_MEDIA_TYPE

HTML = "text/html"
JSON = "application/json"
OFFERED = [HTML, JSON, *BY_MEDIA_TYPE]


def preferred_type(request: HttpRequest) -> str:
    """Return the media type to answer with; HTML for whoever does not say or wants neither."""
    return request.get_preferred_type(OFFERED) or HTML
