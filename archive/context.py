"""What every template knows about the archive as a whole."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Give templates ``site_name``, ``site_url`` (no last slash) and ``site_is_demo``."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_is_demo": settings.DEMO,
    }
