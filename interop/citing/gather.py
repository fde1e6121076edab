"""What citations need of entries, for one or for hundreds in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Max, Q

from entries.choices import Kind, NameType
from entries.models import AuditRecord, Entry, Name, Statement
from history.models import Version
from records.columns import MODELS

AS_THEMSELVES: Final = (Kind.PUBLICATION, Kind.ISSUE, Kind.WORK, Kind.SOURCE)
"""Kinds that are cited as what they are; all others as entries of the archive."""
RELATED: Final = {
    Kind.PUBLICATION: ("type",),
    Kind.ISSUE: ("publication__type", "printed_at"),
    Kind.WORK: ("type", "publication__type", "issue__publication__type", "issue__printed_at"),
    Kind.SOURCE: (),
}
OF_SUBJECTS: Final = ("wrote", "issued", "edited", "translated")
"""Properties whose subject has a part in the thing that is their object."""
OF_OBJECTS: Final = (
    *("addressed-to", "published-by", "published-at", "printed-at"),
    *("published-in", "preserved-in"),
)
"""Properties whose object belongs to the citation of their subject."""
SUBMIT: Final = "submit"
PUBLISH: Final = "publish"


@dataclass(slots=True)
class Known:
    """An entry, as its own kind where that is cited as itself, and what else was found."""

    entry: Any
    roles: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """Other entries by property."""
    titles: dict[str, str] = field(default_factory=dict)
    """Titles as they stand on the thing itself, by language."""
    version: int | None = None
    at: datetime | None = None
    """When the version was made."""
    reviewed: bool | None = None
    """Whether a second person has read it; None if the log does not tell."""

    @property
    def others(self) -> set[int]:
        """The keys of all other entries that this was read from, public or not."""
        issue = getattr(self.entry, "issue", None)
        keys = {
            getattr(one, name, None)
            for one in (self.entry, issue)
            for name in ("publication_id", "issue_id", "printed_at_id")
        }
        return {key for key in keys if key is not None} | {
            entry.pk for entries in self.roles.values() for entry in entries
        }


def gather(entries: Sequence[Entry], *, states: bool = True) -> dict[int, Known]:
    """Return what is known, by key, of published entries: at most eight queries.

    Without `states`, versions and reviews are left out, which saves two.
    """
    known = {entry.pk: Known(entry) for entry in entries}
    hosts = _fetch_specific(known)
    cited = [pk for pk, one in known.items() if one.entry.kind in AS_THEMSELVES]
    if any(known[pk].entry.kind != Kind.SOURCE for pk in cited):
        _fetch_roles(known, hosts)
        _fetch_titles(known, cited)
    if states:
        _fetch_versions(known)
        _fetch_reviews(known)
    return known


def _fetch_specific(known: dict[int, Known]) -> set[int]:
    """Take the rows of each kind in place of bare entries; return the keys of what holds them."""
    hosts: set[int] = set()
    for kind in AS_THEMSELVES:
        pks = [pk for pk, one in known.items() if one.entry.kind == kind]
        if not pks:
            continue
        rows: Any = MODELS[kind].objects.filter(pk__in=pks)
        if RELATED[kind]:
            rows = rows.select_related(*RELATED[kind])
        for row in rows:
            known[row.pk].entry = row
            for name in ("publication_id", "issue_id"):
                hosts.add(getattr(row, name, None) or 0)
            issue = getattr(row, "issue", None)
            hosts.add(issue.publication_id if issue is not None else 0)
    return hosts - {0}


def _fetch_roles(known: dict[int, Known], hosts: Iterable[int]) -> None:
    """Find who wrote, edited and published; of a host, where it came out (one query)."""
    pks = {pk for pk, one in known.items() if one.entry.kind in AS_THEMSELVES}
    places = Q(property__code="published-at", subject__in=[*hosts])
    rows = (
        Statement.objects.public()
        .standing()
        .filter(
            Q(property__code__in=OF_SUBJECTS, object__in=pks)
            | Q(property__code__in=OF_OBJECTS, subject__in=pks)
            | places
        )
        .select_related("property", "subject", "object")
        .order_by("pk")
    )
    of_hosts: dict[int, list[Entry]] = defaultdict(list)
    for row in rows:
        code = row.property.code
        if code in OF_SUBJECTS and row.object_id in known:
            _add(known[row.object_id].roles[code], row.subject)
        elif row.object is not None and row.subject_id in pks:
            _add(known[row.subject_id].roles[code], row.object)
        if code == "published-at" and row.object is not None:
            _add(of_hosts[row.subject_id], row.object)
    for pk in pks:
        entry = known[pk].entry
        issue = getattr(entry, "issue", None)
        host = getattr(entry, "publication_id", None) or getattr(issue, "publication_id", None)
        known[pk].roles["host-place"] = of_hosts.get(host or 0, [])


def _add(entries: list[Entry], entry: Entry) -> None:
    """Add an entry once: several sources may have said the same."""
    if all(one.pk != entry.pk for one in entries):
        entries.append(entry)


def _fetch_titles(known: dict[int, Known], pks: Iterable[int]) -> None:
    names = Name.objects.filter(entry__in=[*pks], type=NameType.TITLE).order_by("position", "pk")
    for pk, language, text in names.values_list("entry_id", "language", "text"):
        known[pk].titles.setdefault(language, text)


def _fetch_versions(known: dict[int, Known]) -> None:
    rows = Version.objects.filter(entry__in=[*known]).order_by().values("entry_id")
    for row in rows.annotate(last=Max("number"), made=Max("at")):
        known[row["entry_id"]].version = row["last"]
        known[row["entry_id"]].at = row["made"]


def _fetch_reviews(known: dict[int, Known]) -> None:
    """Tell what somebody else handed in from what its author published alone."""
    rows = AuditRecord.objects.filter(entry__in=[*known], action__in=[SUBMIT, PUBLISH])
    submitted: dict[int, int | None] = {}
    for pk, action, user in rows.order_by("pk").values_list("entry_id", "action", "user_id"):
        if action == SUBMIT:
            submitted[pk] = user
        elif user is not None:
            known[pk].reviewed = pk in submitted and submitted[pk] != user
