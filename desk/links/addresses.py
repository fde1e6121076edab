"""Which addresses elsewhere entries lead to: of sources, of authorities, and in texts."""

import re
from collections.abc import Collection, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from desk.links.models import LONGEST
from entries.choices import Status
from entries.models import Identifier, Text
from entries.schemes import SCHEMES
from sources.models import Source

IN_TEXT: Final = re.compile(r"https?://[^\s<>\"'\[\]{}|\\^`]+")
_AFTER: Final = ".,;:!?*_"
CHUNK: Final = 2_000
LIVING: Final = (Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED)


def addresses_of(keys: Collection[int]) -> dict[int, list[str]]:
    """Return the addresses that each of these entries leads to (three queries)."""
    found: dict[int, list[str]] = {}
    for pk, address in _each(entry_keys=keys):
        if address not in found.setdefault(pk, []):
            found[pk].append(address)
    return found


def each_address() -> Iterator[tuple[int, str]]:
    """Yield key and address of everything that leads elsewhere, in bounded memory."""
    return _each()


def _each(entry_keys: Collection[int] | None = None) -> Iterator[tuple[int, str]]:
    def rows(model: Any, path: str, *columns: str, **wanted: Any) -> Iterator[Any]:
        found = model.objects.filter(**wanted, **{f"{path}status__in": LIVING}).order_by()
        if entry_keys is not None:
            found = found.filter(**{f"{path or 'pk'}".removesuffix("__") + "__in": entry_keys})
        return found.values_list(*columns).iterator(chunk_size=CHUNK)  # type: ignore[no-any-return]

    for pk, url in rows(Source, "", "pk", "url", url__startswith="http"):
        if address := plain(url):
            yield pk, address
    for pk, code, value in rows(Identifier, "entry__", "entry_id", "scheme", "value"):
        scheme = SCHEMES.get(code)
        if scheme is not None and scheme.is_valid(value):
            yield pk, scheme.link(value)
    for pk, body in rows(Text, "entry__", "entry_id", "body", body__contains="://"):
        for url in addresses_in(body):
            yield pk, url


def addresses_in(text: str) -> Iterator[str]:
    """Yield the addresses in a text, without the signs that only end the sentence."""
    for match in IN_TEXT.finditer(text):
        url = match[0].rstrip(_AFTER)
        while url.endswith(")") and url.count("(") < url.count(")"):
            url = url[:-1].rstrip(_AFTER)
        if address := plain(url):
            yield address


def plain(url: str) -> str:
    """Return an address as it is asked for: in ASCII, without fragment; empty if it is none."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in {"http", "https"} or not host or parts.username:
        return ""
    host = f"[{host}]" if ":" in host else host
    query = f"?{parts.query}" if parts.query else ""
    address = iri_to_uri(f"{parts.scheme}://{host}{port}{parts.path or '/'}{query}") or ""
    return address if len(address) <= LONGEST else ""
