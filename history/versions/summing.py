"""How much each revision changed, without reading any of them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Case, Q, TextField, When
from django.db.models.functions import MD5

from history.models import RevisionPart
from history.versions.comparing import EDITORS_NOTE, STANDING
from history.versions.parts import HEAD, LABEL

KEYED_BY_CONTENT: Final = frozenset({"name", "citation"})
"""Sorts whose key changes with what a row says: one that goes and one that comes are a change."""

At = tuple[str, int]
"""The pid and the number of a revision."""
Bodies = dict[str, str]


@dataclass(slots=True)
class Summary:
    """What one revision did to the one before it, counted by the sort of part."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    texts: list[tuple[str, str]] = field(default_factory=list)
    """Role and language of the texts that differ; they are not among those counted."""
    fields: list[str] = field(default_factory=list)
    """Names of the columns that differ."""
    is_first: bool = False
    """The first revision has nothing before it: nothing is counted."""


def summaries(revisions: Iterable[At]) -> dict[At, Summary]:
    """Return what each of these revisions changed (one query, which reads only what changed).

    Rows that only stand in another place are not counted.
    """
    asked = set(revisions)
    found = {at: Summary(is_first=at[1] == 1) for at in asked}
    later = {at for at in asked if at[1] > 1}
    if later:
        begun, ended = _read(later)
        for at in later:
            _sum_up(found[at], ended[at], begun[at])
    return found


def _read(asked: set[At]) -> tuple[defaultdict[At, Bodies], defaultdict[At, Bodies]]:
    """Return the parts that begin with each revision, and those that ended before it.

    Of all but the head it is enough to know whether they are the same.
    """
    begun: defaultdict[At, Bodies] = defaultdict(dict)
    ended: defaultdict[At, Bodies] = defaultdict(dict)
    body = Case(When(key=HEAD, then="body"), default=MD5("body"), output_field=TextField())
    rows = RevisionPart.objects.filter(_begin_or_end(asked)).exclude(key=LABEL).order_by()
    for pid, key, first, last, text in rows.values_list("pid", "key", "first", "last", body):
        if (pid, first) in asked:
            begun[pid, first][key] = text
        if last is not None and (pid, last + 1) in asked:
            ended[pid, last + 1][key] = text
    return begun, ended


def _begin_or_end(asked: set[At]) -> Q:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for pid, number in sorted(asked):
        numbers[pid].append(number)
    wanted = Q()
    for pid, several in numbers.items():
        wanted |= Q(pid=pid, first__in=several)
        wanted |= Q(pid=pid, last__in=[number - 1 for number in several])
    return wanted


def _sum_up(summary: Summary, went: Bodies, came: Bodies) -> None:
    gone, new = _by_sort(went.keys() - came.keys()), _by_sort(came.keys() - went.keys())
    for key in went.keys() & came.keys():
        if went[key] != came[key]:
            _note_change(summary, key, went[key], came[key])
    for sort in {*gone, *new}:
        if sort == "text":
            summary.texts += [_text(key) for key in (*gone[sort], *new[sort])]
            continue
        removed, added = len(gone[sort]), len(new[sort])
        both = min(removed, added) if sort in KEYED_BY_CONTENT else 0
        summary.changed[sort] += both
        summary.removed[sort] += removed - both
        summary.added[sort] += added - both
    summary.texts.sort()


def _note_change(summary: Summary, key: str, before: str, after: str) -> None:
    sort = key.partition(":")[0]
    if sort == HEAD:
        summary.fields += _changed_columns(json.loads(before), json.loads(after))
    elif sort == "text":
        summary.texts.append(_text(key))
    else:
        summary.changed[sort] += 1


def _by_sort(keys: Iterable[str]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        found[key.partition(":")[0]].append(key)
    return found


def _text(key: str) -> tuple[str, str]:
    _sort, role, language = key.split(":")
    return role, language


def _changed_columns(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Yield the names of the columns that differ; how the entry stands, its action tells."""
    one, other = before.pop("fields", {}), after.pop("fields", {})
    for was, will in ((one, other), (before, after)):
        for name in dict.fromkeys([*was, *will]):
            if was.get(name) != will.get(name) and name not in STANDING:
                yield name


__all__ = ["EDITORS_NOTE", "At", "Summary", "summaries"]
