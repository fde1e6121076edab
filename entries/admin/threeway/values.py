"""The three-way merge of one form's values: pure, on what a browser sends.

Values are kept as a browser sends them: lists of strings by key. A *unit* is the keys that make
sense only together, such as a source and the page in it: somebody who changed one of them has
changed the unit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Values = dict[str, list[str]]
Unit = tuple[str, ...]
Choice = Literal["mine", "theirs", ""]

MINE: Final = "mine"
THEIRS: Final = "theirs"


@dataclass(frozen=True)
class Shape:
    """What a form consists of."""

    units: tuple[Unit, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    """To which field a key belongs."""
    many: frozenset[str] = frozenset()
    """Keys whose values are a set: what each side added and removed is put together."""
    files: frozenset[str] = frozenset()
    """Keys of files: the value is the name of the file."""

    def same(self, one: Mapping[str, list[str]], other: Mapping[str, list[str]]) -> bool:
        """Tell whether nothing differs in any unit."""
        return all(same(one, other, unit) for unit in self.units)


@dataclass(frozen=True)
class Clash:
    """A unit that both sides changed, each differently."""

    unit: Unit
    base: Values | None
    """What it was when the form was opened; None if that is not known."""
    mine: Values
    theirs: Values


@dataclass
class Joined:
    """What comes of merging: the values, what came from the other side, what is open."""

    values: Values
    came: list[Unit] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def join(
    shape: Shape,
    base: Mapping[str, list[str]] | None,
    mine: Mapping[str, list[str]],
    theirs: Mapping[str, list[str]],
    opened: Mapping[str, Values | None] | None = None,
    choices: Mapping[str, Choice] | None = None,
) -> Joined:
    """Merge `mine` and `theirs`, which both come from `base`.

    Where the base is not known (None), all that differs is open.
    `opened` are the units, by their first key, that an earlier merge left open, with what stood
    there before; such a unit stays open until `choices` says whose it is to be. Where nothing is
    chosen, the value in the result is mine.
    """
    opened, choices = opened or {}, choices or {}
    result = Joined({})
    for unit in shape.units:
        name = unit[0]
        chosen = choices.get(name, "") if name in opened else ""
        before = pick(base, unit) if base is not None else None
        own, other = pick(mine, unit), pick(theirs, unit)
        if chosen == THEIRS and before is not None:
            own = before
        if before is not None and same(own, before, unit):
            result.values |= other
            if not same(other, before, unit):
                result.came.append(unit)
        elif same(own, other, unit):
            result.values |= other
        elif before is not None and set(unit) <= shape.many:
            result.values |= {key: unite(before[key], own[key], other[key]) for key in unit}
        else:
            result.values |= own
            unsettled = name in opened and chosen != MINE
            if unsettled or before is None or not same(other, before, unit):
                was = opened[name] if unsettled else before
                result.clashes.append(Clash(unit, was, own, other))
    return result


def pick(values: Mapping[str, list[str]], unit: Unit) -> Values:
    """Return the values of a unit; a key that was not sent has none."""
    return {key: list(values.get(key, [])) for key in unit}


def same(one: Mapping[str, list[str]], other: Mapping[str, list[str]], keys: Iterable[str]) -> bool:
    """Tell whether the values of these keys are the same, however lines are ended."""
    return all(plain(one.get(key, [])) == plain(other.get(key, [])) for key in keys)


def plain(values: Iterable[str]) -> list[str]:
    """Return values so that they can be compared: a box that is empty is one that is not sent."""
    ended = (value.replace("\r\n", "\n").replace("\r", "\n") for value in values)
    return sorted(value for value in ended if value)


def unite(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Return `theirs` without what I removed and with what I added."""
    removed = set(base) - set(mine)
    kept = [one for one in theirs if one not in removed]
    return kept + [one for one in mine if one not in base and one not in kept]
