"""What the small dialog of the picker asks for."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dates.forms import HistoricalDateFormField
from desk.drafting.actions import Beginning, startable_kinds
from entries.admin.widgets import NameInput
from entries.choices import Kind
from entries.models.name import language_tag
from entries.schemes import SCHEMES
from sources.admin.evidence import locator_field, source_field
from writing import propose_language

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

LONGEST_NUMBER: Final = 60


class BeginningForm(forms.Form):
    """Kind, name, language, date, source: enough for a draft."""

    prefix = "new"
    kind = forms.ChoiceField(label=_("Kind"), help_text=_("It cannot be changed later."))
    name = forms.CharField(
        label=_("Name"),
        max_length=300,
        widget=NameInput,
        help_text=_("The preferred one, in any script."),
    )
    language = forms.CharField(
        label=_("Language"),
        required=False,
        max_length=12,
        validators=[language_tag],
        help_text=_("Left empty, it is taken from the script."),
    )
    date = HistoricalDateFormField(
        label=_("Date, or years of the life"),
        required=False,
        help_text=_("Of a person: birth and death, 1879–1940. Of an event or a work: when."),
    )
    source = source_field(label=_("Source"), help_text=_("Evidence for name and date."))
    locator = locator_field(
        label=_("Where in it"), help_text=_("Page, paragraph, folio: “par. 12”.")
    )
    identifier = forms.CharField(
        required=False, max_length=LONGEST_NUMBER, widget=forms.HiddenInput
    )

    def __init__(self, user: "User | AnonymousUser", *args: Any, **kwargs: Any) -> None:
        """Offer the kinds that `user` may begin."""
        super().__init__(*args, **kwargs)
        kinds = startable_kinds(user)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for mypy
        field.choices = [(kind, label) for kind, label in Kind.choices if kind in kinds]

    def clean(self) -> dict[str, Any] | None:
        """Fill in the language, or ask for it where the script does not tell."""
        cleaned = super().clean()
        name = self.cleaned_data.get("name", "")
        if name and "language" not in self.errors and not self.cleaned_data.get("language"):
            self.cleaned_data["language"] = propose_language(name) or ""
            if not self.cleaned_data["language"]:
                self.add_error("language", _("The script does not tell: give the language."))
        return cleaned

    @property
    def beginning(self) -> Beginning:
        """What a valid form says."""
        given = self.cleaned_data
        scheme, _sign, number = given["identifier"].partition(":")
        known = scheme in SCHEMES
        return Beginning(
            given["kind"],
            given["name"],
            given["language"],
            given["date"],
            given["source"],
            given["locator"],
            scheme if known else "",
            number if known else "",
        )
