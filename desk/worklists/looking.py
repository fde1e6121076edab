"""What could be better about entries: each list of work is one question to the database.

Every question is asked about some entries at a time, given by their keys, and answers with the keys
of those that belong in its list.
"""

import re
from collections.abc import Callable, Collection
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from desk.links.addresses import addresses_of
from desk.links.models import Link
from entries.choices import Certainty, Kind, Rank, Stance, Status, TextRole
from entries.doubts import Group, all_checks
from entries.languages import INTERFACE_LANGUAGES
from entries.models import Entry, Identifier, Statement, Text
from entries.review import not_approved
from entries.schemes import SCHEMES
from records.columns import MODELS
from sources.models import Citation, Source

Keys = Collection[int]
Found = set[int]

INSPECTED: Final = (Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED)
DATED: Final = (
    Kind.PERSON, Kind.ORGANISATION, Kind.PUBLICATION, Kind.ISSUE, Kind.WORK, Kind.EVENT,
    Kind.SOURCE,
)  # fmt: skip
"""Kinds of which readers expect a date."""
LINK: Final = re.compile(r"\[\[\s*([0-9a-z]{7})\s*[\]|]")
"""An entry that a text leads to."""
AT_ONCE: Final = 5_000
"""Addresses in one query."""
_is_address: Final = URLValidator(["http", "https"])


def _about(keys: Keys) -> QuerySet[Entry]:
    return Entry.objects.filter(pk__in=keys)


def _keys(entries: QuerySet[Entry]) -> Found:
    return set(entries.values_list("pk", flat=True))


def without_source(keys: Keys) -> Found:
    """Return those that no source is named for, neither as a whole nor for anything they say.

    A source is its own evidence.
    """
    statements = Citation.objects.filter(statement__subject=OuterRef("pk"))
    names = Citation.objects.filter(name__entry=OuterRef("pk"))
    whole = Citation.objects.filter(entry=OuterRef("pk"))
    cited = Exists(statements) | Exists(names) | Exists(whole)
    return _keys(_about(keys).exclude(kind=Kind.SOURCE).filter(~cited))


def partly_sourced(keys: Keys) -> Found:
    """Return those with a statement that names no source."""
    return _in_doubt("evidence", keys)


def without_date(keys: Keys) -> Found:
    """Return those of which nobody knows when."""
    return _keys(_about(keys).filter(kind__in=DATED, span__isnull=True))


def without_summary(language: str) -> Callable[[Keys], Found]:
    """Return the question which have no summary in a language."""
    texts = Text.objects.filter(
        entry=OuterRef("pk"), role=TextRole.SUMMARY, language=language
    ).exclude(body="")
    return lambda keys: _keys(_about(keys).filter(~Exists(texts)))


def contradictory(keys: Keys) -> Found:
    """Return those whose dates cannot all be right; also others, where one of these is why."""
    return _in_doubt("dates", keys)


def mixed_scripts(keys: Keys) -> Found:
    """Return those with letters of two scripts in one word of a name."""
    return _in_doubt("names", keys)


def bare_pictures(keys: Keys) -> Found:
    """Return those with a picture that lacks a description, a credit or a statement of rights."""
    return _in_doubt("pictures", keys)


def _in_doubt(group: Group, keys: Keys) -> Found:
    """Return whom the checks of a group doubt because of any of these entries."""
    found: Found = set()
    for check in all_checks(group):
        about = Q()
        for path in {check.owner, *check.ends}:
            about |= Q(**{f"{path}__in": keys})
        rows = check.model._default_manager.filter(about, check.condition)
        if check.needs:
            rows = rows.select_related(*check.needs)
        found |= {check.owner_key(row) for row in rows if check.holds(row)}
    return found


def disputed(keys: Keys) -> Found:
    """Return those of which sources say different things, and nobody has decided.

    Several statements of what can be one only, none of them preferred; one that is marked as
    disputed; or one that a source contradicts.
    """
    standing = Statement.objects.filter(subject__in=keys).exclude(rank=Rank.DEPRECATED)
    against = Citation.objects.filter(statement=OuterRef("pk"), stance=Stance.CONTRADICTS)
    marked = standing.filter(Q(certainty=Certainty.DISPUTED) | Exists(against))
    several = (
        standing.filter(property__single_valued=True)
        .values("subject", "property")
        .annotate(count=Count("pk"), preferred=Count("pk", filter=Q(rank=Rank.PREFERRED)))
        .filter(count__gt=1, preferred=0)
        .order_by()
    )
    return set(marked.values_list("subject_id", flat=True)) | {
        row["subject"] for row in several.values("subject")
    }


def broken(keys: Keys) -> Found:
    """Return those with an identifier, an address or a link that leads nowhere.

    Nothing outside is asked: what is looked at is whether it can be right.
    """
    return set(broken_parts(keys))


def broken_parts(keys: Keys) -> dict[int, list[str]]:
    """Return what is broken, as it stands there, by entry (four queries)."""
    found: dict[int, list[str]] = {}
    identifiers = Identifier.objects.filter(entry__in=keys)
    for pk, code, value in identifiers.values_list("entry_id", "scheme", "value"):
        scheme = SCHEMES.get(code)
        if scheme is None or not scheme.is_valid(value):
            found.setdefault(pk, []).append(f"{scheme.label if scheme else code} {value}")
    for pk, url in Source.objects.filter(pk__in=keys).exclude(url="").values_list("pk", "url"):
        if not _can_be_address(url):
            found.setdefault(pk, []).append(url)
    for pk, pid in _dead_links(keys):
        found.setdefault(pk, []).append(f"[[{pid}]]")
    return found


def dead_links(keys: Keys) -> Found:
    """Return those that lead to an address elsewhere where nobody answers any more."""
    return set(dead_parts(keys))


def dead_parts(keys: Keys) -> dict[int, list[Link]]:
    """Return the dead addresses that each of these entries leads to (four queries)."""
    led = addresses_of(keys)
    wanted = sorted({address for addresses in led.values() for address in addresses})
    dead: dict[str, Link] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = Link.objects.dead().filter(address__in=wanted[start : start + AT_ONCE])
        dead |= {one.address: one for one in rows}
    found = {pk: [dead[one] for one in some if one in dead] for pk, some in led.items()}
    return {pk: some for pk, some in found.items() if some}


def _can_be_address(url: str) -> bool:
    try:
        _is_address(url)
    except ValidationError:
        return False
    return True


def _dead_links(keys: Keys) -> list[tuple[int, str]]:
    """Return the links in texts to entries that are not there, or were taken from the public."""
    texts = Text.objects.filter(entry__in=keys, body__contains="[[").values_list("entry", "body")
    links = [(pk, pid) for pk, body in texts for pid in dict.fromkeys(LINK.findall(body))]
    there = Entry.objects.filter(pid__in={pid for _pk, pid in links})
    alive = set(there.exclude(status=Status.WITHDRAWN).values_list("pid", flat=True))
    return [(pk, pid) for pk, pid in links if pid not in alive]


def unverified(keys: Keys) -> Found:
    """Return those with an authority's number that nobody has looked up."""
    rows = Identifier.objects.filter(entry__in=keys, verified=False)
    return set(rows.values_list("entry_id", flat=True))


def _said_with_others() -> Exists:
    """Return the condition that some statement joins the entry to another one."""
    own = Q(subject=OuterRef("pk")) & (
        Q(object__isnull=False) | Q(place__isnull=False) | Q(event__isnull=False)
    )
    ends = [Q(**{end: OuterRef("pk")}) for end in ("object", "place", "event")]
    found = Exists(Statement.objects.filter(own))
    for end in ends:
        found |= Exists(Statement.objects.filter(end))  # type: ignore[assignment]
    return found


def alone(keys: Keys) -> Found:
    """Return those that nothing leads to and that lead nowhere."""
    cited = Exists(Citation.objects.filter(source=OuterRef("pk")))
    found = _keys(_about(keys).filter(~_said_with_others(), ~cited))
    for model in MODELS.values():
        for field in model._meta.local_fields:
            if found and field.related_model in MODELS.values():
                found -= _joined_by(model, field.name, found)
    return found


def _joined_by(model: type[Entry], column: str, keys: Keys) -> Found:
    """Return which of these have another entry in a column, or stand in that of another."""
    ends = Q(**{f"{column}__in": keys}) | Q(pk__in=keys, **{f"{column}__isnull": False})
    rows = model._base_manager.filter(ends).values_list("pk", column)
    return {pk for row in rows for pk in row}


def hidden_but_linked(keys: Keys) -> Found:
    """Return those not yet public that something public leads to, and readers look for in vain."""
    public = {"subject__status": Status.PUBLISHED}
    ends = [
        Exists(Statement.objects.filter(**{end: OuterRef("pk")}, **public))
        for end in ("object", "place", "event")
    ]
    own = Statement.objects.filter(subject=OuterRef("pk"), object__status=Status.PUBLISHED)
    cited = Citation.objects.filter(source=OuterRef("pk"))
    linked = ends[0] | ends[1] | ends[2] | Exists(own) | Exists(cited)
    hidden = _about(keys).filter(status__in=(Status.DRAFT, Status.IN_REVIEW))
    return _keys(hidden.filter(linked))


def unseen(keys: Keys) -> Found:
    """Return the public ones that were changed and that nobody else has looked at since."""
    return _keys(not_approved(keys))


QUESTIONS: Final[dict[str, Callable[[Keys], Found]]] = {
    "unseen": unseen,
    "no-source": without_source,
    "uncited": partly_sourced,
    "no-date": without_date,
    **{f"no-summary-{one}": without_summary(one) for one in INTERFACE_LANGUAGES},
    "dates": contradictory,
    "disputed": disputed,
    "broken": broken,
    "dead-links": dead_links,
    "alone": alone,
    "hidden-linked": hidden_but_linked,
    "mixed": mixed_scripts,
    "pictures": bare_pictures,
    "unverified": unverified,
}
"""What is asked of every entry, by the code of the list; the codes stand in addresses."""
