"""Persons, and the organisations they formed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from entries.choices import Kind, Scheme
from entries.models import Entry, Term


class Person(Entry):
    """A human being. Birth, death, kin and offices are statements, for sources differ on them."""

    class Gender(models.TextChoices):
        """As the sources give it."""

        FEMALE = "female", _("female")
        MALE = "male", _("male")
        OTHER = "other", _("other")
        UNKNOWN = "", _("unknown")

    KIND = Kind.PERSON

    entry_ptr = models.OneToOneField(
        Entry, on_delete=models.CASCADE, parent_link=True, related_name="as_person"
    )

    gender = models.CharField(
        _("gender"),
        max_length=6,
        choices=Gender.choices,
        blank=True,
        help_text=_("As the sources give it; unknown if they do not."),
    )
    occupations = models.ManyToManyField(
        Term,
        blank=True,
        limit_choices_to={"scheme": Scheme.OCCUPATION},
        related_name="+",
        verbose_name=_("occupations"),
        help_text=_("What the person did, from the list; it tells namesakes apart."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")


class Organisation(Entry):
    """A body that people formed: a party, government, council, editorial group, school or army."""

    KIND = Kind.ORGANISATION

    entry_ptr = models.OneToOneField(
        Entry, on_delete=models.CASCADE, parent_link=True, related_name="as_organisation"
    )

    type = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"scheme": Scheme.ORGANISATION_TYPE},
        related_name="+",
        verbose_name=_("type"),
        help_text=_("What sort of organisation it was."),
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
