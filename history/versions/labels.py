"""What entries are called, also those that have been deleted."""

import json
from collections.abc import Iterable
from typing import Final

from entries.languages import Localised
from entries.models import Entry
from history.models import RevisionPart
from history.versions.parts import LABEL

BATCH: Final = 5000
"""Identifiers that one query asks for."""


def labels_of(pids: Iterable[str]) -> dict[str, Localised]:
    """Return names by language of entries as they are called now, or last were, by pid.

    Two queries; one if all of them are there. Who asks may see drafts.
    """
    found: dict[str, Localised] = {}
    ordered = sorted(set(pids))
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        found.update(Entry.objects.filter(pid__in=batch).values_list("pid", "labels"))
        gone = [pid for pid in batch if pid not in found]
        if gone:
            parts = RevisionPart.objects.filter(pid__in=gone, key=LABEL, last=None)
            rows = parts.order_by().values_list("pid", "body")
            found.update((pid, json.loads(body)["labels"]) for pid, body in rows)
    return found
