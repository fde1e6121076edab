"""Which entries a name that is being typed may already be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from django.utils.translation import gettext as _

from dates import HistoricalDate
from entries.choices import Status
from entries.lookup import find_entries
from entries.models import Entry, Name
from writing import typed_skeletons

SHORTEST: Final = 3
"""Letters of a key: shorter ones are the same for too many."""
LONG_ENOUGH: Final = 5
"""Letters of a text of which it makes sense to look for similar names."""
MOST: Final = 6
MOST_WORDS: Final = 4
"""Words of a name of which every order is looked for."""
LOOKED_AT: Final = 40
NEAR: Final = 2
"""Years that two records of one life may differ."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An entry that may be meant, and how its years agree with those that were typed."""

    entry: Entry
    same_name: bool
    near: bool | None
    """None where one of the two has no years."""

    @property
    def reason(self) -> str:
        """Why it is shown, for the editor."""
        said = _("the same name") if self.same_name else _("a similar name")
        if self.near is not None:
            said += ", " + (_("near years") if self.near else _("other years"))
        return said


def alike(
    text: str, kind: str, date: HistoricalDate | None = None, leave_out: int | None = None
) -> list[Alike]:
    """Return entries of `kind`, drafts included, with a name like `text`, the likeliest first.

    Compared by the key that a name has in every script, so Троцкий finds Trotsky, and in any order
    of words with or without a patronymic, as catalogues have names. At most `MOST`, for a handful
    of queries.
    """
    keys = [key for key in typed_skeletons(text) if len(key) >= SHORTEST]
    if not keys:
        return []
    names = Name.objects.filter(entry__kind=kind).order_by("entry_id", "pk")
    orders = {order for key in keys for order in _orders(key)}
    same = names.filter(skeleton__in=orders).values_list("entry_id", "skeleton")[:LOOKED_AT]
    found = find_entries(text, [kind], LOOKED_AT) if len(text) >= LONG_ENOUGH else []
    similar = names.filter(entry__in=found).values_list("entry_id", "skeleton")
    likeness = _likeness([*same, *similar], keys)
    entries = Entry.objects.exclude(status=Status.MERGED).exclude(pk=leave_out or 0)
    rows = entries.in_bulk(list(likeness)).values()
    judged = [Alike(row, likeness[row.pk], _near(row, date)) for row in rows]
    likely = [one for one in judged if one.same_name or one.near is not False]
    likely.sort(key=_order)
    return likely[:MOST]


def _orders(key: str) -> set[str]:
    """Return a key, and what its words are in other orders and without some of them."""
    words = key.split()[:MOST_WORDS]
    sizes = range(2, len(words) + 1)
    return {key, *(" ".join(some) for size in sizes for some in permutations(words, size))}


def _likeness(names: Iterable[tuple[int, str]], keys: Sequence[str]) -> dict[int, bool]:
    """Return the entries with a name like that of one of these keys, and whether it is the same.

    The same are names of the same words in any order; alike are those that share the longest, or
    have two words or more and none that was not typed.
    """
    typed = [set(key.split()) for key in keys]
    longest = {max(key.split(), key=len) for key in keys}
    telling = {word for word in longest if len(word) > SHORTEST}
    found: dict[int, bool] = {}
    for entry, key in names:
        words = set(key.split())
        if key in keys or words in typed:
            found[entry] = True
        elif words & telling or (len(words) > 1 and any(words < one for one in typed)):
            found.setdefault(entry, False)
    return found


def _order(one: Alike) -> tuple[bool, int, str]:
    nearness = {True: 0, None: 1, False: 2}[one.near]
    return (not one.same_name, nearness, one.entry.pid)


def _near(entry: Entry, date: HistoricalDate | None) -> bool | None:
    """Tell whether the years of an entry begin or end about when a date does."""
    if date is None or entry.span is None:
        return None
    first, second = date.years(), entry.span.years()
    if not first or not second:
        return None
    ends = (second[0], second[-1])
    return any(abs(one - other) <= NEAR for one in (first[0], first[-1]) for other in ends)
