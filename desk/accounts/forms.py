"""The box for a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """A code: six digits from the telephone or, where one may, a backup code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits from your telephone, or one of your backup codes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, timed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if timed:
            self.fields["code"].help_text = _("The six digits that your telephone shows now.")
            self.fields["code"].widget.attrs["inputmode"] = "numeric"
