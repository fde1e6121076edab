"""What was published of late, for readers: a page and an Atom feed of public versions.

Only what is public now is in it, under the name that it has now. Who did it and the notes of
editors are not: they are for the desk.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from browse.addresses import absolute, entry_url
from browse.corrected import newest_corrected
from browse.versions.addresses import comparison_url
from entries.choices import Status
from history.deeds import say_deed
from history.models import Version
from history.versions.keeping import ALONGSIDE
from interop.atom import Feed

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class PublicChange:
    """One version that came to be."""

    version: Version
    address: str
    is_new: bool
    """Whether the entry was published with it."""

    @property
    def told(self) -> str:
        """The address that tells what changed: the entry itself if it is new."""
        number = self.version.number
        if self.is_new:
            return self.address
        return comparison_url(self.version.entry, number - 1, number)


@dataclass(frozen=True, slots=True)
class PublicChanges:
    """A page of them, and the key to go on from."""

    rows: list[PublicChange]
    earlier: int | None


def public_versions() -> QuerySet[Version]:
    """Return the versions of what is public now, but those that came about alongside another."""
    rows = Version.objects.filter(entry__status=Status.PUBLISHED).exclude(action=ALONGSIDE)
    return rows.select_related("entry")


def latest_changes(before: int | None = None) -> PublicChanges:
    """Return the latest public changes, or those before a version (two queries at most)."""
    rows = public_versions()
    mark = Version.objects.filter(pk=before).values_list("at", "pk").first() if before else None
    if mark is not None:
        at, pk = mark
        rows = rows.filter(Q(at__lt=at) | Q(pk__lt=pk), at__lte=at)
    found = list(rows.order_by("-at", "-pk")[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    return PublicChanges(
        [PublicChange(one, entry_url(one.entry), one.number == 1) for one in shown],
        shown[-1].pk if len(found) > PER_PAGE else None,
    )


@require_safe
@conditional_page
def changes(request: HttpRequest) -> HttpResponse:
    """Answer with what was published and changed of late: `?before=…` goes on from a version."""
    before = request.GET.get("before", "")
    is_number = before.isascii() and before.isdigit() and len(before) < 10
    found = latest_changes(int(before) if is_number else None)
    context = {
        "changes": found,
        "corrected": newest_corrected() if not before else [],
        "canonical": reverse("browse:changes"),
        "noindex": bool(before),
        "feed": reverse("browse:changes-feed"),
    }
    return render(request, "browse/changes.html", context)


@require_safe
@conditional_page
def changes_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the same as Atom (RFC 4287), in the language of the address."""
    page, own = (absolute(reverse(f"browse:{name}")) for name in ("changes", "changes-feed"))
    feed = Feed(_("Recent changes"), page, own)
    for one in latest_changes().rows:
        version = one.version
        feed.add_item(
            title=str(version.entry),
            link=absolute(one.told),
            unique_id=absolute(
                reverse("interop:version", args=[version.entry.pid, version.number])
            ),
            description=say_deed("publish" if one.is_new else "change"),
            pubdate=version.at,
            updateddate=version.at,
            categories=[version.entry.kind],
        )
    response = feed.response()
    response["Access-Control-Allow-Origin"] = "*"  # all of it is public
    return response
