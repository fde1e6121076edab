"""What was written and printed: serials, their issues, and single works."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from dates import HistoricalDate
from dates.fields import HistoricalDateField
from entries.choices import Kind, Scheme
from entries.models import Entry, Term
from entries.models.entry import include_derived
from places.models import Place

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def validate_languages(value: object) -> None:
    """Raise ValidationError unless `value` is a list of language tags (BCP 47)."""
    if not isinstance(value, list) or not all(
        isinstance(tag, str) and LANGUAGE_TAG.fullmatch(tag) for tag in value
    ):
        raise ValidationError(_("Give language tags such as ru, de, th."), code="languages")


def parse_number(printed: str) -> int | None:
    """Return the number of an issue as understood from print: of “№ 12–13 (64)” the 12."""
    found = re.search(r"\d{1,9}", printed)
    return int(found[0]) if found else None


class Publication(Entry):
    """A serial: newspaper, journal, bulletin. Its titles are names with a period of use."""

    KIND = Kind.PUBLICATION

    entry_ptr = models.OneToOneField(
        Entry, on_delete=models.CASCADE, parent_link=True, related_name="as_publication"
    )

    type = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"scheme": Scheme.PUBLICATION_TYPE},
        related_name="+",
        verbose_name=_("type"),
        help_text=_("What sort of publication or work it is."),
    )
    languages = models.JSONField(
        _("languages"), default=list, blank=True, validators=[validate_languages]
    )
    frequency = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"scheme": Scheme.FREQUENCY},
        related_name="+",
        verbose_name=_("frequency"),
        help_text=_("How often it came out."),
    )

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")


class Issue(Entry):
    """One issue of a serial: number as printed, number as understood, date, page images."""

    KIND = Kind.ISSUE

    entry_ptr = models.OneToOneField(
        Entry, on_delete=models.CASCADE, parent_link=True, related_name="as_issue"
    )

    publication = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        related_name="issues",
        verbose_name=_("publication"),
        help_text=_("The newspaper or journal."),
    )
    number_printed = models.CharField(
        _("number as printed"), max_length=60, blank=True, help_text=_("“№ 1”, “12–13 (64)”.")
    )
    number = models.PositiveIntegerField(
        _("number"),
        null=True,
        blank=True,
        help_text=_("As understood, for sorting; of a double issue the first."),
    )
    volume = models.PositiveIntegerField(
        _("year or volume"),
        null=True,
        blank=True,
        help_text=_("Year or volume, as a number."),
    )
    date = HistoricalDateField(_("date"), null=True, blank=True)
    printed_at = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issues_printed",
        verbose_name=_("place of printing"),
        help_text=_("Where it was printed."),
    )
    sort_number = models.BigIntegerField(editable=False, default=0, db_index=True)

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Compute the position within the serial: the first day, or the volume if undated.

        Issues of one day, or undated ones of one volume, sort further by volume and number.
        """
        if self.number is None:
            self.number = parse_number(self.number_printed)
        day = self.date.earliest if self.date is not None else None
        self.sort_number = day if day is not None else (self.volume or 0)
        include_derived(kwargs, "number", "sort_number")
        super().save(*args, **kwargs)

    @property
    def has_own_date(self) -> bool:
        """An issue is dated by what is printed on it."""
        return True

    @property
    def own_date(self) -> HistoricalDate | None:
        """The date of the issue."""
        return self.date


class Work(Entry):
    """A single writing: an article, book, pamphlet, leaflet, manifesto, letter or report."""

    KIND = Kind.WORK

    entry_ptr = models.OneToOneField(
        Entry, on_delete=models.CASCADE, parent_link=True, related_name="as_work"
    )

    type = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"scheme": Scheme.WORK_TYPE},
        related_name="+",
        verbose_name=_("type"),
        help_text=_("What sort of publication or work it is."),
    )
    date = HistoricalDateField(_("date"), null=True, blank=True)
    languages = models.JSONField(
        _("languages"), default=list, blank=True, validators=[validate_languages]
    )
    publication = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="works",
        verbose_name=_("published in"),
        help_text=_("The newspaper or journal."),
    )
    issue = models.ForeignKey(
        Issue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="works",
        verbose_name=_("issue"),
        help_text=_("The issue in which it came out."),
    )
    pages = models.CharField(
        _("pages"),
        max_length=60,
        blank=True,
        help_text=_("“3”, “1–2”: as the issue or book counts them."),
    )
    byline = models.CharField(
        _("byline"), max_length=200, blank=True, help_text=_("The signature as printed.")
    )

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")

    @property
    def has_own_date(self) -> bool:
        """A work is dated by when it was written or came out."""
        return True

    @property
    def own_date(self) -> HistoricalDate | None:
        """The date of the work."""
        return self.date

    def clean(self) -> None:
        """Refuse an issue of another serial."""
        if self.issue is None or self.publication is None:
            return
        if self.issue.publication_id != self.publication_id:
            raise ValidationError({"issue": _("This is an issue of another publication.")})
