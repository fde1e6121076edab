"""What a reviewer is shown: what changed since an entry was last public, or last sent back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from desk.past.showing import Group, show_differences, speaker_for
from entries.models import AuditRecord, Entry
from history.models import Revision, Version
from history.versions.comparing import STANDING
from history.versions.parts import Document
from history.versions.revisions import read_revision

SINCE: Final = {
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
    """Return what an editor changed in an entry since a step (nine queries at most).

    Where the entry stands is told elsewhere on the page, and left out.
    """
    steps = _last_steps(entry)
    offered = [(code, str(words)) for code, (_actions, words) in SINCE.items() if code in steps]
    chosen = since if since in steps else "public"
    at = steps.get(chosen)
    revisions = Revision.objects.filter(pid=entry.pid).order_by("-number")
    last = revisions.first()
    first = revisions.filter(at__lte=at).first() if at is not None else None
    before = _content(first) if first is not None else None
    after = _content(last) if last is not None else None
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


def _content(revision: Revision) -> Document:
    """Return what a revision says, without how the entry stood then."""
    return {name: part for name, part in read_revision(revision).items() if name not in STANDING}


def _last_steps(entry: Entry) -> dict[str, datetime]:
    """Return when each step of `SINCE` was last taken (two queries).

    What was imported as public has no such step in its log: its first version stands for it.
    """
    found: dict[str, datetime] = {}
    codes = {action: code for code, (actions, _words) in SINCE.items() for action in actions}
    rows = AuditRecord.objects.filter(entry=entry.pk, action__in=codes).order_by()
    for action, at in rows.values_list("action").annotate(last=Max("at")):
        code = codes[action]
        found[code] = max(at, found.get(code, at))
    first = Version.objects.filter(entry=entry.pk).order_by("number").first()
    if first is not None and "public" not in found:
        found["public"] = first.at
    return found
