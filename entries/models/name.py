"""Names: every form under which an entry is known."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dates.fields import HistoricalDateField
from entries.choices import NameType
from entries.derive import refresh_names
from entries.fields import LocalisedField
from entries.models.base import FollowedModel
from entries.models.entry import Entry
from entries.querysets import NameQuerySet
from writing import fold, skeleton, tidy

language_tag = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$",
    _("Give a language tag such as th, ru, ru-Latn, de."),
)

NameManager = models.Manager.from_queryset(NameQuerySet)


class Name(FollowedModel):
    """One name in one language and script, with its type and period of use."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="names", verbose_name=_("entry")
    )
    text = models.CharField(
        _("name"), max_length=300, help_text=_("As it is written, in its own script.")
    )
    language = models.CharField(
        _("language"),
        max_length=12,
        validators=[language_tag],
        help_text=_("th, en, ru; ru-Latn for Russian in Latin letters; de, fr…"),
    )
    type = models.CharField(
        _("type"),
        max_length=12,
        choices=NameType.choices,
        default=NameType.VARIANT,
        help_text=_("How the name was used. One name in each language is the preferred one."),
    )
    date = HistoricalDateField(
        _("in use"),
        null=True,
        blank=True,
        help_text=_("When the name was in use: “1914–1924”, “from 1902”. Empty if unknown."),
    )
    note = LocalisedField(_("note"), help_text=_("A short public remark on this name."))
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Order among the names, from 0."),
    )
    folded = models.CharField(max_length=300, editable=False, db_index=True)
    skeleton = models.CharField(max_length=300, editable=False, db_index=True)

    objects = NameManager()

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "language"],
                condition=Q(type=NameType.PREFERRED),
                name="name_one_preferred_per_language",
                violation_error_message=_("There is a preferred name in this language already."),
            ),
            models.CheckConstraint(condition=Q(type__in=NameType.values), name="name_type_known"),
            models.CheckConstraint(condition=~Q(text=""), name="name_has_text"),
        ]

    def __str__(self) -> str:
        """Return the name itself."""
        return self.text

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the keys that searching and finding namesakes use in step with the text."""
        self.set_keys()
        super().save(*args, **kwargs)
        refresh_names(self.entry)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row; what the entry keeps of its names follows."""
        deleted = super().delete(*args, **kwargs)
        refresh_names(self.entry)
        return deleted

    def set_keys(self) -> None:
        """Tidy the text and compute `folded` and `skeleton`; for those who write in bulk."""
        self.text = tidy(self.text)
        self.folded = fold(self.text)[:300]
        self.skeleton = skeleton(self.text, self.language)[:300]
