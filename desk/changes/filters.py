"""The filters of the list of changes, read from the address."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entries.choices import Kind, Status
from history.changes import DELETED, Wanted
from history.deeds import DEEDS

ANY: Final = [("", _("all"))]
MOST_USERS: Final = 500
# No history is older, and no day beyond these can be turned into a moment of every time zone.
DAYS: Final = [MinValueValidator(dt.date(1900, 1, 1)), MaxValueValidator(dt.date(2999, 12, 31))]


class ChangesForm(forms.Form):
    """What the list is narrowed to. An address with nonsense in it narrows nothing."""

    user = forms.ModelChoiceField(
        label=_("User"),
        queryset=User.objects.none(),
        to_field_name="username",
        required=False,
        empty_label=_("all"),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[*ANY, *Kind.choices], required=False)
    action = forms.ChoiceField(label=pgettext_lazy("deed", "Action"), required=False)
    status = forms.ChoiceField(
        label=_("The entry is now"),
        choices=[*ANY, *Status.choices, (DELETED, pgettext_lazy("deed", "deleted"))],
        required=False,
    )
    since = forms.DateField(
        label=pgettext_lazy("day", "From"),
        required=False,
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=pgettext_lazy("day", "To"),
        required=False,
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(label=_("In the note"), required=False, max_length=200)

    def __init__(self, data: QueryDict) -> None:
        """Read an address."""
        super().__init__(data)
        users: Any = self.fields["user"]
        staff = User.objects.filter(is_staff=True).order_by("username")
        users.queryset = staff
        users.choices = [("", _("all")), *((one, one) for one in _names(staff))]
        actions: Any = self.fields["action"]
        actions.choices = [*ANY, *DEEDS.items()]

    @property
    def wanted(self) -> Wanted:
        """What is wanted, as far as the address makes sense."""
        self.full_clean()
        given = self.cleaned_data
        return Wanted(
            user=given.get("user"),
            kind=given.get("kind", ""),
            action=given.get("action", ""),
            status=given.get("status", ""),
            since=given.get("since"),
            until=given.get("until"),
            text=given.get("note", ""),
        )

    @property
    def query(self) -> str:
        """The filters as they stand in an address, without those that narrow nothing."""
        self.full_clean()
        return urlencode(
            [
                (name, self.data[name])
                for name in self.fields
                if self.data.get(name) and name not in self.errors
            ]
        )


def _names(staff: Any) -> list[str]:
    return list(staff.values_list("username", flat=True)[:MOST_USERS])
