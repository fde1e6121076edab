"""What a reviewer is shown: what changed since an entry was last public, or last sent back."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from desk.past.showing import Group, show_differences, speaker_for
from entries.models import AuditRecord, Entry
from history.models import Revision
from history.versions.revisions import read_revision

SINCE = {
    "public": (("publish", "approve"), _("since it was last public, or looked at")),
    "returned": (("send_back",), _("since it was last sent back")),
    "submitted": (("submit",), _("since it was handed in")),
}
"""From which step one may look, by the code in the address."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs."""

    since: str
    """The step it is reckoned from: a code of `SINCE`; `public` if nothing else can be."""
    offered: list[tuple[str, str]]
    """Code and words of the steps that there have been."""
    at: datetime | None
    """When that was; None if everything is new."""
    first: int
    last: int
    """The revisions compared."""
    groups: list[Group]


def changes_since(entry: Entry, since: str = "") -> Changes:
    """Return what changed in an entry since a step (eight queries at most)."""
    steps = _last_steps(entry)
    offered = [(code, str(words)) for code, (_actions, words) in SINCE.items() if code in steps]
    chosen = since if since in steps else "public"
    at = steps.get(chosen)
    revisions = Revision.objects.filter(pid=entry.pid).order_by("-number")
    last = revisions.first()
    first = revisions.filter(at__lte=at).first() if at is not None else None
    before = read_revision(first) if first is not None else None
    after = read_revision(last) if last is not None else None
    groups = []
    if after is not None:
        groups = show_differences(speaker_for(entry.kind, before, after), before, after)
    return Changes(
        chosen,
        offered,
        at,
        first.number if first is not None else 0,
        last.number if last is not None else 0,
        groups,
    )


def _last_steps(entry: Entry) -> dict[str, datetime]:
    """Return when each step of `SINCE` was last taken (one query)."""
    codes = {action: code for code, (actions, _words) in SINCE.items() for action in actions}
    rows = AuditRecord.objects.filter(entry=entry.pk, action__in=codes).order_by("pk")
    return {codes[action]: at for action, at in rows.values_list("action", "at")}
