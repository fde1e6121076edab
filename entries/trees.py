"""Entries that contain one another: a part must not contain its whole."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from entries.models import Entry

LONGEST = 100


def refuse_cycle(entry: "Entry", parent: str) -> None:
    """Raise ValidationError on the field `parent` if following it leads back to `entry`.

    Costs one query a step.
    """
    above: Entry | None = getattr(entry, parent)
    for _step in range(LONGEST):
        if above is None:
            return
        if above.pk == entry.pk:
            break
        above = getattr(above, parent)
    raise ValidationError({parent: _("This would make the entry a part of itself.")})
