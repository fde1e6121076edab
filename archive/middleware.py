"""Small middlewares: content security policy, client's address, languages, what is no text."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import resolve
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from entries.languages import accepting

if TYPE_CHECKING:
    from django.http.request import _ImmutableQueryDict

NUL: Final = "\0"
REPLACEMENT: Final = "\ufffd"

GetResponse = Callable[[HttpRequest], HttpResponseBase]
Policy = Mapping[str, Sequence[str]]

POLICY_HEADERS = {
    "SECURE_CSP": "Content-Security-Policy",
    "SECURE_CSP_REPORT_ONLY": "Content-Security-Policy-Report-Only",
}


def build_policy(policy: Policy) -> str:
    """Write a policy as the header's value, directives in the order given (W3C CSP Level 3)."""
    return "; ".join(" ".join([directive, *sources]) for directive, sources in policy.items())


class ContentSecurityPolicyMiddleware:
    """Send SECURE_CSP and SECURE_CSP_REPORT_ONLY as headers, as Django 6 does by itself.

    A view that needs another policy sets the header on its own response, which is left alone.
    An empty policy sends no header.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for setting, header in POLICY_HEADERS.items():
            policy: Policy = getattr(settings, setting)
            if policy and not response.has_header(header):
                response.headers[header] = build_policy(policy)
        return response


class ClientAddressMiddleware:
    """Put the client's own address into REMOTE_ADDR when PROXY_COUNT proxies stand in front.

    Each proxy appends the address it was called from to X-Forwarded-For, so the client's is the
    PROXY_COUNT-th from the right; whatever stands further left the client could have invented.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        count: int = settings.PROXY_COUNT
        chain = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        if 0 < count <= len(chain) and chain[-count]:
            request.META["REMOTE_ADDR"] = chain[-count]
        return self.get_response(request)


class AcceptedLanguagesMiddleware:
    """Let texts that are missing in the language of the page fall back on the browser's languages.

    An answer that could depend on them says so (`Vary`); most do not.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
        languages = [language for language, quality in asked if quality > 0 and language != "*"]
        with accepting(languages) as accepted:
            response = self.get_response(request)
        if accepted.consulted:
            patch_vary_headers(response, ["Accept-Language"])
        return response


class NoNulMiddleware:
    """Put U+FFFD in place of NUL in the path, the query and a form, as HTML and CommonMark do.

    No keyboard makes a NUL, and PostgreSQL fails at the sight of one, wherever it is looked for.
    Replaced it is text that finds nothing, and where it is stored everybody sees that it is wrong.
    The forms of the admin are left alone: they refuse it and keep what was typed. Stands behind the
    check against forgery, which has read the form.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if NUL in request.path_info:
            request.path_info = request.path_info.replace(NUL, REPLACEMENT)
        request.GET = _without_nul(request.GET)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        """Clean the form, if there is one."""
        if request.method == "POST" and resolve(request.path_info).app_name != "admin":
            request.POST = _without_nul(request.POST)


def _without_nul(given: "_ImmutableQueryDict") -> "_ImmutableQueryDict":
    """Return the same values, or a copy of them in which NUL has been replaced."""
    if not any(NUL in text for name, values in given.lists() for text in (name, *values)):
        return given
    pairs = [(name, value) for name, values in given.lists() for value in values]
    return QueryDict(urlencode(pairs).replace(quote(NUL), quote(REPLACEMENT)))
