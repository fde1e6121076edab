"""Revisions of many entries as lines: what was changed, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.past.summary import say_summary
from entries.languages import Shown, show
from history.deeds import say_deed
from history.models import Revision
from history.versions.labels import labels_of
from history.versions.summing import summaries


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change."""

    revision: Revision
    label: Shown
    """What the entry is called, or was before it was deleted."""
    deed: str
    summary: str

    @property
    def name(self) -> str:
        """The label, or the identifier of what has none."""
        return self.label.text or self.revision.pid


def lines_of(rows: Sequence[Revision]) -> list[ChangeLine]:
    """Return the lines of revisions that came with their entries (two queries at most)."""
    gone = [one.pid for one in rows if one.entry is None]
    former = labels_of(gone) if gone else {}
    changed = summaries((one.pid, one.number) for one in rows)
    return [
        ChangeLine(
            one,
            show(former.get(one.pid) if one.entry is None else one.entry.labels),
            say_deed(one.action),
            say_summary(changed[one.pid, one.number], one.kind),
        )
        for one in rows
    ]
