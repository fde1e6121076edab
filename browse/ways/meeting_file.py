"""Who appears with whom as a file: a line for two persons and an occasion, with what says so."""

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from typing import Final

from browse.addresses import absolute
from browse.pages.claims import End, fetch_ends
from browse.ways.occasions import Found, Way, ways_to
from entries.languages import show
from entries.models import Property
from interop.taking.tables import Row, write_csv
from search.follower import batched

COLUMNS: Final = (
    *("person", "person_name", "other", "other_name", "through", "through_name", "kind"),
    *("person_roles", "person_statements", "person_dates", "person_calendars"),
    *("other_roles", "other_statements", "other_dates", "other_calendars"),
)
BETWEEN: Final = "; "
"""Stands between the statements of one person, in four columns alike."""
AT_ONCE: Final = 500
"""Occasions of one person that are asked about in one query."""


def meetings_csv(kinds: Sequence[str], persons: Sequence[int] | None = None) -> Iterator[str]:
    """Yield who appears with whom, where and as what; with `persons` only pairs with one of them.

    One occasion is in memory at a time, and of persons that are named the keys of theirs.
    Identifiers are full addresses to cite. Of several statements about one person and one occasion
    roles (codes of properties), anchors, dates (EDTF, empty for none) and their calendars stand in
    the same order.
    """
    return write_csv(COLUMNS, _lines(kinds, persons))


def _lines(kinds: Sequence[str], persons: Sequence[int] | None) -> Iterator[Row]:
    properties = Property.objects.in_bulk()
    codes = {pk: one.code for pk, one in properties.items()}
    ways = ways_to(kinds, properties)
    if persons is None:
        yield from _together(_sorted(ways, None), codes, None)
        return
    for person in persons:
        own = {at for way in ways for at, _who, _what in way.parts(way.of(person)).iterator()}
        for some in batched(sorted(own), AT_ONCE):
            yield from _together(_sorted(ways, some), codes, person)


def _sorted(ways: Sequence[Way], occasions: Sequence[int] | None) -> Iterator[Found]:
    """Yield who has a part, occasion by occasion and person by person."""
    first, *others = [
        way.columns(way.rows if occasions is None else way.at(occasions)) for way in ways
    ]
    found = first.union(*others).order_by("at", "who", "pk")
    yield from map(Found._make, found.iterator(chunk_size=2000))


def _together(rows: Iterator[Found], codes: dict[int, str], person: int | None) -> Iterator[Row]:
    """Yield a line for each two persons of an occasion, or for each with the one asked about."""
    for occasion, of_occasion in groupby(rows, key=lambda row: row.occasion):
        parts = {
            who: _told(some, codes) for who, some in groupby(of_occasion, lambda row: row.person)
        }
        if len(parts) < 2:
            continue
        ends = fetch_ends([occasion, *parts])
        place = ends.get(occasion)
        if place is None:
            continue
        known = [who for who in parts if who in ends]
        pairs = (
            combinations(known, 2)
            if person is None
            else ((person, who) for who in known if who != person and person in ends)
        )
        for one, other in pairs:
            yield (
                *(*_named(ends[one]), *_named(ends[other]), *_named(place), place.kind),
                *(*parts[one], *parts[other]),
            )


def _told(rows: Iterator[Found], codes: dict[int, str]) -> tuple[str, str, str, str]:
    """Return roles, anchors, dates and calendars of the statements about one person."""
    told = [
        (codes[row.property], row.uid, row.date or "", row.calendar if row.date else "")
        for row in rows
    ]
    roles, uids, dates, calendars = map(BETWEEN.join, zip(*told, strict=True))
    return roles, uids, dates, calendars


def _named(end: End) -> tuple[str, str]:
    return absolute(f"/id/{end.pid}"), show(end.labels).text
