"""The forms of single rows. What the database would be asked for each row, they know already."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from entries.admin.autocomplete import KnownChoiceField
from entries.licences import KNOWN
from entries.pointing import LONGEST, pointed_at
from entries.schemes import SCHEMES
from entries.showable import lacks_in, say_lack
from writing import propose_language

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm


NAME: Final = ("text", "language")
CLAIM: Final = ("property", "object")
NUMBER: Final = ("scheme", "value")
PICTURE: Final = ("file", "region")


class RowForm(_ModelForm):
    """A row whose choices were fetched with those of all other rows, and not once more."""

    stand_together: Sequence[Sequence[str]] = ()
    """Fields that make sense only together: see `threeway.values`."""

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        known = {name for name, one in self.fields.items() if isinstance(one, KnownChoiceField)}
        return excluded | known


class PlainRowForm(RowForm):
    """A row whose constraints say no more than its choices, required fields and `clean` do.

    Each constraint would cost a query a row. Not for rows that must be unique among others.
    """

    def _get_validation_exclusions(self) -> set[str]:
        excluded = super()._get_validation_exclusions()
        choices = {name for name, one in self.fields.items() if isinstance(one, forms.ChoiceField)}
        return excluded | choices | {"text"}  # a name's text: required is all that it is


class NameForm(PlainRowForm):
    """A name. Where its language is left empty, the script proposes one, and the page says so."""

    stand_together: Sequence[Sequence[str]] = (NAME,)
    proposed = ""
    """The language that was not given but taken from the script."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].required = False

    def clean(self) -> dict[str, Any] | None:
        """Fill in the language, or ask for it where the script does not tell."""
        cleaned = super().clean()
        text, language = self.cleaned_data.get("text", ""), self.cleaned_data.get("language")
        if text and language == "":
            self.proposed = propose_language(text) or ""
            if self.proposed:
                self.cleaned_data["language"] = self.proposed
            else:
                self.add_error("language", _("The script does not tell: give the language."))
        return cleaned


class StatementForm(PlainRowForm):
    """A statement."""

    stand_together: Sequence[Sequence[str]] = (CLAIM,)


class TextForm(RowForm):
    """A summary or an article. The language of a new one is proposed; alone it is nothing yet."""

    def has_changed(self) -> bool:
        """Tell whether there is something to store: of a new row, whether it has a text."""
        if self.instance.pk is None and not self["body"].data:
            return False
        return super().has_changed()


class IdentifierForm(RowForm):
    """A number in an authority file, or the address where it stands, which names the authority."""

    stand_together: Sequence[Sequence[str]] = (NUMBER,)
    value = forms.CharField(
        label=_("Identifier"),
        max_length=LONGEST,
        help_text=_("The number, or the address it stands in."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].required = False

    def clean(self) -> dict[str, Any] | None:
        """Take the number out of an address, and the authority if none was chosen."""
        cleaned = super().clean()
        scheme, value = self.cleaned_data.get("scheme"), self.cleaned_data.get("value", "")
        pointer = pointed_at(value)
        if scheme:
            self.cleaned_data["value"] = SCHEMES[scheme].clean(value)[:LONGEST]
        elif pointer is not None and pointer.scheme:
            self.cleaned_data |= {"scheme": pointer.scheme, "value": pointer.value}
        elif scheme == "" and value:
            self.add_error("scheme", _("The number does not tell: give the authority."))
        return cleaned


class ImageForm(RowForm):
    """An image. A file that is stored already is left alone: it may lie far away, or be lost."""

    stand_together: Sequence[Sequence[str]] = (PICTURE,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box: Any = self.fields["rights"]
        stored = self.initial.get("rights", "")
        if stored and stored not in KNOWN:  # words from before there was a list
            box.choices = [*box.choices, (stored, stored)]
        image = self.instance
        if image.thumbnail and image.width and image.height:
            self.show_picture(image.thumbnail.url, image.width, image.height)

    def show_picture(self, address: str, width: int, height: int) -> None:
        """Let the row show the picture, of this size in pixels, by its small copy."""
        self.fields["region"].widget.picture = (address, width, height)

    def clean(self) -> dict[str, Any] | None:
        """Keep the file out of what is set on the record, unless it is new.

        Of a public entry, refuse what readers may not see as it is.
        """
        cleaned = super().clean()
        is_new = "file" in self.changed_data
        if not is_new:
            self.cleaned_data.pop("file", None)
            if self.data.get(f"{self.prefix}-upload"):
                self.errors.pop("file", None)
                gone = _("This picture is not kept any more: choose it again.")
                self.add_error("file", gone)
        elif "region" not in self.changed_data:
            self.cleaned_data["region"] = ""  # it was a part of another picture
        if self.instance.entry.is_public:
            self._refuse_bare(is_new)
        return cleaned

    def _refuse_bare(self, is_new: bool) -> None:
        """Note what the image lacks, unless it lacked it before the form was opened."""
        given = self.cleaned_data
        stored = {} if is_new else self.initial
        before = lacks_in(stored) if stored.get("file") else []
        message = _("Readers see this entry: the picture needs %(what)s.")
        for code in lacks_in(given):
            field = code.partition(".")[0]
            if code not in before and field not in self.errors:
                missing = [one for one in lacks_in(given) if one.startswith(field)]
                told = {"what": ", ".join(map(say_lack, missing))}
                self.add_error(field, message % told)
