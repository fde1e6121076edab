"""Asking an address whether anybody is there: politely, and nobody inside the operator's network.

A name is looked up once, and the connection goes to the number that was looked at: a name that
leads elsewhere the second time deceives nobody. Every redirect is looked at in the same way.
"""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Final
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from desk.links.addresses import plain

SECONDS: Final = 10
"""For each step: connecting, sending, each piece of the answer."""
MOST_SECONDS: Final = 30
"""For one request, however slowly somebody answers."""
MOST_REDIRECTS: Final = 5
PORTS: Final = frozenset({80, 443, 8000, 8080, 8443})
READ: Final = 1024
"""Bytes of a page that are read, to see that it comes."""


class Verdict(StrEnum):
    """What came of it."""

    ALIVE = "alive"
    DEAD = "dead"
    UNCLEAR = "unclear"
    """Somebody is there who does not tell us, or it is not for us to ask."""
    LATER = "later"
    """Asked not to be asked now."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an address answered."""

    verdict: Verdict
    problem: str = ""


class _Refused(Exception):
    """It is not for us to ask there."""


def ask(address: str) -> Outcome:
    """Ask an address: by HEAD first, which costs the least, and by GET where that is not liked.

    Where a page is gone for HEAD, GET is asked before that is believed. Never raises.
    """
    try:
        status = _follow(address, "HEAD")
        if status >= 400 and status != 429:
            status = _follow(address, "GET")
    except _Refused as refused:
        return Outcome(Verdict.UNCLEAR, str(refused)[:100])
    except (OSError, HTTPException, ValueError) as error:
        return Outcome(Verdict.DEAD, _say(error))
    return judge(status)


def judge(status: int) -> Outcome:
    """Return what a status of HTTP says of a page (RFC 9110)."""
    if status < 400:
        return Outcome(Verdict.ALIVE)
    if status in {429, 503}:
        return Outcome(Verdict.LATER, str(status))
    if status in {404, 410} or status >= 500:
        return Outcome(Verdict.DEAD, str(status))
    return Outcome(Verdict.UNCLEAR, str(status))  # 403: many let people in, and no programs


def may_be_asked(number: str) -> bool:
    """Tell whether an IP address is one of the open internet, and no host of a network inside."""
    found = ipaddress.ip_address(number.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return all(one.is_global and not one.is_multicast for one in filter(None, (found, inner)))


def is_port_open_to_us(port: int) -> bool:
    """Tell whether pages are commonly served at a port."""
    return port in PORTS


def _follow(address: str, method: str) -> int:
    """Return the status of where an address leads in the end; raises _Refused and OSError."""
    seen = {address}
    for _step in range(MOST_REDIRECTS + 1):
        with _answer(address, method) as answer:
            target = answer.getheader("Location")
            if answer.status not in {301, 302, 303, 307, 308} or not target:
                if method == "GET":
                    answer.read(READ)
                return answer.status
        address = plain(urljoin(address, target))
        if not address or address in seen:
            raise HTTPException("redirects lead nowhere" if not address else "redirects in a ring")
        seen.add(address)
    raise HTTPException("too many redirects")


@contextmanager
def _answer(address: str, method: str) -> Iterator[HTTPResponse]:
    parts = urlsplit(address)
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    if not is_port_open_to_us(port):
        raise _Refused(f"port {port}")
    connection = HTTPConnection(host, port, timeout=SECONDS)
    plug = _connect(host, port)
    watch = threading.Timer(MOST_SECONDS, _cut, [plug])
    watch.start()
    try:
        if secure:
            plug = ssl.create_default_context().wrap_socket(plug, server_hostname=host)
        connection.sock = plug
        path = parts.path or "/"
        target = f"{path}?{parts.query}" if parts.query else path
        connection.request(method, target, headers={"User-Agent": _agent(), "Accept": "*/*"})
        yield connection.getresponse()
    finally:
        watch.cancel()
        connection.close()
        plug.close()


def _connect(host: str, port: int) -> socket.socket:
    """Return a connection to a host of the open internet; raises _Refused for any other."""
    last: OSError | None = None
    for _family, _type, _proto, _name, place in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        number = str(place[0])
        if not may_be_asked(number):
            raise _Refused("an address inside a network")
        try:
            return socket.create_connection((number, port), timeout=SECONDS)
        except OSError as error:
            last = error
    raise last or OSError("no address")


def _cut(plug: socket.socket) -> None:
    """End a connection that takes too long."""
    with suppress(OSError):
        plug.shutdown(socket.SHUT_RDWR)


def _say(error: Exception) -> str:
    """Return what went wrong in a few words."""
    if isinstance(error, socket.gaierror):
        return "unknown host"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return (getattr(error, "verify_message", "") or str(error) or type(error).__name__)[:100]


def _agent() -> str:
    return f"{settings.SITE_NAME} link check ({settings.SITE_URL})"
