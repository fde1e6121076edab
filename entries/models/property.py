"""Properties: what a statement says of its subject, kept as data."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from entries.choices import Kind, Theme
from entries.fields import LocalisedField
from entries.languages import Shown, show
from entries.models.base import FollowedModel


def validate_kinds(value: object) -> None:
    """Raise ValidationError unless `value` is a list of kinds."""
    if not isinstance(value, list) or any(kind not in Kind.values for kind in value):
        raise ValidationError(_("Give a list of kinds."), code="kinds")


class Property(FollowedModel):
    """One kind of statement with its labels both ways, e.g. “edited” / “edited by”."""

    class Boundary(models.TextChoices):
        """Whether the property opens or closes the life of its subject."""

        BEGIN = "begin", _("beginning")
        END = "end", _("end")

    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Stands in addresses and exports; keep it."),
    )
    label = LocalisedField(_("label"), blank=False, help_text=_("Read from the subject."))
    bare_label = LocalisedField(
        _("label alone"),
        help_text=_("Read when neither entry nor text follows: “born” for “born in”."),
    )
    inverse_label = LocalisedField(_("inverse label"), help_text=_("Read from the object."))
    role_label = LocalisedField(
        _("role of the subject"), help_text=_("A noun, such as “editor”; shown as a facet.")
    )
    inverse_role_label = LocalisedField(
        _("role of the object"),
        help_text=_("A noun, such as “edited newspaper”; shown as a facet."),
    )
    subject_kinds = models.JSONField(
        _("kinds of subject"), default=list, blank=True, validators=[validate_kinds]
    )
    object_kinds = models.JSONField(
        _("kinds of object"), default=list, blank=True, validators=[validate_kinds]
    )
    takes_value = models.BooleanField(
        _("takes a text"), default=False, help_text=_("A text may stand in place of an object.")
    )
    symmetric = models.BooleanField(
        _("symmetric"),
        default=False,
        help_text=_("Said both ways at once, such as “met”: there is one label."),
    )
    single_valued = models.BooleanField(
        _("one-valued"),
        default=False,
        help_text=_("Several values contradict one another and are shown as competing."),
    )
    boundary = models.CharField(
        _("boundary"),
        max_length=5,
        choices=Boundary.choices,
        blank=True,
        help_text=_("Whether it begins or ends the years that stand beside the name."),
    )
    theme = models.CharField(
        _("theme"),
        max_length=12,
        choices=Theme.choices,
        default=Theme.STRUCTURE,
        help_text=_("The heading under which it stands at the subject."),
    )
    inverse_theme = models.CharField(
        _("theme at the object"),
        max_length=12,
        choices=Theme.choices,
        default=Theme.STRUCTURE,
        help_text=_("The heading under which it stands at the object."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Order under the heading, from 0."),
    )
    schema_org = models.CharField(
        _("schema.org"),
        max_length=60,
        blank=True,
        help_text=_("The property of schema.org with the same meaning, such as birthPlace."),
    )
    cidoc_crm = models.CharField(
        _("CIDOC CRM"),
        max_length=60,
        blank=True,
        help_text=_("The property or class of CIDOC CRM, such as P98i_was_born."),
    )
    wikidata = models.CharField(
        _("Wikidata"),
        max_length=12,
        blank=True,
        help_text=_("The P number of the same property."),
    )
    inverse_schema_org = models.CharField(_("schema.org, inverse"), max_length=60, blank=True)
    inverse_cidoc_crm = models.CharField(_("CIDOC CRM, inverse"), max_length=60, blank=True)
    inverse_wikidata = models.CharField(_("Wikidata, inverse"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("property")
        verbose_name_plural = _("properties")
        ordering = ["theme", "position", "code"]

    def __str__(self) -> str:
        """Return the forward label in the language of the request."""
        return self.forward.text or self.code

    @property
    def forward(self) -> Shown:
        """The label as read from the subject."""
        return show(self.label)

    @property
    def alone(self) -> Shown:
        """The label as read when only a date or circumstance follows."""
        return show(self.bare_label or self.label)

    @property
    def backward(self) -> Shown:
        """The label as read from the object; a symmetric property has one label."""
        return show(self.label if self.symmetric else self.inverse_label or self.label)

    @property
    def role(self) -> Shown:
        """The noun for the subject's role, or the label where no noun is given."""
        return show(self.role_label or self.label)

    def admits(self, subject_kind: str, object_kind: str | None) -> bool:
        """Tell whether a statement between these kinds makes sense; None means a bare text.

        An empty list of kinds admits every kind.
        """
        if self.subject_kinds and subject_kind not in self.subject_kinds:
            return False
        if object_kind is None:
            return True
        return not self.object_kinds or object_kind in self.object_kinds
