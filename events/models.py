"""What happened: congresses, strikes, arrests, wars, escapes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dates import HistoricalDate
from dates.fields import HistoricalDateField
from entries.choices import Kind, Scheme
from entries.models import Entry, Term
from entries.trees import refuse_cycle
from places.models import Place


class Event(Entry):
    """Something that happened at a time and, mostly, a place."""

    KIND = Kind.EVENT

    entry_ptr = models.OneToOneField(
        Entry, on_delete=models.CASCADE, parent_link=True, related_name="as_event"
    )

    type = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"scheme": Scheme.EVENT_TYPE},
        related_name="+",
        verbose_name=_("type"),
        help_text=_("What sort of event it was."),
    )
    date = HistoricalDateField(_("date"), null=True, blank=True)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("place"),
        help_text=_("Where it happened."),
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The larger event to which it belongs."),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=~Q(part_of=models.F("entry_ptr")), name="event_not_part_of_itself"
            ),
        ]

    @property
    def has_own_date(self) -> bool:
        """An event has its date in a column."""
        return True

    @property
    def own_date(self) -> HistoricalDate | None:
        """When it happened."""
        return self.date

    def clean(self) -> None:
        """Refuse an event that would be a part of itself."""
        refuse_cycle(self, "part_of")
