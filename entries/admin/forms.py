"""Forms that notice when somebody else has saved in the meantime (optimistic locking)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entries.admin.autocomplete import share_choices
from entries.models import Entry

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm

LARGEST_REVISION = 2**31 - 1


@dataclass(frozen=True)
class Conflict:
    """Somebody saved after this form was opened."""

    entry: Entry
    revision: int
    """The revision that is stored now: who saves over it says so with this number."""

    def __str__(self) -> str:
        """Say who changed what and when."""
        who = self.entry.changed_by
        return gettext(
            "%(who)s changed this entry on %(when)s, after you opened it. Nothing of yours has "
            "been saved, and all you typed is still here."
        ) % {
            "who": who.get_username() if who is not None else gettext("Somebody"),
            "when": date_format(localtime(self.entry.changed_at), "DATETIME_FORMAT"),
        }


class LockedForm(_ModelForm):
    """A form that carries the revision it began with and refuses to save over a later one."""

    revision = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_REVISION, widget=forms.HiddenInput
    )
    overwrite = forms.IntegerField(
        label=_("Save mine over it"),
        required=False,
        min_value=0,
        max_value=LARGEST_REVISION,
        widget=forms.HiddenInput,
        help_text=_("Tick after you have looked at what is stored now."),
    )
    change_note = forms.CharField(
        label=_("What changed and why"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("One line for the log and the history. May stay empty."),
    )

    conflict: Conflict | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share_choices([self])
        self.initial["revision"] = self.locked_entry.revision if self.instance.pk else 0

    @property
    def locked_entry(self) -> Entry:
        """The entry that is guarded: the one edited, or the one to which a part belongs."""
        entry: Entry = self.instance
        return entry

    @property
    def content_changed(self) -> bool:
        """Whether anything but remarks on the saving itself was changed."""
        return bool(set(self.changed_data) - self.not_content())

    def not_content(self) -> set[str]:
        """Return the names of the fields that are about the saving, not the entry."""
        return {"revision", "overwrite", "change_note"}

    def clean(self) -> dict[str, Any] | None:
        """Raise ValidationError if somebody saved since, unless told to save over just that."""
        cleaned = super().clean()
        entry = self.locked_entry
        if not self.instance.pk or self.cleaned_data.get("revision") == entry.revision:
            return cleaned
        if self.cleaned_data.get("overwrite") == entry.revision:
            return cleaned
        self.conflict = Conflict(entry, entry.revision)
        raise ValidationError(
            gettext("Not saved: somebody else saved first. See above."), code="conflict"
        )
