"""What a revision changed, in a line of words."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.past.speaking import say_text
from history.restoring.world import field_of
from history.versions.summing import Summary
from records.columns import MODELS

SORTS: Final = ("name", "statement", "identifier", "image", "citation")


def say_summary(summary: Summary, kind: str) -> str:
    """Return `date, summary (English); names: 1 added; statements: 2 changed`, or nothing."""
    if summary.is_first:
        return _("first revision")
    singles = [str(field_of(MODELS[kind], name).verbose_name) for name in summary.fields]
    singles += [say_text(role, language) for role, language in summary.texts]
    said = [_say_sort(sort, summary) for sort in SORTS]
    return "; ".join(filter(None, [", ".join(dict.fromkeys(singles)), *said]))


def _say_sort(sort: str, summary: Summary) -> str:
    """Return what was done to the rows of one sort."""
    counts = [
        ngettext("%(count)d added", "%(count)d added", summary.added[sort])
        % {"count": summary.added[sort]},
        ngettext("%(count)d changed", "%(count)d changed", summary.changed[sort])
        % {"count": summary.changed[sort]},
        ngettext("%(count)d removed", "%(count)d removed", summary.removed[sort])
        % {"count": summary.removed[sort]},
    ]
    numbers = (summary.added[sort], summary.changed[sort], summary.removed[sort])
    done = [text for text, number in zip(counts, numbers, strict=True) if number]
    return f"{_heading(sort)}: {', '.join(done)}" if done else ""


def _heading(sort: str) -> str:
    return {
        "name": _("names"),
        "statement": _("statements"),
        "identifier": _("identifiers"),
        "image": _("pictures"),
        "citation": _("sources of the entry as a whole"),
    }[sort]
