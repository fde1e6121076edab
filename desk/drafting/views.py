"""What the picker and the boxes of names ask."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dates import HistoricalDate
from dates.box import from_box
from dates.errors import DateError
from desk.drafting.actions import begin_draft, startable_kinds
from desk.drafting.alike import alike
from desk.drafting.forms import BeginningForm
from entries import rights
from entries.admin.autocomplete import as_key
from entries.admin.labels import Labels
from entries.models import Entry

LONGEST = 300


@require_GET
@staff_member_required
def alike_names(request: HttpRequest) -> JsonResponse:
    """Answer who is called like this already: `?text=Троцкий&kind=person&date=1879&entry=7`.

    JSON: `sentence`, and `found`, each with `id`, the parts of its label, `reason` and `address`.
    Raises PermissionDenied for a kind that the editor may not look at.
    """
    text = request.GET.get("text", "").replace("\x00", " ").strip()[:LONGEST]
    kind = request.GET.get("kind", "")
    if kind not in rights.viewable_kinds(request.user):
        raise PermissionDenied
    date = _date(request.GET.get("date", ""))
    found = alike(text, kind, date, as_key(request.GET.get("entry", "")))
    labels = Labels([one.entry for one in found], admin.site, text)
    answer = [
        {
            "id": str(one.entry.pk),
            **labels.parts(one.entry),
            "reason": one.reason,
            "address": reverse("admin:entries_entry_change", args=[one.entry.pk]),
        }
        for one in found
    ]
    said = ngettext(
        "There is %(count)d entry that may be the same:",
        "There are %(count)d entries that may be the same:",
        len(found),
    )
    return JsonResponse({"sentence": said % {"count": len(found)}, "found": answer})


@require_POST
@staff_member_required
def begin(request: HttpRequest) -> JsonResponse:
    """Make the draft that the dialog describes (`BeginningForm`).

    JSON: the new entry as the picker shows a result, or with status 400 `errors` by field. Raises
    PermissionDenied for a kind that is not the editor's to add.
    """
    if not startable_kinds(request.user):
        raise PermissionDenied
    form = BeginningForm(request.user, request.POST)
    if not form.is_valid():
        return _refuse(form)
    try:
        entry = begin_draft(request.user, form.beginning)  # type: ignore[arg-type]
    except ValidationError as error:
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            form.add_error(name if name in form.fields else None, messages)
        return _refuse(form)
    return JsonResponse(_result(entry), status=201)


def _refuse(form: BeginningForm) -> JsonResponse:
    errors = {name or "__all__": [str(one) for one in some] for name, some in form.errors.items()}
    return JsonResponse({"errors": errors}, status=400)


def _result(entry: Entry) -> dict[str, Any]:
    labels = Labels([entry], admin.site)
    return {"id": str(entry.pk), "kind": entry.kind, **labels.parts(entry)}


def _date(text: str) -> HistoricalDate | None:
    """Return the date that was typed so far; None if it is not understood yet."""
    try:
        return from_box(text[:LONGEST].strip()) if text.strip() else None
    except DateError:
        return None
