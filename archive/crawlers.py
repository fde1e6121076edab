"""A middleware by which crawlers give way to readers."""

import re
import threading
import time
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

AT_ONCE: Final = 1
"""Requests of crawlers that a process answers at a time, so that most threads are for readers."""
REST: Final = 3
"""A crawler waits so many times as long as its answer took: three quarters are the readers'."""
LONGEST_REST: Final = 2.0
RETRY_AFTER: Final = 10
"""Seconds."""
DECLARED: Final = re.compile(r"(?<!cu)bot\b|crawler|spider|slurp|archiver", re.IGNORECASE)
"""How crawlers that mean well call themselves. CUBOT makes telephones."""
OPEN: Final = ("/robots.txt", "/healthz")


class CrawlersMiddleware:
    """Answer crawlers one at a time and not at their full speed; more at once get 429 (RFC 6585).

    Crawlers take 429 with `Retry-After` for what it says, and come back. Whoever does not say that
    he is one is a reader.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.places = threading.Semaphore(AT_ONCE)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        agent = request.META.get("HTTP_USER_AGENT", "")
        if not DECLARED.search(agent) or request.path_info in OPEN:
            return self.get_response(request)
        if not self.places.acquire(blocking=False):
            return _later()
        try:
            started = time.perf_counter()
            response = self.get_response(request)
            time.sleep(min(REST * (time.perf_counter() - started), LONGEST_REST))
            return response
        finally:
            self.places.release()


def _later() -> HttpResponse:
    text = f"One request at a time, please. Ask again in {RETRY_AFTER} seconds.\n"
    response = HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response
