"""Which entries may be the same thing: found by the key of a name, weighed by years and numbers."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from django.db.models import Q

from desk.merging.candidates import SHORTEST, years_agree
from desk.models import Pair
from entries.choices import Kind, NameType, Status
from entries.models import Entry, Identifier, Name

Couple = tuple[int, int]

PAIRED: Final = tuple(kind for kind in Kind.values if kind != Kind.ISSUE)
"""Issues of a serial are told apart by number and day, and often share a name."""
MOST_ALIKE: Final = 20
"""A key that more entries share says nothing: a manifesto, a letter."""
READ: Final = 5_000
"""Names that are looked at for one piece of work."""

PREFERRED, OTHER, YEARS, NUMBERS = 6, 4, 3, 8
LEAST: Final = 4
"""Below it a couple is not worth a look."""


def renew_pairs(keys: Collection[int]) -> None:
    """Find anew whom each of these entries may be the same as (seven queries at most).

    What somebody has said of two entries holds, whatever they look like later.
    """
    scores = find_couples(keys)
    touched = Pair.objects.filter(Q(first__in=keys) | Q(second__in=keys), dismissed_at=None)
    stale = [
        pk
        for pk, first, second in touched.values_list("pk", "first_id", "second_id")
        if (first, second) not in scores
    ]
    Pair.objects.filter(pk__in=stale).delete()
    Pair.objects.bulk_create(
        [Pair(first_id=one, second_id=two, **values) for (one, two), values in scores.items()],
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score"],
    )


def find_couples(keys: Collection[int]) -> dict[Couple, dict[str, object]]:
    """Return score and kind of each couple of one of these entries that is likely enough."""
    weights = _alike(keys)
    entries = {
        entry.pk: entry
        for entry in Entry.objects.filter(pk__in={pk for couple in weights for pk in couple})
        if entry.status not in (Status.MERGED, Status.WITHDRAWN)
    }
    numbers = _numbers(entries)
    found: dict[Couple, dict[str, object]] = {}
    for (one, two), weight in weights.items():
        if one not in entries or two not in entries:
            continue
        score = weight + _by_years(entries[one], entries[two])
        if _differ(numbers[one], numbers[two]):
            score -= NUMBERS
        if score >= LEAST:
            found[one, two] = {"score": score, "kind": entries[one].kind}
    return found


def _alike(keys: Collection[int]) -> dict[Couple, int]:
    """Return the couples of one kind that share a key of a name, weighed by their names."""
    own = Name.objects.filter(entry__in=keys, entry__kind__in=PAIRED)
    wanted = {key for key in own.values_list("skeleton", flat=True) if len(key) >= SHORTEST}
    rows = Name.objects.filter(skeleton__in=wanted).order_by("pk")
    bearers: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    values = rows.values_list("skeleton", "entry__kind", "entry_id", "type")
    for key, kind, pk, sort in values[:READ]:
        weight = PREFERRED if sort == NameType.PREFERRED else OTHER
        bearers[key, kind][pk] = max(weight, bearers[key, kind].get(pk, 0))
    weights: dict[Couple, int] = {}
    about = set(keys)
    for (_key, kind), some in bearers.items():
        if kind not in PAIRED or not 1 < len(some) <= MOST_ALIKE:
            continue
        for couple in _couples(some):
            if about.intersection(couple):
                weight = min(some[couple[0]], some[couple[1]])
                weights[couple] = max(weights.get(couple, 0), weight)
    return weights


def _couples(keys: Iterable[int]) -> Iterable[Couple]:
    ordered = sorted(keys)
    return ((one, two) for at, one in enumerate(ordered) for two in ordered[at + 1 :])


def _by_years(one: Entry, two: Entry) -> int:
    agree = years_agree(one, two)
    return 0 if agree is None else YEARS if agree else -YEARS


def _numbers(keys: Collection[int]) -> defaultdict[int, dict[str, str]]:
    """Return the authorities' numbers of each entry."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    rows = Identifier.objects.filter(entry__in=keys)
    for pk, scheme, value in rows.values_list("entry_id", "scheme", "value"):
        found[pk][scheme] = value
    return found


def _differ(one: dict[str, str], two: dict[str, str]) -> bool:
    """Tell whether an authority knows them as two: an identifier belongs to one entry only."""
    return any(scheme in two and two[scheme] != value for scheme, value in one.items())
