"""Answers compressed once and kept so (gzip, RFC 1952): a page shrinks to an eighth.

Only for pages that hold no secret and are the same for everybody: the length of a compressed page
that mixes a secret with what an attacker chose would tell it (BREACH). All others are left to
Django's middleware, which adds a length by chance.
"""

import gzip
import re
from typing import Final

from django.http import HttpRequest

LEAST: Final = 1_000
"""Bytes below which nothing is gained."""
LEVEL: Final = 6
_GZIP: Final = re.compile(r"\bgzip\b")


def takes_packed(request: HttpRequest) -> bool:
    """Tell whether the browser can unpack what is sent (`Accept-Encoding`)."""
    return bool(_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))


def pack(content: bytes) -> bytes:
    """Return the content compressed, the same bytes whenever it is done."""
    return gzip.compress(content, LEVEL, mtime=0)
