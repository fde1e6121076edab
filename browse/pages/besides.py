"""What the page of one kind of entry has besides statements: pictures of time, roles, a map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from browse.pages.bars import Bars, names_over_time, people_over_time
from browse.pages.claims import Claim, fetch_claims
from browse.pages.locator import Locator, locate
from browse.pages.roles import BELONGING, MAKING, Role, who_took_part
from browse.pages.sequence import OBJECT_IS_LATER, add_siblings, sequence_of
from browse.pages.sequence import Sequence as Order
from browse.pages.statements import Fetched
from entries.choices import Kind
from entries.models import Entry, Name, Property, Statement

WITH_PEOPLE: Final[dict[str, Promise]] = {
    Kind.PUBLICATION: _("Editors and contributors"),
    Kind.ORGANISATION: _("Members and offices"),
}
"""Kinds in which one has a part for a time, and what its picture is called."""
MOST: Final = 500
"""Statements that are read for the roles of an entry whose statements fill several pages."""


@dataclass(frozen=True, slots=True)
class Besides:
    """All of it; what an entry has not is empty."""

    bars: Bars | None = None
    heading: str | Promise = ""
    """Of the bars."""
    roles: list[Role] = field(default_factory=list)
    order: Order | None = None
    locator: Locator | None = None


def tell(entry: Any, fetched: Fetched, names: Sequence[Name]) -> Besides:
    """Return what an entry of its own kind has besides, on its first page.

    Of most kinds no query, for an event that is part of another two, for a place one; four more
    where statements fill several pages, so that no part is missing for standing on a later one.
    """
    if fetched.number > 1:
        return Besides()
    claims = _with_roles(entry) if fetched.has_next else fetched.statements
    found = of_statements(entry, claims, names, on_other_pages=fetched.has_next)
    if entry.kind == Kind.EVENT and found.order is not None:
        add_siblings(found.order, entry)
    if entry.kind == Kind.PLACE and (locator := locate(entry)) is not None:
        return Besides(found.bars, found.heading, found.roles, found.order, locator)
    return found


def of_statements(
    entry: Entry, claims: Iterable[Claim], names: Iterable[Name], *, on_other_pages: bool = False
) -> Besides:
    """Return what follows from statements and names alone: no query."""
    known = list(claims)
    bars: Bars | None = None
    heading: str | Promise = ""
    if entry.kind in WITH_PEOPLE:
        bars = people_over_time(known, entry, on_other_pages=on_other_pages)
        heading = WITH_PEOPLE[entry.kind]
    elif entry.kind == Kind.PLACE:
        bars, heading = names_over_time(names), _("Names over time")
    roles = who_took_part(known, entry) if entry.kind == Kind.EVENT else []
    return Besides(bars, heading, roles, sequence_of(known, entry))


def _with_roles(entry: Entry) -> list[Claim]:
    """Return the statements that give somebody a part in the entry or say what came before.

    Four queries; of very many the earliest.
    """
    properties = [one.pk for one in Property.objects.all() if _matters(one, entry.kind)]
    rows = Statement.objects.public().filter(Q(subject=entry) | Q(object=entry))
    return fetch_claims(rows.filter(property__in=properties).in_order_of(entry)[:MOST])


def _matters(one: Property, kind: str) -> bool:
    """Tell whether statements of a property may give a part in an entry of this kind."""
    if one.code in OBJECT_IS_LATER:
        return True
    if kind in WITH_PEOPLE:
        return one.inverse_theme in MAKING or one.code in BELONGING
    return kind == Kind.EVENT and bool(one.role_label)
