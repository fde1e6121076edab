"""Whose work a change is: for archives in which nobody approves their own (FOUR_EYES).

What the log says counts. A change is approved by publishing the entry, or by looking at what was
changed in public; whoever changed it since then, or began it, has a hand in it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from entries.choices import Status
from entries.models import AuditRecord, Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

APPROVING: Final = ("publish", "approve")
NOT_WRITING: Final = (
    *APPROVING,
    *("submit", "send_back", "withdraw", "close", "lift", "correction"),
    *("assign", "comment", "schedule", "unschedule"),
    *("keep_apart", "propose_again"),
    *("begin", "mend", "delete"),
)
"""Actions that leave what an entry says as it is. All others, known or not, are taken for work."""


def with_hand_in(user: "User | AnonymousUser", keys: Iterable[int]) -> set[int]:
    """Return which of these entries `user` began or has changed since approved (two queries)."""
    if user.pk is None:
        return set()
    keys = list(keys)
    written = _not_approved(AuditRecord.objects.filter(entry__in=keys, user=user.pk))
    found = set(written.values_list("entry_id", flat=True))
    begun = Entry.objects.filter(pk__in=keys, created_by=user.pk, published_at=None)
    return found | set(begun.values_list("pk", flat=True))


def not_approved(keys: Iterable[int] | None = None) -> QuerySet[Entry]:
    """Return the public entries that were changed since anybody approved them; of these, if given.

    An entry whose publication is in no log, as after an import, counts from its first change.
    """
    public = Entry.objects.published()
    if keys is not None:
        public = public.filter(pk__in=list(keys))
    return public.filter(Exists(_not_approved(AuditRecord.objects.filter(entry=OuterRef("pk")))))


def was_sent_back(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Keep the drafts whose last step was back from review, with `reason` and `returned_by`."""
    steps = AuditRecord.objects.filter(entry=OuterRef("pk"), action__in=("submit", "send_back"))
    last = steps.order_by("-id")
    return (
        entries.filter(status=Status.DRAFT)
        .annotate(
            last_step=Subquery(last.values("action")[:1]),
            reason=Subquery(last.values("note")[:1]),
            returned_by=Subquery(last.values("user__username")[:1]),
        )
        .filter(last_step="send_back")
    )


def _not_approved(rows: QuerySet[AuditRecord]) -> QuerySet[AuditRecord]:
    """Keep the work that was done since each entry was last approved."""
    approvals = AuditRecord.objects.filter(entry=OuterRef("entry"), action__in=APPROVING)
    last = Coalesce(Subquery(approvals.order_by("-id").values("id")[:1]), 0)
    return rows.exclude(action__in=NOT_WRITING).alias(approved=last).filter(id__gt=F("approved"))
