"""What properties and terms were called at a moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from entries.languages import Localised
from entries.models import Property, Term
from history.models import Wording

PROPERTY: Final = "property"
COLUMNS: Final = {
    Property: ("label", "bare_label", "inverse_label"),
    Term: ("label",),
}
Labels = Mapping[str, Localised]


def keep_wording(row: Property | Term) -> None:
    """Keep what a property or term is still called in the database, if that is about to change.

    Called before it is saved (two queries at most) or deleted.
    """
    model = type(row)
    before = model._default_manager.filter(pk=row.pk).first()
    if before is None:
        return
    was, will = _labels(before), _labels(row)
    if was != will:
        store_wording(before)


def store_wording(row: Property | Term) -> None:
    """Keep what a property or term has been called until now."""
    scheme = row.scheme if isinstance(row, Term) else PROPERTY
    labels = _labels(row)
    Wording.objects.create(scheme=scheme, code=row.code, labels=labels, until=timezone.now())


def wordings_at(moment: datetime) -> dict[tuple[str, str], Labels]:
    """Return what is called otherwise now than at a moment: labels by scheme and code (one query).

    What is not in it was called then as it is now.
    """
    found: dict[tuple[str, str], Labels] = {}
    for row in Wording.objects.filter(until__gt=moment).order_by("until", "pk"):
        found.setdefault((row.scheme, row.code), row.labels)
    return found


def _labels(row: Property | Term) -> dict[str, Any]:
    """Return the labels by column; with the code, if that is what changes, they are new ones."""
    return {name: getattr(row, name) for name in COLUMNS[type(row)]}
