"""Keeping what was found in step with the archive, in pieces.

The change log of the search index tells which entries may look different, drafts included. Whoever
opens a list of work brings it up to date first; what is more than a piece goes to a thread, and
until that is done the lists say so. An archive that was never inspected, or not for so long that
the log has been shortened since, is gone through from its first entry to its last.
"""

from collections.abc import Collection
from typing import Final

from django.conf import settings
from django.db import transaction

from desk.models import Finding, Inspection
from desk.worklists.looking import INSPECTED, QUESTIONS
from desk.worklists.pairs import renew_pairs
from desk.worklists.spreading import SPREADING
from entries.models import Entry
from search import background
from search.changelog import head, is_uncommitted, tail
from search.models import Change

PIECE: Final = 200
"""Entries that are inspected at a time."""
READ: Final = 2_000
"""Rows of the log that are read for it: many of them often name the same entry."""


def catch_up() -> int:
    """Inspect what has changed; return how many entries and changes are left to a thread.

    Nothing is written if nothing has changed (three queries).
    """
    if is_uncommitted() or not _is_behind():
        return 0
    if not settings.SEARCH_IN_BACKGROUND:
        inspect_all()
        return 0
    if inspect_some():
        background.start(inspect_some, "inspection")
    return _left()


def inspect_all() -> None:
    """Inspect whatever is left, however long it takes."""
    while inspect_some():
        pass


def start_anew() -> None:
    """Have every entry inspected again."""
    with transaction.atomic():
        row = _row()
        row.position, row.swept = head(), 0
        row.save()


@transaction.atomic
def inspect_some() -> bool:
    """Inspect a piece of what has changed, or of all; tell whether there is more."""
    row = _row()
    if not 0 <= row.position <= head() or tail() > row.position + 1:
        row.position, row.swept = head(), 0
    changes = Change.objects.filter(pk__gt=row.position).order_by("pk")
    rows = list(changes.values_list("pk", "entry_id")[:READ])
    keys: dict[int, None] = {}
    for number, key in rows:
        if len(keys) == PIECE and key not in keys:
            break
        row.position = number
        if key:
            keys[key] = None
    if not keys and row.swept is not None:
        some = Entry.objects.filter(pk__gt=row.swept).order_by("pk")
        keys = dict.fromkeys(some.values_list("pk", flat=True)[:PIECE])
        row.swept = max(keys, default=None)
    inspect(keys)
    row.save()
    return row.swept is not None or row.position < head()


def inspect(keys: Collection[int]) -> None:
    """Find anew what could be better about these entries: some sixty queries, whatever they are."""
    if not keys:
        return
    entries = Entry.objects.filter(status__in=INSPECTED)
    kinds = dict(entries.filter(pk__in=keys).values_list("pk", "kind"))
    found: set[tuple[int, str]] = set()
    for code, ask in QUESTIONS.items():
        about = set(kinds)
        if code in SPREADING:
            about |= _spread(code, keys)
        answer = ask(about)
        others = answer - kinds.keys()
        if others:
            kinds.update(entries.filter(pk__in=others).values_list("pk", "kind"))
        Finding.objects.filter(entry__in=about - answer, code=code).delete()
        found |= {(pk, code) for pk in answer if pk in kinds}
    Finding.objects.filter(entry__in=set(keys) - kinds.keys()).delete()
    Finding.objects.bulk_create(
        [Finding(entry_id=pk, code=code, kind=kinds[pk]) for pk, code in sorted(found)],
        ignore_conflicts=True,
    )
    renew_pairs(keys)


def _spread(code: str, keys: Collection[int]) -> set[int]:
    """Return the entries that stand in a list, perhaps because of how one of these was before."""
    found = Finding.objects.filter(SPREADING[code](keys), code=code)
    return set(found.values_list("entry_id", flat=True))


def _row() -> Inspection:
    """Return the one row, locked."""
    Inspection.objects.get_or_create(pk=1, defaults={"position": head()})
    return Inspection.objects.select_for_update().get(pk=1)


def _is_behind() -> bool:
    row = Inspection.objects.filter(pk=1).first()
    return row is None or row.swept is not None or row.position != head()


def _left() -> int:
    """Return how many changes and entries are to be looked at yet."""
    row = Inspection.objects.filter(pk=1).first()
    if row is None:
        return Entry.objects.count()
    changes = max(head() - row.position, 0)
    if row.swept is None:
        return changes
    return changes + Entry.objects.filter(pk__gt=row.swept).count()
