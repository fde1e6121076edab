"""Which entries a name that is being typed may already be."""

from dataclasses import dataclass
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

    Compared by the key that a name has in every script, so Троцкий finds Trotsky. At most `MOST`,
    for a handful of queries.
    """
    keys = [key for key in typed_skeletons(text) if len(key) >= SHORTEST]
    if not keys:
        return []
    same = set(
        Name.objects.filter(skeleton__in=keys, entry__kind=kind)
        .order_by("entry_id")
        .values_list("entry_id", flat=True)[:LOOKED_AT]
    )
    similar = find_entries(text, [kind], LOOKED_AT) if len(text) >= LONG_ENOUGH else []
    found = Entry.objects.exclude(status=Status.MERGED).exclude(pk=leave_out or 0)
    rows = found.in_bulk([*same, *similar])
    judged = [Alike(row, row.pk in same, _near(row, date)) for row in rows.values()]
    likely = [one for one in judged if one.same_name or one.near is not False]
    likely.sort(key=_order)
    return likely[:MOST]


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
