"""Who takes part in an entry, and as what: statements read for their roles.

The vocabulary of properties says it: a property has a noun for whoever takes part (“editor”), and a
theme under which it stands at what one takes part in.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.utils.safestring import SafeString

from browse.markup import escaped, fill
from browse.pages.claims import Claim, End
from browse.words import Linker, in_words
from entries.choices import Kind, Rank, Theme
from entries.languages import Shown, current_language, show
from entries.models import Entry, Property

ACTORS: Final = frozenset({Kind.PERSON, Kind.ORGANISATION})
AT_EVENTS: Final = frozenset({*ACTORS, Kind.PLACE, Kind.PUBLICATION})
"""Kinds that take part in events: a place sends delegates or signs a treaty."""
MAKING: Final = frozenset({Theme.WORK, Theme.OFFICES})
"""Themes of what is done in a serial or a body; what is done to one stands under others."""
BELONGING: Final = frozenset({"founded", "member-of", "left"})
"""Properties under other themes by which one belongs as well."""
MOST: Final = 100
"""Names below one role."""


class Part(NamedTuple):
    """That somebody had a part, and as what."""

    who: End
    role: Shown
    property: Property


@dataclass(frozen=True, slots=True)
class Role:
    """A role at an event, and all who had it; `more` are not named here."""

    label: SafeString
    who: list[SafeString]
    more: int


def part_of(claim: Claim, entry: Entry) -> Part | None:
    """Return who has a part in the entry by this statement; None if nobody has.

    What the archive no longer holds gives nobody a part. Of a serial, its object too may have one:
    a publisher.
    """
    one = claim.property
    if claim.rank == Rank.DEPRECATED or one.symmetric:
        return None
    if claim.object_id == entry.pk and one.role_label:
        return Part(claim.subject, show(one.role_label), one)
    by_object = claim.subject_id == entry.pk and entry.kind == Kind.PUBLICATION
    if by_object and claim.object is not None and one.inverse_role_label:
        return Part(claim.object, show(one.inverse_role_label), one)
    return None


def take_part(part: Part, entry: Entry) -> bool:
    """Tell whether one makes or belongs to the entry by this part, a serial or a body."""
    theme = part.property.inverse_theme
    return part.who.kind in ACTORS and (theme in MAKING or part.property.code in BELONGING)


def who_took_part(claims: Iterable[Claim], event: Entry) -> list[Role]:
    """Return who took part in an event, role by role, the role of most first. Costs no query."""
    linker = Linker(current_language())
    labels: dict[str, SafeString] = {}
    who: dict[str, dict[int, SafeString]] = defaultdict(dict)
    for claim in claims:
        part = part_of(claim, event)
        if part is None or part.who.kind not in AT_EVENTS:
            continue
        labels[part.property.code] = in_words(part.role)
        who[part.property.code].setdefault(part.who.pk, _person(part.who, claim, linker))
    ordered = sorted(who, key=lambda code: (-len(who[code]), code))
    return [
        Role(labels[code], list(who[code].values())[:MOST], max(len(who[code]) - MOST, 0))
        for code in ordered
    ]


def _person(end: End, claim: Claim, linker: Linker) -> SafeString:
    """Return a name with its role in the words of the source, if they say more."""
    if not claim.qualifier:
        return linker(end)
    circumstance = show(claim.qualifier, linker.language)
    mark = f' lang="{escaped(circumstance.language)}"' if circumstance.foreign else ""
    return fill(
        '{} <span class="note"{}>({})</span>', linker(end), SafeString(mark), circumstance.text
    )
