"""Thai or Arabic digits on Thai pages, as the reader chose: decision 019.

A finished page is written again in one kind of digits: dates, years, counts and running text.
Addresses, values of forms and everything else that stands inside of tags keep their digits, and so
do citations, code, identifiers and texts in other languages.
"""

import re
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from interop.answers import HttpResponseSeeOther

COOKIE: Final = "digits"
LANGUAGE: Final = "th"
A_YEAR: Final = 365 * 24 * 60 * 60
ARABIC_DIGITS: Final = "0123456789"
THAI_DIGITS: Final = "๐๑๒๓๔๕๖๗๘๙"
TABLES: Final = {
    "thai": str.maketrans(ARABIC_DIGITS, THAI_DIGITS),
    "arabic": str.maketrans(THAI_DIGITS, ARABIC_DIGITS),
}
KEPT: Final = frozenset({"script", "style", "code", "textarea"})
VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})

_TAG: Final = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_FOREIGN: Final = re.compile(r'\slang="(?!th")')
_RUN: Final = re.compile(r"&#?\w+;|https?://\S+|[0-9A-Za-z]+|[๐-๙]+")
"""A reference, an address, a word of ASCII letters and digits, or Thai digits."""


def write_digits(html: str, kind: str) -> str:
    """Return a page in Thai with all digits that people read in one kind: ``thai`` or ``arabic``.

    What is inside a tag, in another language or marked `data-digits="kept"` stays as it is. An
    identifier, such as Q33391, is no number. The root element gets the class `<kind>-digits`.
    """
    table = TABLES[kind]

    def write(text: str) -> str:
        return _RUN.sub(lambda run: _number(run[0], table), text)

    written: list[str] = []
    at, depth, within = 0, 0, ""
    for tag in _TAG.finditer(html):
        text = html[at : tag.start()]
        written += (text if depth else write(text), tag[0])
        at = tag.end()
        name = (tag["name"] or "").lower()
        if depth and name == within:
            depth += -1 if tag["end"] else 1
        elif not depth and not tag["end"] and _is_kept(name, tag["rest"] or ""):
            depth, within = 1, name
    rest = html[at:]
    written.append(rest if depth else write(rest))
    return _marked("".join(written), kind)


def _number(run: str, table: dict[int, int]) -> str:
    return run.translate(table) if run.isdigit() else run


def _is_kept(name: str, rest: str) -> bool:
    """Tell whether all that stands in an element keeps its digits."""
    if name in VOID or name == "html":
        return False
    return name in KEPT or 'data-digits="kept"' in rest or bool(_FOREIGN.search(rest))


def _marked(html: str, kind: str) -> str:
    """Name the digits on the root element, and show the choice as made at the foot."""
    pressed = 'value="{}" aria-pressed="{}"'
    for value, before, after in ((kind, "false", "true"), ("usual", "true", "false")):
        html = html.replace(pressed.format(value, before), pressed.format(value, after))
    return html.replace("<html ", f'<html class="{kind}-digits" ', 1)


def chosen_digits(request: HttpRequest) -> str:
    """Return the kind that the reader's browser was told to ask for; empty without a choice."""
    kind = request.COOKIES.get(COOKIE, "")
    return kind if kind in TABLES else ""


@csrf_exempt  # whoever else could set it would change how digits look
@require_POST
def choose_digits(request: HttpRequest) -> HttpResponse:
    """Remember the digits in a cookie, forget the choice for any other value, and lead back."""
    back = _first_own(request, request.headers.get("Referer", ""), request.POST.get("next", ""))
    response = HttpResponseSeeOther(back)
    kind = request.POST.get("digits", "")
    if kind in TABLES:
        response.set_cookie(
            COOKIE,
            kind,
            max_age=A_YEAR,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _first_own(request: HttpRequest, *addresses: str) -> str:
    """Return the first address that is one of ours, else the front page."""
    for one in addresses:
        if one and url_has_allowed_host_and_scheme(one, {request.get_host()}):
            return one
    return reverse("browse:home")
