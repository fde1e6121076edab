"""Sitemaps (sitemaps.org 0.9): every public page in each language, with its alternates.

A file holds what is public in one range of primary keys. It takes one query, however large the
archive is, and what is published, merged or withdrawn moves no other entry to another file.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Max, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from entries.choices import PLURALS, Status
from entries.languages import INTERFACE_LANGUAGES
from entries.models import Entry
from entries.querysets import EntryQuerySet
from interop.alternates import without_language
from interop.keeping import kept

SIZE: Final = 5_000
"""Primary keys in a range. In three languages 15,000 addresses and less than 20 MB: the protocol
allows 50,000 and 50 MB."""
MOST_FILES: Final = 50_000
"""What an index may name."""
PAGES: Final = ("browse:home", "browse:browse", "browse:about", "browse:help-searching")
PID: Final = "0000000"
"""Stands for the identifier in the pattern of an address."""
AT_ONCE: Final = 200
"""Entries that are sent in one piece."""
LISTED_FOR: Final = 600
"""Seconds that the list of files may be old: to make it is half a second for a million entries."""
SETTLED: Final = timedelta(seconds=2)
"""Before that, another change may fall into the same second, and a date would hide it."""

PROLOGUE: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
OPENING: Final = (
    f'{PROLOGUE}<urlset xmlns="{NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


class Row(NamedTuple):
    """What a sitemap says of an entry, and what it depends on."""

    pid: str
    kind: str
    slug: str
    status: str
    changed_at: datetime


@require_safe
@conditional_page
@cache_control(no_cache=True)
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Answer with the list of all sitemaps: at most one query in ten minutes."""
    files = cache.get_or_set(f"sitemaps-{SIZE}", _list_files, LISTED_FOR) or []
    parts = [PROLOGUE, f'<sitemapindex xmlns="{NAMESPACE}">\n']
    parts.append(f"<sitemap><loc>{_full(reverse('interop:sitemap-pages'))}</loc></sitemap>\n")
    for number, changed in files:
        address = _full(reverse("interop:sitemap", args=[number]))
        parts.append(f"<sitemap><loc>{address}</loc>{_lastmod(changed)}</sitemap>\n")
    parts.append("</sitemapindex>\n")
    return HttpResponse("".join(parts), content_type="application/xml")


@require_safe
@conditional_page
@kept()
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """Answer with the pages that are no entries. They have no date: any change shows on them."""
    content = "".join([OPENING, *(_urls(_addresses(name)) for name in PAGES), "</urlset>\n"])
    return HttpResponse(content, content_type="application/xml")


@require_safe
@cache_control(no_cache=True)
def sitemap(request: HttpRequest, number: int) -> HttpResponseBase:
    """Answer with the entries of one range, sent while it is written; 404 if none is public.

    `ETag` is made of what stands in the file. `Last-Modified` heeds what was public once, for a
    withdrawal is a change too.
    """
    rows = _read(number)
    public = [row for row in rows if row.status == Status.PUBLISHED]
    if not public:
        raise Http404
    tag = _tag(public)
    latest = max(row.changed_at for row in rows)
    modified = int(latest.timestamp()) if timezone.now() - latest > SETTLED else None
    answer: HttpResponseBase | None = get_conditional_response(request, tag, modified)
    if answer is None:
        answer = StreamingHttpResponse(_write(public, _roots()), content_type="application/xml")
    answer.headers["ETag"] = tag
    if modified is not None:
        answer.headers["Last-Modified"] = http_date(modified)
    return answer


def _list_files() -> list[tuple[int, datetime]]:
    """Return the numbers of all sitemaps and when each changed: one query over all entries."""
    number = ExpressionWrapper((F("pk") - 1) / SIZE + 1, output_field=BigIntegerField())
    public = Count("pk", filter=Q(status=Status.PUBLISHED))
    files = _once_public().values(number=number).annotate(changed=Max("changed_at"), public=public)
    listed = files.filter(public__gt=0).order_by("number").values_list("number", "changed")
    return list(listed[: MOST_FILES - 1])


def _once_public() -> EntryQuerySet[Entry]:
    """Return the entries that are public or have been."""
    return Entry.objects.filter(published_at__isnull=False)


def _read(number: int) -> list[Row]:
    """Return the entries of a range that are public or have been (one query)."""
    keys = ((number - 1) * SIZE, number * SIZE)
    rows = _once_public().filter(pk__gt=keys[0], pk__lte=keys[1]).order_by("pk")
    return [Row(*row) for row in rows.values_list(*Row._fields)]


def _tag(rows: Sequence[Row]) -> str:
    """Return what changes with the file."""
    made_of = repr((settings.SITE_URL, [tuple(row) for row in rows]))
    return f'"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}"'


def _roots() -> dict[str, dict[str, str]]:
    """Return for each kind the address of an entry called `PID`, in each language."""
    return {kind: _addresses("browse:entry", plural, PID) for kind, plural in PLURALS.items()}


def _write(rows: Sequence[Row], roots: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield the file in pieces."""
    yield OPENING
    for first in range(0, len(rows), AT_ONCE):
        yield "".join(_entry(row, roots[row.kind]) for row in rows[first : first + AT_ONCE])
    yield "</urlset>\n"


def _entry(row: Row, roots: dict[str, str]) -> str:
    """Return the elements of an entry, one for each language."""
    own = f"/{row.pid}/{row.slug}/" if row.slug else f"/{row.pid}/"
    addresses = {code: root.replace(f"/{PID}/", own) for code, root in roots.items()}
    return _urls(addresses, _lastmod(row.changed_at))


def _urls(addresses: dict[str, str], lastmod: str = "") -> str:
    """Return one element for each language; each names all of them, itself too, and the default."""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'
        for code, address in addresses.items()
    )
    return "".join(
        f"<url><loc>{addresses[code]}</loc>{lastmod}{others}</url>\n"
        for code in INTERFACE_LANGUAGES
    )


def _addresses(name: str, *args: str) -> dict[str, str]:
    """Return the full address of a page in each language, and of what chooses among them."""
    paths = {}
    for code in INTERFACE_LANGUAGES:
        with override(code):
            paths[code] = reverse(name, args=args)
    paths["x-default"] = without_language(paths[INTERFACE_LANGUAGES[0]])
    return {code: _full(path) for code, path in paths.items()}


def _full(path: str) -> str:
    """Return a full address. None of ours has a sign that means something in XML."""
    return f"{settings.SITE_URL}{path}"


def _lastmod(moment: datetime) -> str:
    """Return the element with a moment (W3C date and time)."""
    return f"<lastmod>{moment.isoformat(timespec='seconds')}</lastmod>"
