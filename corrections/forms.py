"""The form in which the desk answers a correction."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corrections.models import Correction

if TYPE_CHECKING:
    _Form = forms.ModelForm[Correction]
else:
    _Form = forms.ModelForm

DECISIONS = [
    ("", gettext_lazy("leave as it is")),
    (Correction.State.IN_HAND, gettext_lazy("take in hand")),
    (Correction.State.ACCEPTED, gettext_lazy("accept")),
    (Correction.State.DECLINED, gettext_lazy("decline")),
    (Correction.State.SPAM, gettext_lazy("call it spam")),
]


class AnswerForm(_Form):
    """What is decided, and what the reader is told."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=DECISIONS,
        required=False,
        help_text=gettext_lazy(
            "Accept it after you have corrected the entry. The reader sees state and answer."
        ),
    )

    class Meta:
        model = Correction
        fields = ("answer", "editors_note", "assigned_to")
        widgets = {
            "answer": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
            "editors_note": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse what the action would refuse, beside the box at fault."""
        cleaned = super().clean() or {}
        decision = cleaned.get("decision")
        if decision == Correction.State.DECLINED and not cleaned.get("answer", "").strip():
            raise ValidationError({"answer": _("Tell the reader why it is not accepted.")})
        if decision == Correction.State.IN_HAND and self.instance.is_closed:
            raise ValidationError({"decision": _("This correction has been decided already.")})
        return cleaned
