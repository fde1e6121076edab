"""Statements: what sources say happened or held."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dates.fields import HistoricalDateField
from entries import pid as pids
from entries.choices import Certainty, Kind, Rank
from entries.derive import refresh_span
from entries.fields import LocalisedField
from entries.languages import show
from entries.models.base import FollowedModel
from entries.models.entry import Entry
from entries.models.property import Property
from entries.querysets import StatementQuerySet

StatementManager = models.Manager.from_queryset(StatementQuerySet)


class Statement(FollowedModel):
    """One claim about an entry. It is one row and is read from both ends.

    Statements that contradict one another stand side by side; `rank` says which the archive
    holds with and `rank_reason` why.
    """

    uid = models.CharField(
        _("anchor"), max_length=pids.STATEMENT_LENGTH, unique=True, editable=False
    )
    subject = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="statements", verbose_name=_("subject")
    )
    property = models.ForeignKey(
        Property,
        on_delete=models.PROTECT,
        related_name="statements",
        verbose_name=_("property"),
        help_text=_("What is said of this entry."),
    )
    object = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_as_object",
        verbose_name=_("object"),
        help_text=_("The other entry. Leave empty if it is only a text or a date."),
    )
    value = LocalisedField(_("text"), help_text=_("In place of an entry, in any language."))
    date = HistoricalDateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("As you would write it: 9 January 1905 O.S., ต้น ค.ศ. ๑๙๐๐, 1908–1912."),
    )
    place = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"kind": Kind.PLACE},
        related_name="statements_as_place",
        verbose_name=_("place"),
        help_text=_("Where it happened or held."),
    )
    event = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"kind": Kind.EVENT},
        related_name="statements_as_event",
        verbose_name=_("in the course of"),
        help_text=_("The event of which this is a part."),
    )
    qualifier = LocalisedField(
        _("as"), help_text=_("Role or circumstance: “father”, “for secondary school”.")
    )
    rank = models.CharField(
        _("rank"),
        max_length=10,
        choices=Rank.choices,
        default=Rank.NORMAL,
        help_text=_("Which of several that contradict one another the archive holds with."),
    )
    rank_reason = LocalisedField(
        _("reason"), help_text=_("Why this value is preferred or no longer held.")
    )
    certainty = models.CharField(
        _("certainty"),
        max_length=8,
        choices=Certainty.choices,
        default=Certainty.CERTAIN,
        help_text=_("How sure the sources allow us to be."),
    )
    note = LocalisedField(_("note"), help_text=_("Public. What a reader should know of it."))
    editors_note = models.TextField(
        _("editors' note"), blank=True, help_text=_("For editors only.")
    )
    position = models.PositiveIntegerField(
        _("position"),
        default=0,
        help_text=_("Order among the statements, from 0."),
    )

    objects = StatementManager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["subject", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(object__isnull=True) | ~Q(object=models.F("subject")),
                name="statement_not_about_itself",
                violation_error_message=_("An entry cannot stand in relation to itself."),
            ),
            models.CheckConstraint(condition=Q(rank__in=Rank.values), name="statement_rank_known"),
            models.CheckConstraint(
                condition=Q(certainty__in=Certainty.values), name="statement_certainty_known"
            ),
        ]

    def __str__(self) -> str:
        """Return the statement as a short sentence."""
        parts = [str(self.subject), str(self.property), str(self.object or show(self.value))]
        if self.date is not None:
            parts.append(f"({self.date.written or self.date.edtf})")
        return " ".join(part for part in parts if part)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Mint the anchor of a new statement."""
        if not self.uid:
            self.uid = pids.mint(pids.STATEMENT_LENGTH)
        super().save(*args, **kwargs)
        self._refresh_subject()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row; what the subject keeps of its statements follows."""
        deleted = super().delete(*args, **kwargs)
        self._refresh_subject()
        return deleted

    def _refresh_subject(self) -> None:
        """Let the span of years of the subject follow a statement that bounds it."""
        if self.property.boundary or self.subject.span is not None:
            refresh_span(self.subject)

    def clean(self) -> None:
        """Refuse what makes no sense, naming the field at fault.

        Raises ValidationError: nothing said at all, kinds that the property does not admit, a
        text where an entry is needed, a place that is no place, an event that is no event.
        """
        errors: dict[str, str] = {}
        if self.property_id:
            self._check_ends(errors)
        for name, kind in (("place", Kind.PLACE), ("event", Kind.EVENT)):
            end = getattr(self, name)
            if end is not None and end.kind != kind:
                errors[name] = gettext("“%(entry)s” is not of this kind.") % {"entry": end}
        if errors:
            raise ValidationError(errors)

    def _check_ends(self, errors: dict[str, str]) -> None:
        """Check subject and object against what the property admits.

        The subject of a statement that is typed together with it has no key yet, nor its kind.
        """
        subject: Entry | None = getattr(self, "subject", None)
        kind = (subject.kind or subject.KIND) if subject is not None else ""
        if kind and not self.property.admits(kind, None):
            errors["property"] = gettext(
                "“%(property)s” is not said of this kind of entry (%(kind)s), but of: %(kinds)s."
            ) % {
                "property": self.property,
                "kind": _named(kind),
                "kinds": _named(*self.property.subject_kinds),
            }
        if self.object is None:
            self._check_value(errors)
        elif self.object is subject or (self.object_id and self.object_id == self.subject_id):
            errors["object"] = gettext("An entry cannot stand in relation to itself.")
        elif "property" not in errors and kind:
            self._check_object(kind, self.object.kind or self.object.KIND, errors)

    def _check_object(self, kind: str, other: str, errors: dict[str, str]) -> None:
        """Check the kind of the object; say so where it is the ends that are exchanged."""
        if self.property.admits(kind, other):
            return
        told = {
            "property": self.property,
            "kind": _named(other),
            "kinds": _named(*self.property.object_kinds),
            "object": self.object,
        }
        errors["object"] = (
            gettext(
                "“%(property)s” does not lead to this kind of entry (%(kind)s), but to: %(kinds)s."
            )
            % told
        )
        if self.property.subject_kinds and self.property.admits(other, kind):
            hint = gettext("Is it meant of “%(object)s”? Then type it from the other end.")
            errors["object"] += f" {hint % told}"

    def _check_value(self, errors: dict[str, str]) -> None:
        """Check that a statement without an object says something that it may."""
        if self.value and not self.property.takes_value:
            errors["value"] = gettext("“%(property)s” needs an entry, not a text.") % {
                "property": self.property
            }
        elif not (self.value or self.date or self.place_id):
            errors["object"] = gettext("Give an entry, a text, a date or a place.")


def _named(*kinds: str) -> str:
    """Return kinds as readers know them."""
    return ", ".join(str(Kind(kind).label) for kind in kinds)
