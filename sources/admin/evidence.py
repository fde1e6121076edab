"""Evidence on the row itself: the first citation of a statement or a name, and the default."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries.admin.autocomplete import EntryChoiceField
from entries.admin.formsets import NameFormSet, PartFormSet, StatementFormSet, one_of
from entries.admin.incoming import ABOUT, IncomingFormSet
from entries.admin.picker import EntryPicker
from entries.admin.rowforms import CLAIM, NAME, NameForm, PlainRowForm
from entries.choices import Stance
from sources.models import Citation, Source

if TYPE_CHECKING:
    _Rows = PartFormSet
else:
    _Rows = object

EVIDENCE: Final = ("source", "locator", "stance")


@dataclass(frozen=True)
class DefaultEvidence:
    """What fills the evidence of new rows that name none."""

    source: Source
    locator: str


def source_field(**kwargs: Any) -> EntryChoiceField:
    """Return a box that chooses a source."""
    box = EntryPicker(Citation._meta.get_field("source"))
    return EntryChoiceField(Source.objects.all(), required=False, widget=box, **kwargs)


def locator_field(**kwargs: Any) -> forms.CharField:
    """Return a box for the spot in the source."""
    return forms.CharField(required=False, max_length=100, **kwargs)


class EvidenceForm(PlainRowForm):
    """A statement or a name with its first citation."""

    stand_together: Sequence[Sequence[str]] = (CLAIM, EVIDENCE)
    source = source_field(
        label=gettext_lazy("Source"), help_text=gettext_lazy("Which source says so.")
    )
    locator = locator_field(
        label=gettext_lazy("Where"),
        help_text=gettext_lazy("Page, paragraph, folio: “par. 12”."),
    )
    stance = forms.ChoiceField(
        label=gettext_lazy("Stance"),
        choices=Stance.choices,
        initial=Stance.SUPPORTS,
        required=False,
        help_text=gettext_lazy("Whether the source says this, or says that it is wrong."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first_citation(self.instance)
        if self.first is not None:
            self.initial.update({name: getattr(self.first, name) for name in EVIDENCE[1:]})
            self.initial["source"] = self.first.source_id

    def clean(self) -> dict[str, Any] | None:
        """Raise ValidationError for a spot without the source in which it is."""
        cleaned = super().clean()
        given = self.cleaned_data
        lost = given.get("locator") and not given.get("source") and "source" not in self.errors
        if lost and not self.data.get("default_source"):
            self.add_error("source", _("Give the source in which this spot is."))
        return cleaned

    def save_evidence(self, default: DefaultEvidence | None) -> None:
        """Store the first citation as it was typed; of a new row without any, the default."""
        given = {name: self.cleaned_data.get(name) for name in EVIDENCE}
        given["stance"] = given["stance"] or Stance.SUPPORTS
        if given["source"] is None and self.first is None and default is not None:
            given["source"] = default.source
            given["locator"] = given["locator"] or default.locator
        if given["source"] is None:
            if self.first is not None:
                self.first.delete()
        elif self.first is None:
            Citation.objects.create(**{target_field(self.instance): self.instance}, **given)
        elif any(getattr(self.first, name) != value for name, value in given.items()):
            for name, value in given.items():
                setattr(self.first, name, value)
            self.first.save()


class EvidencedNameForm(EvidenceForm, NameForm):
    """A name with its first citation."""

    stand_together: Sequence[Sequence[str]] = (NAME, EVIDENCE)


class EvidencedIncomingForm(EvidenceForm):
    """A statement typed from its object, with its first citation."""

    stand_together: Sequence[Sequence[str]] = (ABOUT, EVIDENCE)


class EvidenceFormSet(_Rows):
    """Adds the saving of evidence to the rows of statements and names."""

    default: DefaultEvidence | None = None
    """Set by the admin before saving."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        saved = super().save_new(form, commit)
        form.save_evidence(self.default)
        return saved

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        saved = super().save_existing(form, obj, commit)
        form.save_evidence(None)
        return saved


class EvidencedNameFormSet(EvidenceFormSet, NameFormSet):
    """Names with their evidence."""


class EvidencedStatementFormSet(EvidenceFormSet, StatementFormSet):
    """Statements with their evidence."""


class EvidencedIncomingFormSet(EvidenceFormSet, IncomingFormSet):
    """Statements typed from their object, with their evidence."""


class CitationForm(PlainRowForm):
    """A citation; the default source may stand in for one that is not given."""

    stand_together: Sequence[Sequence[str]] = (EVIDENCE,)
    source = source_field(
        label=gettext_lazy("Source"), help_text=gettext_lazy("Which source says so.")
    )

    class Meta:
        model = Citation
        fields: Sequence[str] = ("source", "locator", "stance", "note")

    def clean(self) -> dict[str, Any] | None:
        """Raise ValidationError if no source is given here or at the top of the form."""
        cleaned = super().clean()
        if "source" in self.errors or self.cleaned_data.get("source") is not None:
            return cleaned
        if self.instance.pk is not None or not self.data.get("default_source"):
            self.add_error("source", ValidationError(_("Give the source."), code="required"))
        return cleaned


class CitationFormSet(PartFormSet):
    """Citations, e.g. of the entry as a whole."""

    default: DefaultEvidence | None = None

    def same_thing(self, values: Mapping[str, list[str]]) -> Hashable | None:
        """Return the source and the spot in it."""
        source = one_of(values, "source")
        return (source, *values.get("locator", [])) if source is not None else None

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Save a new citation, from the default source if it names none."""
        if form.instance.source_id is None and self.default is not None:
            form.instance.source = self.default.source
            form.instance.locator = form.instance.locator or self.default.locator
        return super().save_new(form, commit)


def target_field(cited: Any) -> str:
    """Return the field of a citation that leads to `cited`: `statement` or `name`."""
    return str(cited._meta.model_name)


def first_citation(cited: Any) -> Citation | None:
    """Return the first citation of a row (no query if they were prefetched)."""
    if cited.pk is None:
        return None
    found: list[Citation] = list(cited.citations.all())
    return found[0] if found else None
