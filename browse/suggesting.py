"""Suggestions as one types: entries by the beginning of any of their names."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import conditional_page, require_safe

from browse.addresses import absolute, browse_url, entry_url
from browse.kinds import HEADINGS
from entries.choices import Kind
from entries.languages import current_language
from interop.keeping import kept
from search.asking import MAX_LENGTH
from search.store import reader
from search.suggesting import Suggestion, suggest

OPENSEARCH: Final = "application/x-suggestions+json"
NOTHING: Final[dict[str, Any]] = {"groups": [], "all": None, "status": ""}


@require_safe
@conditional_page
@kept(searches=True)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer with what `q` may mean, as JSON: groups of a kind with a heading and entries.

    An entry has its label with its language, pid, address and years, and the name that was meant
    where the label does not show it. `all` leads to the list, `status` says how many there are.
    With `kind`, as often as wanted, only entries of these kinds are suggested.
    """
    text = _typed(request)
    kinds = [kind for kind in Kind.values if kind in request.GET.getlist("kind")]
    groups = suggest(text, reader(), kinds)
    if not groups:
        return JsonResponse(NOTHING)
    total = sum(map(len, groups))
    said = ngettext("%(total)s suggestion", "%(total)s suggestions", total) % {"total": total}
    answer = {
        "groups": [_group(group) for group in groups],
        "all": {"label": _("Search for “%(text)s”") % {"text": text}, "url": browse_url(q=text)},
        "status": said,
    }
    return JsonResponse(answer)


@require_safe
@conditional_page
@kept(searches=True)
def opensearch_suggestions(request: HttpRequest) -> HttpResponse:
    """Answer with the same for browsers: the typed text, names, dates, addresses.

    The format is that of the extension for suggestions of OpenSearch 1.1.
    """
    text = _typed(request)
    lines = [_line(one) for group in suggest(text, reader()) for one in group]
    names = [line["label"] for line in lines]
    dates = [line["when"] for line in lines]
    answer = [text, names, dates, [absolute(line["url"]) for line in lines]]
    return JsonResponse(answer, safe=False, content_type=OPENSEARCH)


def _typed(request: HttpRequest) -> str:
    """Return what was typed, as much of it as is read."""
    return " ".join(request.GET.get("q", "").replace("\0", " ").split())[:MAX_LENGTH]


def _group(group: list[Suggestion]) -> dict[str, Any]:
    """Return the entries of one kind."""
    heading = HEADINGS[group[0].entry.kind]
    return {"heading": str(heading), "entries": [_line(one) for one in group]}


def _line(one: Suggestion) -> dict[str, Any]:
    """Return one entry, with what tells namesakes apart."""
    entry, matched = one.entry, one.matched
    label = entry.label
    return {
        "pid": entry.pid,
        "url": entry_url(entry),
        "label": label.text or entry.pid,
        "language": label.language if label.foreign else "",
        "when": entry.span.format(current_language(), "short") if entry.span is not None else "",
        "matched": matched.text if matched else "",
        "matched_language": matched.language if matched else "",
    }
