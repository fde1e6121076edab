"""Reading revisions back: the desk's record as it was."""

import json
from collections.abc import Sequence

from django.db.models import Q

from entries.models import Entry
from history.models import Revision, RevisionPart
from history.versions.parts import Document, put_together
from records.read import parse_record
from records.schema import EntryRecord


def read_revision(revision: Revision) -> Document:
    """Return the full record of an entry as plain data, as it was stored (one query)."""
    parts = RevisionPart.objects.filter(pid=revision.pid, first__lte=revision.number)
    parts = parts.filter(Q(last=None) | Q(last__gte=revision.number))
    document = put_together(parts.order_by("position", "key").values_list("key", "body"))
    del document["incoming"]
    return document


def record_of_revision(revision: Revision) -> EntryRecord:
    """Return it as a record, to be read back into the archive.

    Raises pydantic's ValidationError if the form of records has changed since in a way that this
    one does not fit.
    """
    return parse_record.validate_json(json.dumps(read_revision(revision)))


def adopt(pks: Sequence[int]) -> set[int]:
    """Give entries that were deleted and are there again the revisions they had; return those.

    Two queries, and two more for each that comes back.
    """
    pids = dict(Entry.objects.filter(pk__in=pks).values_list("pid", "pk"))
    orphans = Revision.objects.filter(entry=None, pid__in=list(pids)).order_by()
    found = set(orphans.values_list("pid", flat=True))
    for pid in found:
        for model in (Revision, RevisionPart):
            model._default_manager.filter(pid=pid).update(entry=pids[pid])
    return {pids[pid] for pid in found}
