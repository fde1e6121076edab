"""The page of a version: the entry as it was, and above it what has changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString

from browse.markdown import Targets, find_targets
from browse.pages import besides, facts, images, names, statements, texts
from browse.pages.besides import Besides
from browse.pages.citation import cite_version
from browse.pages.claims import Claim
from browse.pages.entry import EntryPage
from browse.pages.life import life_of
from browse.pages.sentences import Teller
from browse.versions.addresses import comparison_url, version_url, versions_url
from browse.versions.changes import Changes, tell_changes
from browse.versions.past import OWN_KEY, Past
from browse.words import link
from dates import HistoricalDate
from entries.choices import Kind, Rank, Status
from entries.derive import span_of
from entries.models import Entry
from history.models import Version
from history.versions.reading import names_at, read_version
from history.versions.vocabulary import vocabulary_at
from interop.standing import Held

MOST_POINTS: Final = 20
"""Points of change that stand above a version; the rest has a page of its own."""


@dataclass(frozen=True, slots=True)
class VersionPage:
    """All that the template of a version is given."""

    page: EntryPage
    held: Held
    changes: Changes | None
    """What has changed since; None for the last version."""
    changes_url: str
    more_points: int
    """Points of change that are told on their own page only."""
    withheld: int
    older_url: str
    newer_url: str
    versions_url: str
    status: str
    """`published`, `merged`, `withdrawn`, or empty where the entry is not public for now."""
    survivor: SafeString
    """A link to what the entry was merged into, if that is public."""


def build_version(held: Held, number: int = 1) -> VersionPage:
    """Return the page of a version; `number` pages through statements too many for one page.

    A fixed number of queries whatever the version holds.
    """
    past = read_past(held.version)
    newest = None if held.is_newest else read_past(held.newest)
    changes = None if newest is None else tell_changes(past, newest, 0, MOST_POINTS)
    at = held.version.number
    status = _status(held.entry)
    return VersionPage(
        page=_as_entry(past, held, number),
        held=held,
        changes=changes,
        changes_url=comparison_url(held.entry, at, held.newest.number),
        more_points=max(changes.total - MOST_POINTS, 0) if changes else 0,
        withheld=past.withheld,
        older_url=version_url(held.entry, at - 1) if at > 1 else "",
        newer_url="" if held.is_newest else version_url(held.entry, at + 1),
        versions_url=versions_url(held.entry),
        status=status,
        survivor=link(held.survivor)
        if status == Status.MERGED and held.survivor.is_public
        else SafeString(""),
    )


def read_past(version: Version) -> Past:
    """Return a version in the words of its time (six queries)."""
    snapshot = read_version(version)
    return Past(snapshot, vocabulary_at(snapshot.document, version.at))


def _status(entry: Entry) -> str:
    """Return how an entry stands now, as far as the public may know."""
    known = {Status.PUBLISHED, Status.MERGED, Status.WITHDRAWN}
    return entry.status if entry.status in known else ""


def _as_entry(past: Past, held: Held, number: int) -> EntryPage:
    """Return the version as the template of an entry shows one."""
    entry = past.entry() or Entry(pid=past.pid, kind=past.kind)
    entry.descriptive = past.document["descriptive"]
    claims = past.claims()
    claims.sort(key=_in_order)
    number = min(number, max((len(claims) - 1) // statements.PAGE_SIZE + 1, 1))
    shown = claims[(number - 1) * statements.PAGE_SIZE : number * statements.PAGE_SIZE]
    prose = texts.tell(_bodies(past), lambda bodies: _targets(bodies, held.version))
    register = past.register(shown)
    # The order of these calls is the order of the numbers down the page.
    marks = register.of_entry()
    itself = Entry(pk=OWN_KEY, kind=past.kind, span=_span(claims))
    teller = Teller(OWN_KEY)
    groups = statements.group(shown, itself, register, teller)
    past_names = past.names()
    name_lines = names.tell(past_names, register)
    pictures = images.tell(past.images())
    columns = past.columns()
    return EntryPage(
        entry=entry,
        label=entry.label,
        kind=str(Kind(past.kind).label),
        what=facts.what(columns, _own_date(columns) or itself.span),
        scripts=names.other_scripts(entry),
        marks=marks,
        summary=prose["summary"],
        article=prose["article"],
        life=life_of(claims, itself, teller) if number == 1 else None,
        facts=facts.tell(columns),
        groups=groups,
        names=name_lines,
        has_periods=any(line.when for line in name_lines),
        listings=[],
        identifiers=past.identifiers(),
        notes=register.notes,
        contradicted=register.contradicted,
        related=[],
        cite=cite_version(entry, held.version),
        correct_url="",
        thanks=[],
        number=number,
        has_next=number * statements.PAGE_SIZE < len(claims),
        portraits=[one for one in pictures if one.portrait],
        pictures=[one for one in pictures if not one.portrait],
        besides=besides.of_statements(itself, claims, past_names) if number == 1 else Besides(),
    )


def _span(claims: Iterable[Claim]) -> HistoricalDate | None:
    """Return the years of a life or an existence, as the statements of the version bound them."""
    bounds: Any = (  # read as statements are
        one
        for one in claims
        if one.subject_id == OWN_KEY and one.property.boundary and one.rank != Rank.DEPRECATED
    )
    return span_of(bounds)


def _own_date(columns: Any) -> HistoricalDate | None:
    """Return the date of those kinds that have a column for it."""
    found: HistoricalDate | None = getattr(columns, "date", None) or getattr(
        columns, "issued", None
    )
    return found


def _in_order(claim: Claim) -> tuple[bool, float, int]:
    """Sort as the page of the entry does: its own first, then by the first day."""
    first = claim.date.earliest if claim.date is not None else None
    return claim.subject_id != OWN_KEY, float("inf") if first is None else first, claim.pk


def _bodies(past: Past) -> Iterable[tuple[str, str, str]]:
    return ((row["role"], row["language"], row["body"]) for row in past.document["texts"])


def _targets(bodies: Iterable[str], version: Version) -> Targets:
    """Return what the texts lead to, by the names of that time (two queries)."""
    targets: Mapping[str, Entry] = find_targets(bodies)
    then = names_at(targets, version.at)
    for pid, named in then.items():
        targets[pid].labels = named.labels
    return targets
