"""The small forms of the page that reviews an entry."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from desk.flow.actions import LONGEST_COMMENT, colleagues
from desk.models import Schedule

LATEST = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
"""A moment beyond it cannot be told in every time zone."""


class CommentForm(forms.Form):
    """A word to colleagues."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("For those who work on this entry; never public."),
    )


class AssignForm(forms.Form):
    """In whose hands."""

    person: Any = forms.ModelChoiceField(
        label=_("In the hands of"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("nobody"),
        help_text=_("It then stands on their first page."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer those who work at the desk."""
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = colleagues()


class ScheduleForm(forms.Form):
    """When it is to be published."""

    at = forms.DateTimeField(
        label=_("Publish on"),
        validators=[MaxValueValidator(LATEST)],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Day and hour, in UTC. What is published is what stands here now."),
    )

    def __init__(self, *args: Any, plan: Schedule | None = None, **kwargs: Any) -> None:
        """Begin with the hour that is planned."""
        super().__init__(*args, **kwargs)
        if plan is not None:
            self.initial.setdefault("at", plan.at)
