"""The list of the versions of an entry: when, what happened, how much changed."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from browse.versions.addresses import comparison_url, version_url
from browse.versions.changes import count_words
from browse.versions.deeds import deed_in_words
from entries.languages import Shown, show
from entries.models import Entry
from history.models import Version
from history.versions.counting import count_changes
from history.versions.reading import names_at

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list."""

    number: int
    at: datetime
    deed: Promise
    changed: str
    """How much differs from the version before; empty for the first."""
    url: str
    changes_url: str


@dataclass(frozen=True, slots=True)
class VersionList:
    """A page of versions, the newest first."""

    label: Shown
    total: int
    lines: list[VersionLine]
    page: Page[Version]


def build_versions(entry: Entry, number: int) -> VersionList:
    """Return one page of the list; a number too high gives the last. Five queries.

    The entry is named as in its last version, for it may be a draft with another name now.
    """
    paginator = Paginator(Version.objects.filter(entry=entry.pk).order_by("-number"), PAGE_SIZE)
    page = paginator.get_page(number)
    found = list(page.object_list)
    counts = count_changes(entry, found[-1].number, found[0].number) if found else {}
    named = names_at([entry.pid], found[0].at if found else entry.changed_at).get(entry.pid)
    lines = [
        VersionLine(
            number=one.number,
            at=one.at,
            deed=deed_in_words(one.action),
            changed=_changed(one.number, count_words(counts.get(one.number, Counter()))),
            url=version_url(entry, one.number),
            changes_url=comparison_url(entry, one.number - 1, one.number) if one.number > 1 else "",
        )
        for one in found
    ]
    label = show(named.labels if named else {})
    return VersionList(label, paginator.count, lines, page)


def _changed(number: int, counted: str) -> str:
    """Say how much changed; rows that only changed places are no difference."""
    if number == 1:
        return ""
    return counted or _("only the order of rows")
