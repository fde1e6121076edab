"""Who changed what, the latest first: revisions of all entries, narrowed and read page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import make_aware

from history.models import Revision

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DELETED: Final = "deleted"
"""Where other entries have a status."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of changes is narrowed to. Empty narrows nothing."""

    user: "User | None" = None
    kind: str = ""
    action: str = ""
    status: str = ""
    """How the entry stands now; `DELETED` if it is no more."""
    since: date | None = None
    until: date | None = None
    """The last day, which is included."""
    text: str = ""
    """What stands in the note, in any case of letters."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some revisions in a row, and whether there are any on either side."""

    rows: Sequence[Revision]
    later: int | None
    """The key to give as `after` for those that came later; None if there are none."""
    earlier: int | None
    """The key to give as `before`."""


def narrowed(wanted: Wanted, kinds: Sequence[str]) -> QuerySet[Revision]:
    """Return the revisions of entries of these kinds that are wanted, in no order."""
    rows = Revision.objects.filter(kind__in=kinds) if kinds else Revision.objects.none()
    equal = {"user": wanted.user, "kind": wanted.kind, "action": wanted.action}
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if wanted.status == DELETED:
        rows = rows.filter(entry=None)
    elif wanted.status:
        rows = rows.filter(entry__status=wanted.status)
    if wanted.since:
        rows = rows.filter(at__gte=_moment(wanted.since, time.min))
    if wanted.until:
        rows = rows.filter(at__lte=_moment(wanted.until, time.max))
    if wanted.text:
        rows = rows.filter(note__icontains=wanted.text)
    return rows


def _moment(day: date, hour: time) -> datetime:
    return make_aware(datetime.combine(day, hour))


def stretch(
    rows: QuerySet[Revision], size: int, *, before: int | None = None, after: int | None = None
) -> Stretch:
    """Return the latest `size` of these revisions, or the next ones before or after a key.

    Two queries, and two for a key, whichever page it is: no row is counted or passed over. A key
    that is not known begins at the latest.
    """
    rows = rows.select_related("user", "entry")
    mark = _mark(before if after is None else after)
    if mark is None:
        found = list(rows.order_by("-at", "-id")[: size + 1])
        return Stretch(found[:size], None, found[size - 1].pk if len(found) > size else None)
    at, pk = mark
    if after is None:
        older = rows.filter(Q(at__lt=at) | Q(id__lt=pk), at__lte=at)
        found = list(older.order_by("-at", "-id")[: size + 1])
        later = found[0].pk if found else pk
        return Stretch(found[:size], later, found[size - 1].pk if len(found) > size else None)
    newer = rows.filter(Q(at__gt=at) | Q(id__gt=pk), at__gte=at)
    found = list(newer.order_by("at", "id")[: size + 1])
    shown = found[:size][::-1]
    if not shown:
        return Stretch([], None, None)
    return Stretch(shown, shown[0].pk if len(found) > size else None, shown[-1].pk)


def _mark(pk: int | None) -> tuple[datetime, int] | None:
    """Return the place of a revision in the order of time."""
    if pk is None:
        return None
    return Revision.objects.filter(pk=pk).values_list("at", "pk").first()


def deleted(kinds: Sequence[str]) -> QuerySet[Revision]:
    """Return the last revision of each entry of these kinds that has been deleted."""
    later = Revision.objects.filter(pid=OuterRef("pid"), number__gt=OuterRef("number"))
    return Revision.objects.filter(~Exists(later), entry=None, kind__in=kinds)
