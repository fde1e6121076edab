"""What citations need of entries, for one or for hundreds in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

from django.db.models import Max, Q, QuerySet

from entries.choices import Kind, NameType
from entries.languages import Localised, Shown, show
from entries.models import AuditRecord, Entry, Name, Statement
from entries.prepared import Prepared, PreparedModels
from history.models import Version
from records.columns import MODELS

AS_THEMSELVES: Final = (Kind.PUBLICATION, Kind.ISSUE, Kind.WORK, Kind.SOURCE)
"""Kinds that are cited as what they are; all others as entries of the archive."""
RELATED: Final = {
    Kind.PUBLICATION: ("type",),
    Kind.ISSUE: ("publication", "publication__type", "printed_at"),
    Kind.WORK: (
        *("type", "publication", "publication__type"),
        *("issue", "issue__publication", "issue__publication__type", "issue__printed_at"),
    ),
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


class Other(NamedTuple):
    """What a citation needs of an entry that has a part in what is cited."""

    pk: int
    pid: str
    kind: str
    labels: Localised
    descriptive: bool

    def label_in(self, language: str) -> Shown:
        """Return the preferred name for a reader of `language`."""
        return show(self.labels, language)


_others: Final[Prepared[tuple[Any, ...]]] = Prepared(
    lambda keys: Entry.objects.published().filter(pk__in=keys).values_list(*Other._fields)
)


@dataclass(slots=True)
class Known:
    """An entry, as its own kind where that is cited as itself, and what else was found."""

    entry: Any
    roles: dict[str, list[Other]] = field(default_factory=lambda: defaultdict(list))
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
    """Return what is known, by key, of published entries: at most nine queries.

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
        for row in _specific(kind)(pks):
            known[row.pk].entry = row
            for name in ("publication_id", "issue_id"):
                hosts.add(getattr(row, name, None) or 0)
            issue = getattr(row, "issue", None)
            hosts.add(issue.publication_id if issue is not None else 0)
    return hosts - {0}


@cache
def _specific(kind: Kind) -> PreparedModels[Any]:
    """Return the question for the rows of a kind, with what belongs to them."""
    model: Any = MODELS[kind]
    return PreparedModels(model, lambda pks: model.objects.filter(pk__in=pks), RELATED[kind])


def _parts(pks: Collection[int], hosts: Collection[int]) -> QuerySet[Any, Any]:
    """Return property and ends of what says who had a part in these, and of where hosts came out.

    The things themselves are entries that are cited as themselves.
    """
    wanted = (
        Q(property__code__in=OF_SUBJECTS, object__in=pks)
        | Q(property__code__in=OF_OBJECTS, subject__in=pks)
        | Q(property__code="published-at", subject__in=hosts)
    )
    rows = Statement.objects.public().standing().filter(wanted).order_by("pk")
    return rows.values_list("property__code", "subject_id", "object_id")


_roles: Final[Prepared[tuple[Any, ...]]] = Prepared(_parts)
_titles: Final[Prepared[tuple[int, str, str]]] = Prepared(
    lambda pks: (
        Name.objects.filter(entry__in=pks, type=NameType.TITLE)
        .order_by("position", "pk")
        .values_list("entry_id", "language", "text")
    )
)
_versions: Final[Prepared[tuple[int, int, datetime]]] = Prepared(
    lambda pks: (
        Version.objects.filter(entry__in=pks)
        .order_by()
        .values_list("entry_id")
        .annotate(last=Max("number"), made=Max("at"))
    )
)
_deeds: Final[Prepared[tuple[int, str, int | None]]] = Prepared(
    lambda pks: (
        AuditRecord.objects.filter(entry__in=pks, action__in=[SUBMIT, PUBLISH])
        .order_by("pk")
        .values_list("entry_id", "action", "user_id")
    )
)


def _fetch_roles(known: dict[int, Known], hosts: Iterable[int]) -> None:
    """Find who wrote, edited and published; of a host, where it came out (two queries)."""
    pks = {pk for pk, one in known.items() if one.entry.kind in AS_THEMSELVES}
    rows = _roles(pks, [*hosts])
    # A few persons and places made most of what a page lists: each is read but once.
    ends: set[int | None] = {key for _code, *some in rows for key in some}
    named = {row[0]: Other._make(row) for row in _others([key for key in ends if key])}
    public = {*named, None}
    of_hosts: dict[int, list[Other]] = defaultdict(list)
    for code, subject, other in rows:
        if not public.issuperset((subject, other)):
            continue  # withdrawn between two queries
        if code in OF_SUBJECTS and other in known:
            _add(known[other].roles[code], named[subject])
        elif other is not None and subject in pks:
            _add(known[subject].roles[code], named[other])
        if code == "published-at" and other is not None:
            _add(of_hosts[subject], named[other])
    for pk in pks:
        entry = known[pk].entry
        issue = getattr(entry, "issue", None)
        host = getattr(entry, "publication_id", None) or getattr(issue, "publication_id", None)
        known[pk].roles["host-place"] = of_hosts.get(host or 0, [])


def _add(entries: list[Other], entry: Other) -> None:
    """Add an entry once: several sources may have said the same."""
    if all(one.pk != entry.pk for one in entries):
        entries.append(entry)


def _fetch_titles(known: dict[int, Known], pks: Iterable[int]) -> None:
    for pk, language, text in _titles([*pks]):
        known[pk].titles.setdefault(language, text)


def _fetch_versions(known: dict[int, Known]) -> None:
    for pk, last, made in _versions(known):
        known[pk].version, known[pk].at = last, made


def _fetch_reviews(known: dict[int, Known]) -> None:
    """Tell what somebody else handed in from what its author published alone."""
    submitted: dict[int, int | None] = {}
    for pk, action, user in _deeds(known):
        if action == SUBMIT:
            submitted[pk] = user
        elif user is not None:
            known[pk].reviewed = pk in submitted and submitted[pk] != user
