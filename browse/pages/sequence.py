"""What came before an entry and what after: predecessors and successors, causes and results."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from browse.markup import fill
from browse.pages.claims import Claim
from browse.pages.sentences import Teller
from browse.words import link, when
from entries.choices import Kind, Rank
from entries.models import Entry
from events.models import Event

KINDS: Final = frozenset({Kind.PUBLICATION, Kind.ORGANISATION, Kind.EVENT, Kind.PLACE})
"""Kinds of which it is told: a person's predecessor is one of an office."""
OBJECT_IS_LATER: Final = {"continued-by": True, "became": True, "led-to": True, "succeeded": False}
"""Properties that lead from one thing to the next, and whether their object is that next one."""
MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Sequence:
    """Sentences of what was before and of what came after, each with its date."""

    before: list[SafeString]
    after: list[SafeString]

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.before or self.after)


def sequence_of(claims: Iterable[Claim], entry: Entry) -> Sequence:
    """Return what statements say of before and after. Costs no query."""
    found = Sequence([], [])
    if entry.kind not in KINDS:
        return found
    teller = Teller(entry.pk)
    for claim in claims:
        object_is_later = OBJECT_IS_LATER.get(claim.property.code)
        if object_is_later is None or claim.object is None or claim.rank == Rank.DEPRECATED:
            continue
        if entry.pk not in {claim.subject_id, claim.object_id}:
            continue
        is_after = object_is_later == (claim.subject_id == entry.pk)
        side = found.after if is_after else found.before
        if len(side) < MOST:
            side.append(_dated(teller.tell(claim), teller.when(claim.date)))
    return found


def add_siblings(found: Sequence, event: Any) -> None:
    """Add the parts of the same larger event just before and after this one: two queries.

    None for an event that is part of none, or has no day to go by.
    """
    first = event.date.earliest if event.date is not None else None
    if event.part_of is None or not event.part_of.is_public or first is None:
        return
    siblings = Event.objects.published().filter(part_of=event.part_of)
    same_day = Q(date_earliest=first)
    earlier = siblings.filter(Q(date_earliest__lt=first) | same_day & Q(pk__lt=event.pk))
    later = siblings.filter(Q(date_earliest__gt=first) | same_day & Q(pk__gt=event.pk))
    for side, nearest in (
        (found.before, earlier.order_by("-date_earliest", "-pk").first()),
        (found.after, later.order_by("date_earliest", "pk").first()),
    ):
        if nearest is not None:
            within = _("{event}, another part of {whole}")
            words = fill(within, event=link(nearest), whole=link(event.part_of))
            side.append(_dated(words, when(nearest.date)))


def _dated(words: SafeString, date: SafeString) -> SafeString:
    return fill('{} <span class="note">{}</span>', words, date) if date else words
