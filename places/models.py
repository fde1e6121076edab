"""Places: towns, countries, regions, buildings, seas."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entries.choices import Kind, Scheme
from entries.models import Entry, Term
from entries.trees import refuse_cycle


class Place(Entry):
    """A place. Its names change with time: ask `names` by date."""

    KIND = Kind.PLACE

    entry_ptr = models.OneToOneField(
        Entry, on_delete=models.CASCADE, parent_link=True, related_name="as_place"
    )

    type = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"scheme": Scheme.PLACE_TYPE},
        related_name="+",
        verbose_name=_("type"),
        help_text=_("What sort of place it is."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(-90)), MaxValueValidator(Decimal(90))],
        help_text=_("Degrees north, WGS 84; south is negative. Of a region: its middle."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(-180)), MaxValueValidator(Decimal(180))],
        help_text=_("Degrees east, WGS 84; west is negative."),
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The larger place in which it lies."),
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    # Compared with NULL, a range is neither true nor false, and would pass.
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="place_has_both_coordinates_or_none",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=~Q(part_of=models.F("entry_ptr")), name="place_not_part_of_itself"
            ),
        ]

    def clean(self) -> None:
        """Refuse a place that would contain itself."""
        refuse_cycle(self, "part_of")
