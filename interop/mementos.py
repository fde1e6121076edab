"""Memento (RFC 7089): which version held at a moment, and how versions lead to one another.

The address to cite, `/id/<pid>`, is the original resource and its own TimeGate; its versions are
the mementos, listed in its TimeMap.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import http_date

from entries.choices import Status
from entries.models import Entry
from history.models import Merge, Version
from history.versions.reading import at_moment
from interop.standing import Held

ACCEPT: Final = "Accept-Datetime"
LINK_FORMAT: Final = "application/link-format"
MOST_MERGES: Final = 20
"""Merges that are followed from one entry to what stood for it at a moment."""

_MOMENT: Final = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2}) GMT",
    re.ASCII,
)
_SECOND: Final = timedelta(seconds=1)
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Link:
    """One web link (RFC 8288) with what Memento adds to it."""

    address: str
    rel: str
    at: datetime | None = None
    type: str = ""
    first: datetime | None = None
    last: datetime | None = None

    def __str__(self) -> str:
        """Return the link as it stands in a header and in a TimeMap."""
        named = (
            ("rel", self.rel),
            ("type", self.type),
            ("datetime", stamp(self.at)),
            ("from", stamp(self.first)),
            ("until", stamp(self.last)),
        )
        return f"<{self.address}>" + "".join(f'; {name}="{text}"' for name, text in named if text)


def stamp(moment: datetime | None) -> str:
    """Return a moment as HTTP writes it, to the second; nothing for none."""
    return "" if moment is None else http_date(moment.timestamp())


def parse_moment(text: str) -> datetime:
    """Return the last instant of the second that `Accept-Datetime` names.

    A version has the time at which it was made to the microsecond, and tells it to the second:
    asked for that second, it is the one that held. Raises ValueError for anything but the one
    form of a date that RFC 7089 allows (RFC 1123, GMT).
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    moment = datetime.strptime(found[1], "%d %b %Y %H:%M:%S").replace(tzinfo=UTC)
    return moment + (_SECOND - _MICROSECOND)


def version_at(entry: Entry, moment: datetime) -> Version | None:
    """Return the version that answered for an entry at a moment; for an earlier one the first.

    If it had been merged by then, that is a version of what it had been merged into.
    """
    stood = entry
    for _step in range(MOST_MERGES):
        merges = Merge.objects.filter(parties__entry=stood.pk, at__lte=moment)
        merge = merges.filter(Q(undone_at=None) | Q(undone_at__gt=moment)).first()
        if merge is None:
            break
        stood = merge.survivor
    return at_moment(stood, moment) or at_moment(entry, moment) or _of_survivor(entry, moment)


def _of_survivor(entry: Entry, moment: datetime) -> Version | None:
    """Return the version of the survivor of an entry that came here merged and has none itself."""
    return at_moment(entry.survivor(), moment) if entry.status == Status.MERGED else None


def full_address(name: str, *args: object) -> str:
    """Return a full address of this room."""
    return settings.SITE_URL + reverse(f"interop:{name}", args=args)


def version_address(pid: str, number: int) -> str:
    """Return the full address of a version."""
    return full_address("version", pid, number)


def original_links(pid: str) -> Iterator[Link]:
    """Yield what leads to the address to cite, which is its own TimeGate, and to its TimeMap."""
    yield Link(full_address("entry", pid), "original timegate")
    yield Link(full_address("timemap", pid), "timemap", type=LINK_FORMAT)


def offer_versions(response: HttpResponse, pid: str) -> None:
    """Say on an answer for the entry itself where its versions are found."""
    response["Link"] = write(original_links(pid))


def mark(response: HttpResponse, held: Held) -> None:
    """Say on an answer that it is a version: of when, and what came before and after (a query)."""
    response["Memento-Datetime"] = stamp(held.version.at)
    response["Link"] = write([*original_links(held.entry.pid), *_neighbours(held)])


def _neighbours(held: Held) -> Iterator[Link]:
    """Yield the first and the last version and those beside this one; numbers have no gaps."""
    number, newest = held.version.number, held.newest.number
    rels = {"first": 1, "prev": number - 1, "next": number + 1, "last": newest}
    wanted = Version.objects.filter(entry=held.entry.pk, number__in={*rels.values(), number})
    for version in wanted.order_by("number"):
        named = [rel for rel, at in rels.items() if at == version.number]
        yield memento_link(held.entry.pid, version.number, version.at, named)


def memento_link(pid: str, number: int, at: datetime, rels: Iterable[str] = ()) -> Link:
    """Return the link to a version."""
    return Link(version_address(pid, number), " ".join([*rels, "memento"]), at)


def write(links: Iterable[Link], separator: str = ", ") -> str:
    """Return links as the value of a header, or with line breaks between them as a document."""
    return separator.join(str(link) for link in links)
