"""Which entries may be the same as this one, and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entries.choices import NameType, Status
from entries.lookup import find_entries
from entries.models import Entry, Name, Statement
from history.merging.context import Context, contexts

MOST: Final = 20
SHORTEST: Final = 3
"""Letters of a name's key: shorter ones are the same for too many."""
READ: Final = 5000
"""Statements that are looked at for entries to which both are linked."""

NAME, LINKS, YEARS, INDEX = 8, 3, 2, 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be the same, what is known of it, and the reasons, best first."""

    context: Context
    reasons: list[str]
    score: int
    """Higher is more likely; the numbers mean nothing beside one another's order."""


def candidates(entry: Entry, limit: int = MOST) -> list[Candidate]:
    """Return entries of the same kind that may be the same as `entry`, most likely first.

    Looked for by the key that a name has in every script, and by the search index, drafts
    included. A fixed number of queries.
    """
    alike = _alike_by_name(entry)
    found = list(dict.fromkeys([*alike, *_found_by_index(entry)]))
    possible = Entry.objects.filter(pk__in=found[: 5 * limit], kind=entry.kind)
    rows = list(possible.exclude(status=Status.MERGED).exclude(pk=entry.pk))
    linked = _linked_alike(entry, [row.pk for row in rows])
    judged = []
    for context in contexts(rows):
        names = alike.get(context.entry.pk, [])
        judged.append(_judge(entry, context, names, linked[context.entry.pk]))
    judged.sort(key=lambda one: (-one.score, one.context.entry.pid))
    return judged[:limit]


def _alike_by_name(entry: Entry) -> dict[int, list[str]]:
    """Return entries with a name that has the same key as one of ours, and those names."""
    keys = {name.skeleton for name in entry.names.all() if len(name.skeleton) >= SHORTEST}
    names = Name.objects.filter(skeleton__in=keys, entry__kind=entry.kind).exclude(entry=entry.pk)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for pk, text in names.order_by("entry_id", "pk").values_list("entry_id", "text")[:READ]:
        if text not in found[pk]:
            found[pk].append(text)
    return dict(found)


def _found_by_index(entry: Entry) -> list[int]:
    """Return what the index finds for the preferred names."""
    preferred = [one.text for one in entry.names.all() if one.type == NameType.PREFERRED]
    return [pk for text in preferred[:3] for pk in find_entries(text, [entry.kind], MOST)]


def _linked_alike(entry: Entry, keys: list[int]) -> defaultdict[int, int]:
    """Return with how many entries, to which `entry` is linked, each of these is linked as well."""
    own = {pk for row in _ends([entry.pk]) for pk in row}
    both: defaultdict[int, set[int]] = defaultdict(set)
    wanted = set(keys)
    for subject, other in _ends(keys):
        for one, end in ((subject, other), (other, subject)):
            if one in wanted and end in own and end not in {one, entry.pk}:
                both[one].add(end)
    return defaultdict(int, {pk: len(ends) for pk, ends in both.items()})


def _ends(keys: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Return subject and object of statements about entries."""
    keys = list(keys)
    rows = Statement.objects.filter(Q(subject__in=keys) | Q(object__in=keys), object__isnull=False)
    for subject, other in rows.order_by("pk").values_list("subject_id", "object_id")[:READ]:
        if other is not None:
            yield subject, other


def _judge(entry: Entry, context: Context, names: list[str], links: int) -> Candidate:
    """Return the candidate with its reasons."""
    reasons = []
    score = 0
    if names:
        score += NAME
        reasons.append(_("the same name: %(names)s") % {"names": ", ".join(names[:3])})
    else:
        score += INDEX
        reasons.append(_("found by name"))
    years = years_agree(entry, context.entry)
    if years is True:
        score += YEARS
        reasons.append(_("the same years: %(years)s") % {"years": context.years})
    elif years is False:
        score -= YEARS
        reasons.append(_("other years: %(years)s") % {"years": context.years})
    if links:
        score += min(links, LINKS)
        message = ngettext(
            "linked to %(count)d entry to which this one is linked too",
            "linked to %(count)d entries to which this one is linked too",
            links,
        )
        reasons.append(message % {"count": links})
    return Candidate(context, reasons, score)


def years_agree(one: Entry, other: Entry) -> bool | None:
    """Tell whether the years that both have lie near one another; None if either has none.

    Sources are often a year apart, not least between the calendars.
    """
    if one.span is None or other.span is None:
        return None
    first, second = one.span.years(), other.span.years()
    if not first or not second:
        return None
    return abs(first[0] - second[0]) <= 1 or abs(first[-1] - second[-1]) <= 1
