"""The form in which the desk answers a correction."""

import json
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
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

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    """What was stored when the form was opened."""

    class Meta:
        model = Correction
        fields = ("answer", "editors_note", "assigned_to")
        help_texts: ClassVar = {
            "assigned_to": gettext_lazy("Who deals with it; it then stands on their first page."),
        }
        widgets = {
            "answer": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
            "editors_note": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = self.instance
        stored = [one.state, one.answer, one.editors_note, one.assigned_to_id]
        self.stored_answer = one.answer
        self.initial["seen"] = salted_hmac("corrections.seen", json.dumps(stored)).hexdigest()[:32]

    def clean(self) -> dict[str, Any]:
        """Refuse what the action would refuse, beside the box at fault.

        What a colleague has stored since the form was opened is not overwritten unseen.
        """
        cleaned = super().clean() or {}
        if cleaned.get("seen") and cleaned["seen"] != self.initial["seen"]:
            self.data = dict(self.data.items()) | {self.add_prefix("seen"): self.initial["seen"]}
            raise ValidationError(
                _(
                    "A colleague has changed this meanwhile; the answer is now: “%(answer)s”. "
                    "What you typed is still here: save again to put it in its place."
                ),
                params={"answer": self.stored_answer or "–"},
            )
        decision = cleaned.get("decision")
        if decision == Correction.State.DECLINED and not cleaned.get("answer", "").strip():
            raise ValidationError({"answer": _("Tell the reader why it is not accepted.")})
        if decision == Correction.State.IN_HAND and self.instance.is_closed:
            raise ValidationError({"decision": _("This correction has been decided already.")})
        return cleaned
