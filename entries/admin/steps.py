"""The steps of an entry from draft to the public and back, as buttons and as list actions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entries import actions, rights
from entries.admin.forms import LARGEST_REVISION
from entries.choices import Status
from entries.fields import LocalisedFormField
from entries.models import Entry
from entries.review import not_approved
from entries.showable import is_closed

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrOrPromise

DRAFT_TO_PUBLIC: Final = frozenset({Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN})


@dataclass(frozen=True)
class Step:
    """One step: when it is possible, who may take it, and what it asks for."""

    code: str
    label: "_StrOrPromise"
    before: frozenset[Status]
    allowed: Callable[["User", Entry], bool]
    done: "_StrOrPromise"
    """What the message after a single step says; `%(entry)s` is the entry."""
    asks: str = ""
    """The field without which the step is not taken: `note`, `reason` or none."""

    def is_open(self, user: "User", entry: Entry) -> bool:
        """Tell whether `user` may take the step with the entry as it stands."""
        return entry.status in self.before and self.allowed(user, entry)

    def take(self, entry: Entry, user: "User", note: str, reason: dict[str, str]) -> None:
        """Take it; raise PermissionDenied or ValidationError if it is not possible."""
        if self.code == "withdraw":
            actions.withdraw(entry, user, reason, note)
        else:
            getattr(actions, self.code)(entry, user, note)


def _may_publish(user: "User", entry: Entry) -> bool:
    """Tell whether `user` may publish, and nothing keeps the entry closed."""
    return rights.may_approve(user, entry) and not is_closed(entry)


def _may_look(user: "User", entry: Entry) -> bool:
    """Tell whether `user` may approve what was changed in a public entry, if there is anything."""
    return (
        settings.FOUR_EYES
        and rights.may_review(user)
        and not_approved([entry.pk]).exists()
        and not rights.is_own_work(user, entry)
    )


STEPS: Final = {
    step.code: step
    for step in (
        Step(
            "submit",
            _("Submit for review"),
            frozenset({Status.DRAFT}),
            rights.may_change,
            _("“%(entry)s” has been handed in for review."),
        ),
        Step(
            "send_back",
            _("Send back"),
            frozenset({Status.IN_REVIEW}),
            lambda user, entry: rights.may_review(user),
            _("“%(entry)s” has been sent back to its author."),
            asks="note",
        ),
        Step(
            "publish",
            _("Publish"),
            DRAFT_TO_PUBLIC,
            _may_publish,
            _("“%(entry)s” is public."),
        ),
        Step(
            "approve",
            _("Looked at, and good"),
            frozenset({Status.PUBLISHED}),
            _may_look,
            _("It is noted that you have looked at the changes of “%(entry)s”."),
        ),
        Step(
            "withdraw",
            _("Withdraw"),
            frozenset({Status.PUBLISHED}),
            lambda user, entry: rights.may_publish(user),
            _("“%(entry)s” has been withdrawn; its address says why."),
            asks="reason",
        ),
    )
}


def open_steps(user: "User", entry: Entry) -> list[Step]:
    """Return the steps that `user` may take now."""
    return [step for step in STEPS.values() if step.is_open(user, entry)]


class StepForm(forms.Form):
    """What is sent with a step; one form serves the button, its page and the list actions."""

    step = forms.ChoiceField(
        choices=[(step.code, step.label) for step in STEPS.values()], widget=forms.HiddenInput
    )
    revision = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_REVISION, widget=forms.HiddenInput
    )
    reason = LocalisedFormField(
        label=_("Reason, for the public"),
        required=False,
        help_text=_("Shown on the tombstone that stands at the address from now on."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("For the log and the author; never public."),
    )

    def __init__(self, *args: Any, entry: Entry | None = None, **kwargs: Any) -> None:
        """Begin with the revision of `entry`; without one (list actions) none is compared."""
        super().__init__(*args, **kwargs)
        self.entry = entry
        if entry is not None:
            self.initial.setdefault("revision", entry.revision)

    @property
    def chosen(self) -> Step | None:
        """The step this form is about."""
        return STEPS.get(str(self["step"].value()))

    def clean(self) -> dict[str, Any] | None:
        """Ask for the reason where there must be one, and refuse what has changed meanwhile."""
        cleaned = super().clean()
        step = self.chosen
        if step is None:
            return cleaned
        if step.asks and step.asks not in self.errors and not self.cleaned_data.get(step.asks):
            self.add_error(step.asks, _("Give the reason."))
        if self.entry is not None and self.cleaned_data.get("revision") != self.entry.revision:
            raise ValidationError(
                _("Somebody has changed this entry since you opened it: look at it again."),
                code="conflict",
            )
        return cleaned
