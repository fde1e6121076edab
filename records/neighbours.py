"""Which other entries show an entry, and so change their public face when it does."""

from collections.abc import Sequence
from itertools import chain

from entries.models import Statement
from records.columns import MODELS


def neighbours(pk: int) -> set[int]:
    """Return the keys of the entries that share a statement with this one or refer to it.

    Costs one query for the statements and one for each column that leads to a kind of entry.
    """
    rows = Statement.objects.about(pk).values_list(
        "subject_id", "object_id", "place_id", "event_id"
    )
    return set(filter(None, chain.from_iterable(rows))) | referring([pk])


def referring(pks: Sequence[int]) -> set[int]:
    """Return the keys of the entries that have one of these in a column of their kind.

    Costs one query for each column that leads to a kind of entry.
    """
    found: set[int] = set()
    for model in MODELS.values():
        for field in model._meta.local_fields:
            target = field.related_model
            if isinstance(target, type) and target in MODELS.values():
                rows = model._base_manager.filter(**{f"{field.name}__in": pks})
                found.update(rows.values_list("pk", flat=True))
    return found
