"""The page that withdraws an entry for law or privacy, or lifts that again."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from entries import rights
from entries.choices import Status
from entries.fields import LocalisedFormField
from entries.models import Entry
from history.closing import close, closure_of, lift
from history.models import Closure


class ClosureForm(forms.Form):
    """Why an entry is closed, for the public and for the log."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"),
        choices=Closure.Ground.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("This much the public is told."),
    )
    reason = LocalisedFormField(
        label=gettext_lazy("Reason, for the public"),
        required=False,
        help_text=gettext_lazy("Shown on the tombstone. Name nobody."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Who asked for it and on what basis. For the log; never public."),
    )


class LiftForm(forms.Form):
    """Why a closure is lifted."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Why it is lifted. For the log; never public."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_member_required
def close_entry(request: HttpRequest, pid: str) -> HttpResponse:
    """Ask for the ground and close the entry; of a closed one, ask for the note and lift it."""
    if not rights.may_publish(request.user):
        raise PermissionDenied
    entry = get_object_or_404(Entry, pid=pid)
    closure = closure_of(entry)
    make: type[forms.Form] = ClosureForm if closure is None else LiftForm
    form = make(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _act(request, entry, form):
        return HttpResponseRedirect(reverse("admin:entries_entry_change", args=[entry.pk]))
    context: dict[str, Any] = {
        "title": _("Withdraw for law or privacy") if closure is None else _("Lift the closure"),
        "entry": entry,
        "closure": closure,
        "form": form,
        "asks_reason": closure is None and entry.status != Status.WITHDRAWN,
    }
    return render(request, "desk/close.html", {**admin.site.each_context(request), **context})


def _act(request: HttpRequest, entry: Entry, form: forms.Form) -> bool:
    """Close or lift; put what stands in the way into the form."""
    given = form.cleaned_data
    try:
        if isinstance(form, ClosureForm):
            close(entry, request.user, given["ground"], given["reason"], given["note"])  # type: ignore[arg-type]
            message = _("“%(entry)s” is closed: name and versions are not shown any more.")
        else:
            lift(entry, request.user, given["note"])  # type: ignore[arg-type]
            message = _("The closure of “%(entry)s” is lifted. It is still withdrawn.")
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, message % {"entry": entry})
    return True
