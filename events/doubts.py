"""What may be wrong about events."""

from typing import Final

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries.doubts import Check, when
from events.models import Event


def _say_outside(event: Event) -> str:
    whole = event.part_of
    told = {
        "event": str(event),
        "date": when(event.span),
        "whole": str(whole),
        "years": when(whole.span) if whole is not None else "",
    }
    return _("%(event)s is dated %(date)s, but it is part of %(whole)s: %(years)s.") % told


CHECKS: Final = (
    Check(
        "event-outside-whole",
        "dates",
        gettext_lazy("An event outside the one it is part of"),
        Event,
        Q(date_latest__lt=F("part_of__date_earliest"))
        | Q(date_earliest__gt=F("part_of__date_latest")),
        _say_outside,
        "pk",
        ("pk", "part_of"),
        ("part_of",),
    ),
)
