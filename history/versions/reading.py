"""Reading versions back: the document as it was, with the labels of that time."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from entries.languages import Localised
from entries.models import Entry
from entries.prepared import PreparedModels
from history.models import Closure, Version, VersionPart
from history.versions.parts import LABEL, Document, put_together


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version, whole."""

    version: Version
    document: Document
    labels: Mapping[str, "Named"]
    """By pid: the entry itself and all that the document refers to, as they were called then."""
    withheld: int
    """Statements left out because an entry that they name has been closed since."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an entry was called."""

    pid: str
    kind: str
    labels: Localised
    slug: str


_latest: Final = PreparedModels(
    Version, lambda keys: Version.objects.filter(entry=keys[0]).order_by("-number")[:1]
)


def latest(entry: Entry) -> Version | None:
    """Return the last version of an entry; None if it never was public (one query)."""
    return next(iter(_latest([entry.pk])), None)


def at_moment(entry: Entry, moment: datetime) -> Version | None:
    """Return the version that held at a moment; the first for an earlier one (Memento)."""
    versions = Version.objects.filter(entry=entry.pk)
    held = versions.filter(at__lte=moment).order_by("-number").first()
    return held or versions.order_by("number").first()


def read_version(version: Version) -> Snapshot:
    """Return a version as it was when it was made: three queries.

    What names an entry that has been closed for law or privacy since is left out and counted.
    """
    number = version.number
    parts = VersionPart.objects.filter(entry=version.entry_id, first__lte=number)
    parts = parts.filter(Q(last=None) | Q(last__gte=number)).order_by("position", "key")
    document = put_together(parts.values_list("key", "body"))
    return _with_labels(version, document)


def _with_labels(version: Version, document: Document) -> Snapshot:
    """Return the snapshot without what is closed."""
    mentioned = set(pids_in(document))
    closed = _closed(mentioned)
    withheld = 0
    for name in ("statements", "incoming"):
        kept = [row for row in document[name] if closed.isdisjoint(_ends(row))]
        withheld += len(document[name]) - len(kept)
        document[name] = kept
    labels = names_at(mentioned - closed, version.at)
    return Snapshot(version, document, labels, withheld)


def _closed(pids: Iterable[str]) -> set[str]:
    """Return which of these may not be named: closed, or merged into what is (one query)."""
    closed = Closure.objects.filter(lifted_at=None).values("entry")
    found = Entry.objects.filter(pid__in=pids).filter(
        Q(pk__in=closed) | Q(merged_into__in=closed) | Q(merged_into__merged_into__in=closed)
    )
    return set(found.values_list("pid", flat=True))


def names_at(pids: Iterable[str], moment: datetime) -> dict[str, Named]:
    """Return what entries were called at a moment, by pid (one query).

    Of one that had no version then, the next there was.
    """
    rows = VersionPart.objects.filter(entry__pid__in=set(pids), key=LABEL).select_related("entry")
    found: dict[str, VersionPart] = {}
    for part in rows.order_by("entry_id", "-since"):
        pid = part.entry.pid
        if pid not in found or found[pid].since > moment:
            found[pid] = part
    return {pid: _named(pid, part) for pid, part in found.items()}


def _named(pid: str, part: VersionPart) -> Named:
    """Return what a part says that an entry was called."""
    value = json.loads(part.body)
    return Named(pid, value["kind"], value["labels"], value["slug"])


def pids_in(document: Document) -> Iterator[str]:
    """Yield the pid of the entry and of all that its document refers to."""
    yield document["pid"]
    for value in document.get("fields", {}).values():
        if isinstance(value, str):
            yield value
    for row in (*document["statements"], *document["incoming"]):
        yield from _ends(row)
    for row in (document, *document["names"], *document["statements"], *document["incoming"]):
        for citation in row["citations"]:
            yield citation["source"]


def _ends(row: Mapping[str, Any]) -> set[str]:
    """Return the pids at the ends of a statement."""
    named = (row.get(end) for end in ("subject", "object", "place", "event"))
    return {pid for pid in named if pid}
