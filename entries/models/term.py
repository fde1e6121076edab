"""Open vocabularies: types of events, places, works…, occupations, frequencies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from entries.choices import Scheme
from entries.fields import LocalisedField
from entries.languages import Shown, show
from entries.models.base import FollowedModel


class Term(FollowedModel):
    """One value of a vocabulary that editors may extend, such as the event type `congress`."""

    scheme = models.CharField(
        _("list"),
        max_length=20,
        choices=Scheme.choices,
        help_text=_("Which list the term belongs to."),
    )
    code = models.SlugField(
        _("code"), max_length=40, help_text=_("Stands in addresses and exports; keep it.")
    )
    label = LocalisedField(
        _("label"), blank=False, help_text=_("As it is shown, in each language.")
    )
    wikidata = models.CharField(
        _("Wikidata"),
        max_length=12,
        blank=True,
        help_text=_("The Q number of the same idea."),
    )

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["scheme", "code"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="term_code_once_in_scheme"),
        ]

    def __str__(self) -> str:
        """Return the label in the language of the request."""
        return self.shown.text or self.code

    @property
    def shown(self) -> Shown:
        """The label for the reader, marked when it is not in the reader's language."""
        return show(self.label)
