"""Who had a part in an event, on a board or in a text: the statements that say so.

To oppose a party is no part in it, nor to be its prisoner or to write about it. Which statements
give a part is told by the vocabulary: by the theme and the noun of a property where editors may
add more of the same, and by its code where a theme holds both, as that of politics does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import F, Q, QuerySet

from browse.pages.claims import as_text
from browse.pages.roles import BELONGING, MAKING
from entries.choices import Kind
from entries.languages import Shown, show
from entries.models import Property, Statement
from entries.querysets import StatementQuerySet

OCCASIONS: Final = (Kind.EVENT, Kind.ORGANISATION, Kind.PUBLICATION, Kind.ISSUE, Kind.WORK)
IN_BODIES: Final = BELONGING | {"studied-at", "signed", "issued"}
"""Properties of other themes than those of offices and of making by which one has a part."""
AT_EVENTS: Final = IN_BODIES | {
    *("delegate-at", "participated-in", "organised"),
    *("arrested", "charged-with", "sentenced", "killed-in"),
}
"""Likewise at events, of which one may be a part against one's will."""
AGAINST: Final = frozenset(
    {"opposed", "criticised", "rival-of", "removed", "attacked", "suppressed", "watched", "killed"}
)
"""What is done against others gives no part in the event in whose course it is done."""
WITH_MAKERS: Final = (Kind.PUBLICATION, Kind.ISSUE)
"""Kinds of which a publisher or printer, the object of their statements, has a part."""


class Found(NamedTuple):
    """That a statement gives a person a part in an occasion; all by their keys."""

    occasion: int
    person: int
    statement: int
    property: int
    uid: str
    date: str | None
    """As EDTF, in its own `calendar`."""
    calendar: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which statements give parts, with the ends of both."""

    rows: StatementQuerySet
    person: str
    occasion: str

    def of(self, person: int) -> StatementQuerySet:
        """Return the statements that give this person a part."""
        return self.rows.filter(**{self.person: person})

    def at(self, occasions: Iterable[int]) -> StatementQuerySet:
        """Return the statements that give anybody a part in these occasions."""
        return self.rows.filter(**{f"{self.occasion}__in": list(occasions)})

    def parts(self, rows: StatementQuerySet) -> QuerySet[Statement, tuple[int, int, int]]:
        """Return of some of its statements occasion, person and key of the property."""
        return rows.values_list(f"{self.occasion}_id", f"{self.person}_id", "property_id")

    def columns(self, rows: StatementQuerySet) -> Any:
        """Return of some of its statements the columns of `Found`: as a query that others can join.

        Occasion, person and statement are called `at`, `who` and `pk` in all of them.
        """
        named = rows.annotate(
            at=F(f"{self.occasion}_id"), who=F(f"{self.person}_id"), edtf=as_text("date")
        )
        return named.values_list(
            *("at", "who", "pk", "property_id", "uid", "edtf", "date_calendar")
        )

    @property
    def as_object(self) -> bool:
        """Whether the person is the object."""
        return self.person == "object"


def ways_to(kinds: Iterable[str], properties: Mapping[int, Property]) -> list[Way]:
    """Return how persons come to have a part in occasions of these kinds.

    By what is said of both; and in the course of an event by all that one does or undergoes, unless
    it is done against others, and by what is said both ways. What another does to one gives no
    part. Costs no query; the statements are public, and held with.
    """
    rows = Statement.objects.public().standing().order_by()
    wanted = set(kinds)
    events, others = wanted & {Kind.EVENT.value}, wanted - {Kind.EVENT.value}
    parts = Q(object__kind__in=events, property__in=_giving(properties, AT_EVENTS))
    parts |= Q(object__kind__in=others, property__in=_giving(properties, IN_BODIES))
    made = Q(
        subject__kind__in=wanted & {kind.value for kind in WITH_MAKERS},
        property__in=[pk for pk, one in properties.items() if _is_maker(one)],
    )
    ways = [
        Way(rows.filter(parts, subject__kind=Kind.PERSON), "subject", "object"),
        Way(rows.filter(made, object__kind=Kind.PERSON), "object", "subject"),
    ]
    if events:
        against = [pk for pk, one in properties.items() if one.code in AGAINST]
        during = rows.filter(event__isnull=False).exclude(property__in=against)
        both = during.filter(property__in=[pk for pk, one in properties.items() if one.symmetric])
        ways += [
            Way(during.filter(subject__kind=Kind.PERSON), "subject", "event"),
            Way(both.filter(object__kind=Kind.PERSON), "object", "event"),
        ]
    return ways


def role_of(one: Property, as_object: bool) -> Shown:
    """Return as what a property gives somebody a part: a noun if it has one, else its label."""
    if as_object:
        noun = one.inverse_role_label or (one.role_label if one.symmetric else {})
        return show(noun or one.inverse_label or one.label)
    return show(one.role_label or one.label)


def _giving(properties: Mapping[int, Property], codes: frozenset[str]) -> list[int]:
    """Return the properties that give their subject a part in their object."""
    return [
        pk
        for pk, one in properties.items()
        if one.code in codes
        or (one.inverse_theme in MAKING and one.role_label and not one.symmetric)
    ]


def _is_maker(one: Property) -> bool:
    """Tell whether a property gives its object a part in its subject, a serial or an issue."""
    return one.theme in MAKING and bool(one.inverse_role_label) and not one.symmetric
