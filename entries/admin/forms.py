"""Forms that put together what two editors change at the same time (optimistic locking)."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entries.admin.autocomplete import share_choices
from entries.admin.threeway.base import Base, read_base, write_base
from entries.admin.threeway.joins import join_form
from entries.admin.threeway.sent import shape_of, stored_values
from entries.admin.threeway.values import Joined, Shape
from entries.models import Entry

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm

LARGEST_REVISION = 2**31 - 1


class LockedForm(_ModelForm):
    """A form that carries what it was opened on, and merges what was stored since into itself."""

    change_note = forms.CharField(
        label=_("What changed and why"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("One line for the log and the history. May stay empty."),
    )

    stand_together: Sequence[Sequence[str]] = ()
    """Fields that make sense only together: changing one changes all."""
    base: Base | None = None
    """What the form was opened on; None if it was not sent, or does not say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.joined = Joined({})
        if self.is_bound and self.instance.pk:
            self.base = read_base(self.data, self.instance)
            self.joined = join_form(self, self.shape, self.base)
        share_choices([self])

    @cached_property
    def shape(self) -> Shape:
        """What is merged: all but remarks on the saving itself."""
        return shape_of(self, self.not_content(), self.stand_together)

    @property
    def base_input(self) -> SafeString:
        """The hidden box with what is stored now, for the form that is shown."""
        opened = {clash.unit[0]: clash.base for clash in self.joined.clashes}
        values = stored_values(self, self.shape)
        revision = self.base.revision if self.base is not None else self.locked_entry.revision
        return write_base(Base(revision, values, opened), self.instance)

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
        return {"change_note"}

    def clean(self) -> dict[str, Any] | None:
        """Raise ValidationError while something is open that only the editor can settle."""
        cleaned = super().clean()
        if self.joined.clashes:
            raise ValidationError(open_message(), code="conflict")
        return cleaned


def open_message() -> str:
    """Return the error of a form in which something is to be settled."""
    return gettext("Not saved yet: somebody else changed the same. Choose above what is to stand.")
