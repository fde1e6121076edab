"""Identifiers that other authorities give to what an entry is about."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entries.models.base import FollowedModel
from entries.models.entry import Entry
from entries.schemes import SCHEME_CHOICES, SCHEMES


class Identifier(FollowedModel):
    """A number in an authority file: Wikidata, VIAF, ISNI, GND, LCNAF, GeoNames, ISSN, OCLC."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="identifiers", verbose_name=_("entry")
    )
    scheme = models.CharField(
        _("authority"),
        max_length=10,
        choices=SCHEME_CHOICES,
        help_text=_("Whose number it is."),
    )
    value = models.CharField(
        _("identifier"), max_length=40, help_text=_("The number, or the address it stands in.")
    )
    verified = models.BooleanField(
        _("verified"), default=False, help_text=_("Somebody looked and it is the same.")
    )

    class Meta:
        verbose_name = _("external identifier")
        verbose_name_plural = _("external identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_names_one_entry",
                violation_error_message=_("Another entry has this identifier already."),
            ),
        ]

    def __str__(self) -> str:
        """Return authority and number."""
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def url(self) -> str:
        """Where the authority describes the same thing."""
        return SCHEMES[self.scheme].link(self.value)

    def clean(self) -> None:
        """Bring the value to its bare form; raise ValidationError if it cannot be valid."""
        scheme = SCHEMES.get(self.scheme)
        if scheme is None or not self.value:
            return
        self.value = scheme.clean(self.value)
        if not scheme.is_valid(self.value):
            message = gettext("“%(value)s” is not a valid %(scheme)s identifier.")
            raise ValidationError(
                {"value": message % {"value": self.value, "scheme": scheme.label}}
            )
