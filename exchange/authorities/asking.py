"""Asking an authority for a record, where the operator lets the archive make requests.

What is asked for is put together from a number that was checked: nobody can make the archive ask
for an address of their own, nor be led to another host by a redirect.
"""

from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from django.conf import settings
from django.utils.translation import gettext as _

from entries.schemes import SCHEMES
from exchange.authorities.found import AuthorityError
from exchange.authorities.reading import MOST_BYTES
from exchange.tables.references import authority_of

ADDRESSES: Final = {
    "wikidata": "https://www.wikidata.org/wiki/Special:EntityData/{}.json",
    "viaf": "https://viaf.org/viaf/{}/viaf.json",
    "gnd": "https://lobid.org/gnd/{}.json",
}
"""Where each authority has the record of a number as JSON."""
SECONDS: Final = 10


def json_address(text: str) -> str | None:
    """Return where the record of a number or address is; None of authorities that have none."""
    number = authority_of(text.strip())
    if number is None or number[0] not in ADDRESSES or not SCHEMES[number[0]].is_valid(number[1]):
        return None
    return ADDRESSES[number[0]].format(number[1])


def ask_authority(text: str) -> bytes:
    """Return the JSON of a record; raises AuthorityError if it cannot be had."""
    address = json_address(text)
    if address is None:
        raise AuthorityError(_("Give an address or a number of Wikidata, VIAF or the GND."))
    if not settings.ALLOW_OUTGOING:
        message = _("This archive makes no requests. Open %(address)s, and paste what it shows.")
        raise AuthorityError(message % {"address": address})
    request = Request(address, headers={"Accept": "application/json", "User-Agent": _agent()})  # noqa: S310 - https, of a known host
    try:
        with opener().open(request, timeout=SECONDS) as answer:
            content: bytes = answer.read(MOST_BYTES + 1)
    except (OSError, URLError, ValueError) as error:
        message = _("%(address)s does not answer: %(why)s")
        raise AuthorityError(message % {"address": address, "why": error}) from error
    return content


def opener() -> OpenerDirector:
    """Return what opens addresses and stays at their host."""
    return build_opener(_AtHome())


class _AtHome(HTTPRedirectHandler):
    """Follows redirects to the same host, by https."""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Any:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if after.scheme != "https" or after.hostname != before.hostname:
            raise URLError(f"it leads to {newurl[:200]}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _agent() -> str:
    return f"{settings.SITE_NAME} ({settings.SITE_URL})"
