"""Couples of entries that may be the same, and why, for a page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from desk.merging.candidates import SHORTEST, years_agree
from desk.models import Pair
from entries.admin.search import matching_keys
from entries.models import Name

PER_PAGE: Final = 25


@dataclass(frozen=True, slots=True)
class Couple:
    """Two entries, and what speaks for their being one or against it."""

    pair: Pair
    reasons: list[str]


def couples(kinds: Sequence[str], given: dict[str, str], *, apart: bool) -> QuerySet[Pair]:
    """Return the couples of these kinds, narrowed, the likeliest first."""
    rows = Pair.objects.filter(kind__in=kinds, dismissed_at__isnull=not apart)
    if "kind" in given:
        rows = rows.filter(kind=given["kind"])
    if "q" in given:
        keys = matching_keys(given["q"], [given["kind"]] if "kind" in given else [])
        rows = rows.filter(Q(first__in=keys) | Q(second__in=keys))
    return rows.select_related("first", "second", "dismissed_by").order_by("-score", "id")


def show_couples(pairs: Sequence[Pair]) -> list[Couple]:
    """Return the couples with the names that they share (one query)."""
    names = _names({pk for pair in pairs for pk in (pair.first_id, pair.second_id)})
    return [Couple(pair, list(_reasons(pair, names))) for pair in pairs]


def _reasons(pair: Pair, names: dict[int, dict[str, str]]) -> Iterable[str]:
    one, other = names[pair.first_id], names[pair.second_id]
    shared = [
        f"{text} = {other[key]}" if text != other[key] else text
        for key, text in one.items()
        if key in other
    ]
    if shared:
        yield _("the same name: %(names)s") % {"names": ", ".join(shared[:3])}
    agree = years_agree(pair.first, pair.second)
    if agree is not None:
        yield _("the years agree") if agree else _("the years differ")


def _names(keys: Iterable[int]) -> defaultdict[int, dict[str, str]]:
    """Return the names of entries by their keys in every script."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    rows = Name.objects.filter(entry__in=list(keys)).order_by("position", "pk")
    for pk, key, text in rows.values_list("entry_id", "skeleton", "text"):
        if len(key) >= SHORTEST:
            found[pk].setdefault(key, text)
    return found
