"""Doubts at the form: those of what was just saved as messages, all that there are in a list."""

from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import ngettext

from entries.doubts import all_checks, doubts_of, rows_in_doubt
from entries.models import Entry

MOST_SHOWN: Final = 20
MOST_SAID: Final = 5


def doubts_for_form(entry: Entry) -> dict[str, Any]:
    """Return what the template `_doubts.html` shows of an entry (a fixed number of queries).

    What lacks evidence is counted and not listed: it would be most of a new entry.
    """
    found = doubts_of(entry, "dates", "names", "pictures", most=MOST_SHOWN)
    bare = sum(
        rows_in_doubt(check).filter(**{check.owner: entry.pk}).count()
        for check in all_checks("evidence")
    )
    return {"doubts": found[:MOST_SHOWN], "unsourced": bare}


def say_doubts(entry: Entry, formsets: Iterable[Any]) -> list[str]:
    """Return a sentence for each doubt about what was just saved; of many, the first.

    Rows that were not touched are left out: the form lists them whenever it is opened.
    """
    saved = {(type(row), row.pk) for rows in formsets for row in _saved(rows)}
    said = [
        doubt.sentence
        for doubt in doubts_of(entry, "dates", "pictures")
        if doubt.check.owner == "pk" or (type(doubt.row), doubt.row.pk) in saved
    ]
    bare = sum(
        rows_in_doubt(check)
        .filter(pk__in=[pk for model, pk in saved if model is check.model])
        .count()
        for check in all_checks("evidence")
    )
    if bare:
        message = ngettext(
            "%(count)d statement just saved names no source.",
            "%(count)d statements just saved name no source.",
            bare,
        )
        said.append(message % {"count": bare})
    return said[:MOST_SAID]


def _saved(rows: Any) -> Iterable[Any]:
    """Return the records that a formset has just stored."""
    return [*rows.new_objects, *(row for row, _changed in rows.changed_objects)]
