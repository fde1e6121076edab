"""The names of the parties, united: duplicates folded, one preferred name in each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from entries.choices import NameType
from entries.models import Entry, Name
from history.merging.choices import LEFT_OUT

GENERAL: Final = frozenset({NameType.PREFERRED, NameType.VARIANT})
"""Types that say nothing of how a name was used: beside a more telling one they give way."""


@dataclass(frozen=True, slots=True)
class UnitedName:
    """One name of the result: the row it comes from, and those that say the same."""

    name: Name
    party: int
    """Key of the entry at which the row stands."""
    type: str
    """Its type at the survivor; LEFT_OUT if the survivor does not get it."""
    same: list[Name]

    @property
    def is_left_out(self) -> bool:
        """Whether the editor does not want it."""
        return self.type == LEFT_OUT


def unite_names(parties: Sequence[Entry], choices: Mapping[int, str]) -> list[UnitedName]:
    """Return the names of the result, those of the survivor (the first party) before the others'.

    A name that is left out by choice is among them. Names must have been fetched.
    """
    groups: list[list[Name]] = []
    for party in parties:
        for name in party.names.all():
            group = next((one for one in groups if _same(one[0], name)), None)
            if group is None:
                groups.append([name])
            else:
                group.append(name)
    taken: set[str] = _chosen_preferred(groups, choices)
    united = []
    for group in groups:
        kept = group[0]
        wanted = choices.get(kept.pk) or _default_type(group, taken)
        united.append(UnitedName(kept, kept.entry_id, wanted, group[1:]))
    return united


def _same(one: Name, other: Name) -> bool:
    """Tell whether two names of different entries say the same, so that one row will do."""
    return (
        one.entry_id != other.entry_id
        and (one.text, one.language) == (other.text, other.language)
        and (one.type == other.type or bool({one.type, other.type} & GENERAL))
        and (one.date == other.date or one.date is None or other.date is None)
    )


def _chosen_preferred(groups: list[list[Name]], choices: Mapping[int, str]) -> set[str]:
    """Return the languages for which the editor chose the preferred name."""
    return {group[0].language for group in groups if choices.get(group[0].pk) == NameType.PREFERRED}


def _default_type(group: list[Name], taken: set[str]) -> str:
    """Return the type of a name about which nothing was decided.

    The first that is preferred in its language stays so. `taken` holds the languages that have
    one, and grows.
    """
    language = group[0].language
    types = [name.type for name in group]
    if NameType.PREFERRED in types and language not in taken:
        taken.add(language)
        return NameType.PREFERRED
    telling = [one for one in types if one not in GENERAL]
    return telling[0] if telling else NameType.VARIANT


def two_preferred(united: Sequence[UnitedName]) -> list[str]:
    """Return the languages in which more than one name would be the preferred one."""
    seen: set[str] = set()
    twice: list[str] = []
    for one in united:
        if one.type == NameType.PREFERRED:
            if one.name.language in seen:
                twice.append(one.name.language)
            seen.add(one.name.language)
    return twice
