"""Atom feeds (RFC 4287), by Django's writer."""

import re
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed

from entries.languages import current_language

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Feed(Atom1Feed):
    """A feed in the language of the request, by the archive, that takes any text.

    XML 1.0 has no control characters, and a pasted note may; they are left out.
    """

    def __init__(self, title: str, address: str, own_address: str) -> None:
        """Begin; `address` is that of the page with the same list. Both are full addresses."""
        super().__init__(
            title=f"{title} · {settings.SITE_NAME}",
            link=address,
            description=None,
            language=current_language(),
            feed_url=own_address,
            author_name=settings.SITE_NAME,
        )

    def add_item(self, title: str, link: str, description: str, *args: Any, **kwargs: Any) -> None:
        """Add an entry; `description` is plain text."""
        super().add_item(_clean(title), link, _clean(description), *args, **kwargs)

    def response(self) -> HttpResponse:
        """Return the feed as an answer."""
        return HttpResponse(self.writeString("utf-8"), content_type=self.content_type)


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub(" ", text)
