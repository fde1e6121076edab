"""By which properties a network can be narrowed: those that join entries of its result set."""

from collections.abc import Iterable
from dataclasses import dataclass

from browse.networks.choosing import Members
from entries.choices import Kind
from entries.languages import Shown, current_language, show
from entries.models import Property
from search.connections import connected_by, count_pairs
from writing import sort_key


@dataclass(frozen=True, slots=True)
class Option:
    """A property by which the network may be narrowed.

    `pairs` are the entries of the result set that it joins, two and two; None where the set is too
    large to count them.
    """

    code: str
    label: Shown
    pairs: int | None
    chosen: bool


def options_of(members: Members, chosen: str) -> list[Option]:
    """Return the properties of all that may be drawn, by label, whichever is chosen: one query.

    Of a set too large to count they are those whose kinds of entry are in it, and that join
    somebody in it to somebody, who may not be. What is chosen is always among them.
    """
    rows = Property.objects.order_by().values_list("code", "label", "subject_kinds", "object_kinds")
    known = {code: (label, subjects, objects) for code, label, subjects, objects in rows}
    pairs = count_pairs(members.found, known, *members.conditions)
    if pairs is None:
        likely = [code for code, row in known.items() if _may_join(members.kinds, *row[1:])]
        codes = connected_by(members.found, likely, *members.conditions)
    else:
        codes = set(pairs)
    language = current_language()
    options = [
        Option(
            code,
            show(row[0], language),
            None if pairs is None else pairs.get(code, 0),
            code == chosen,
        )
        for code, row in known.items()
        if code in codes or code == chosen
    ]
    return sorted(options, key=lambda one: (sort_key(one.label.text, language), one.code))


def _may_join(kinds: Iterable[str], subjects: list[str], objects: list[str]) -> bool:
    """Tell whether statements of these kinds of ends can join two entries of the kinds given.

    A property without kinds is said of any; and whatever is said may belong to an event.
    """
    have = set(kinds)
    begins = not subjects or have & set(subjects)
    ends = not objects or have & {*objects, Kind.EVENT.value}
    return bool(begins and ends)
