"""A middleware that sends Thai pages in the digits that the reader chose: decision 019."""

import re
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from browse.digits import LANGUAGE, chosen_digits, write_digits

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_TAG: Final = re.compile(r'(?:W/)?"[^"]*"')


class DigitsMiddleware:
    """Write finished Thai pages again in the chosen digits; everybody else's are left alone.

    A page so written is another representation (RFC 9110, 8.8.3): its `ETag` ends in the name of
    the digits, it has no `Last-Modified`, and every Thai page says `Vary: Cookie`. Readers without
    a choice send no cookie at all, so that caches keep one copy for all of them. Stands inside of
    what counts the length of an answer, and outside of what keeps answers.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if get_language() != LANGUAGE or request.path_info.startswith("/admin/"):
            return self.get_response(request)
        kind = chosen_digits(request)
        response = self._ask(request, kind) if kind else self.get_response(request)
        if not _is_page(response):
            return response
        patch_vary_headers(response, ["Cookie"])
        if kind:
            if isinstance(response, HttpResponse) and response.content:
                response.content = write_digits(response.content.decode(), kind).encode()
            if "ETag" in response.headers:
                response.headers["ETag"] = f'{response.headers["ETag"][:-1]}.{kind}"'
            del response.headers["Last-Modified"]
        return response

    def _ask(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """Return the page unpacked, so that it can be written again; it is packed farther out."""
        _ask_for(request, kind)
        accepted = request.META.pop("HTTP_ACCEPT_ENCODING", "")
        response = self.get_response(request)
        request.META["HTTP_ACCEPT_ENCODING"] = accepted
        return response


def _ask_for(request: HttpRequest, kind: str) -> None:
    """Let the view see only conditions on the page in these digits, as conditions on its own."""
    end = f'.{kind}"'
    given = request.META.pop("HTTP_IF_NONE_MATCH", "")
    request.META.pop("HTTP_IF_MODIFIED_SINCE", None)
    own = [f'{tag.removesuffix(end)}"' for tag in _TAG.findall(given) if tag.endswith(end)]
    if own:
        request.META["HTTP_IF_NONE_MATCH"] = ", ".join(own)


def _is_page(response: HttpResponseBase) -> bool:
    """Tell whether it is a page, or says that a page has not changed."""
    if response.status_code == 304:
        return True
    return not response.streaming and response.headers.get("Content-Type", "").startswith(
        "text/html"
    )
