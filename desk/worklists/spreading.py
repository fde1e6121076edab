"""Which findings about others may be no more, because an entry changed."""

from collections.abc import Callable, Collection
from typing import Final

from django.db.models import Q

from entries.models import Statement
from records.columns import MODELS

Keys = Collection[int]


def _by_dates(keys: Keys) -> Q:
    """Return whom the dates of these entries may have contradicted."""
    ends = Q(object__in=keys) | Q(place__in=keys) | Q(event__in=keys)
    subjects = Statement.objects.filter(ends).values("subject")
    parts = Q(entry__as_issue__publication__in=keys) | Q(entry__as_event__part_of__in=keys)
    return Q(entry__in=subjects) | parts


def _by_columns(keys: Keys) -> Q:
    """Return who stands in a column of these entries, and so is not alone any more."""
    found = Q()
    for model in MODELS.values():
        for field in model._meta.local_fields:
            if field.related_model in MODELS.values():
                found |= Q(entry__in=model._base_manager.filter(pk__in=keys).values(field.name))
    return found


SPREADING: Final[dict[str, Callable[[Keys], Q]]] = {"dates": _by_dates, "alone": _by_columns}
"""Conditions on findings, by the code of the list. Whatever is joined by a statement needs none:
both ends of it are in the change log."""
