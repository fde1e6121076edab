"""Co-occurrence: who appears with whom at events and on boards.

Two persons appear together where statements give both a part in one event, organisation, serial,
issue or work. What brings them together is told; that they met is not said by it.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString

from browse.looks import join_address
from browse.markup import fill
from browse.pages.claims import End, fetch_ends
from browse.ways.chosen import Choice, choose
from browse.ways.named import read_named
from browse.ways.occasions import OCCASIONS, role_of, ways_to
from browse.words import in_words, link
from entries.choices import Kind
from entries.models import Property

MOST_ROWS: Final = 200
MOST_READ: Final = 20_000
"""Statements read for one page."""
MOST_OCCASIONS: Final = 5_000
"""Occasions of one person that are looked at."""
MOST_SHOWN: Final = 6

Roles = dict[tuple[int, bool], None]
"""Each role once: the key of a property, and whether one is its object."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Somebody who appears with the person asked about, and where, and as what."""

    person: SafeString
    count: int
    occasions: list[SafeString]
    more: int


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """All that the template is given."""

    choice: Choice
    rows: list[Meeting]
    more: int
    complete: bool
    kinds: list[tuple[str, str, bool]]
    asked: bool
    data_url: str
    """The file of the whole archive."""
    own_data_url: str
    """The file of those who appear with the person; empty without one."""


def asked_kinds(params: QueryDict) -> list[str]:
    """Return the kinds of occasion that `through` names; all of them if it names none."""
    named = [kind.value for kind in OCCASIONS if kind in params.getlist("through")]
    return named or [kind.value for kind in OCCASIONS]


def asked_person(params: QueryDict) -> list[int] | None:
    """Return the key of the person that `with` names; none if it names nobody, None without it.

    Read as the page reads it: what was merged is its survivor. Queries of `read_named`.
    """
    if not any(text.strip() for text in params.getlist("with")):
        return None
    return [entry.pk for entry in read_named(params, 1, (Kind.PERSON.value,)).entries]


def build_meetings(params: QueryDict, data_path: str) -> MeetingPage:
    """Return the page for the person that `with` names: a fixed number of queries.

    `data_path` is where the files are.
    """
    kinds = asked_kinds(params)
    extra = [] if len(kinds) == len(OCCASIONS) else [("through", kind) for kind in kinds]
    choice = choose(params, 1, extra, (Kind.PERSON.value,))
    rows: list[Meeting] = []
    more, complete = 0, True
    if choice.chosen:
        rows, more, complete = _meetings(choice.chosen[0].entry, kinds)
    query = urlencode(extra)
    return MeetingPage(
        choice=choice,
        rows=rows,
        more=more,
        complete=complete,
        kinds=[(kind.value, str(Kind(kind).label), kind in kinds) for kind in OCCASIONS],
        asked=bool(choice.chosen),
        data_url=join_address(data_path, query),
        own_data_url=data_path + choice.tail if choice.chosen else "",
    )


def _meetings(person: End, kinds: list[str]) -> tuple[list[Meeting], int, bool]:
    """Return who appears with a person, how many are not listed, and whether all was read."""
    properties = Property.objects.in_bulk()
    ways = ways_to(kinds, properties)
    own = {at for way in ways for at, _who, _what in way.parts(way.of(person.pk))[:MOST_READ]}
    looked_at = sorted(own)[:MOST_OCCASIONS]
    complete = len(looked_at) == len(own)
    found: dict[int, dict[int, Roles]] = defaultdict(lambda: defaultdict(dict))
    for way in ways:
        read = list(way.parts(way.at(looked_at))[: MOST_READ + 1])
        complete &= len(read) <= MOST_READ
        for at, who, what in read:
            if who != person.pk:
                found[who][at][what, way.as_object] = None
    ordered = sorted(found, key=lambda pk: (-len(found[pk]), pk))
    listed = ordered[:MOST_ROWS]
    shown = {pk: sorted(found[pk])[:MOST_SHOWN] for pk in listed}
    ends = fetch_ends({*listed, *(at for some in shown.values() for at in some)})
    met = [
        Meeting(
            link(ends[pk]),
            len(found[pk]),
            [_told(ends[at], found[pk][at], properties) for at in shown[pk]],
            len(found[pk]) - len(shown[pk]),
        )
        for pk in listed
    ]
    return met, len(ordered) - len(listed), complete


def _told(occasion: End, roles: Roles, properties: dict[int, Property]) -> SafeString:
    """Return an occasion with the roles that somebody had there, each once."""
    words = dict.fromkeys(in_words(role_of(properties[what], by)) for what, by in roles)
    named = SafeString(", ".join(words))
    return fill('{} <span class="note">({})</span>', link(occasion), named)
