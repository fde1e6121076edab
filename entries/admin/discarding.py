"""Deleting drafts in the admin, one or many, with a note; and the way to an entry's history."""

from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries import rights
from entries.actions import discard
from entries.admin.stepping import LONGEST_NOTE, StepsAdmin
from entries.admin.steps import Step
from entries.choices import Status
from entries.models import Entry

if TYPE_CHECKING:
    _Steps = StepsAdmin
else:
    _Steps = object

SHOWN: Final = 100
"""Entries that the page which asks writes out."""

DISCARD: Final = Step(
    "discard",
    gettext_lazy("Delete"),
    frozenset({Status.DRAFT}),
    rights.may_discard,
    gettext_lazy("“%(entry)s” has been deleted."),
)


class DiscardingAdmin(_Steps):
    """Adds deleting, by which the last state is kept and can be brought back."""

    actions = [*StepsAdmin.actions, "discard_selected"]

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Ask for a note, then delete; where that is not possible, say what is in the way."""
        with transaction.atomic():
            entry = self.get_object(request, unquote(object_id))
            if entry is None:
                return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined,no-any-return]
                    request, self.opts, object_id
                )
            if not self.has_delete_permission(request, entry):
                raise PermissionDenied
            if request.method != "POST":
                return self._ask_to_discard(request, [entry])
            said, key = str(entry), entry.pk
            try:
                discard(entry, request.user, note_of(request))  # type: ignore[arg-type]
            except ValidationError as error:
                return self._ask_to_discard(request, [entry], error.messages)
        return self.response_delete(request, said, key)

    @admin.action(description=gettext_lazy("Delete the selected drafts…"), permissions=["delete"])
    def discard_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        """Ask for a note, then delete those of the selected entries that may be deleted."""
        if "note" not in request.POST:
            return self._ask_to_discard(request, list(queryset[:SHOWN]), many=queryset.count())
        self.take_all(request, queryset, DISCARD, note_of(request))
        return None

    def _ask_to_discard(
        self, request: HttpRequest, entries: list[Any], problems: Any = (), many: int = 0
    ) -> HttpResponse:
        """Return the page that asks; `many` is how many there are when it comes from a list."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("Delete"),
            "opts": self.opts,
            "entries": entries,
            "many": many,
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME) if many else [],
            "across": request.POST.get("select_across", "") if many else "",
            "problems": problems,
            "note": note_of(request),
            "longest": LONGEST_NOTE,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/entries/discard.html", context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Lead to the history that the desk keeps, in place of Django's."""
        entry: Entry | None = self.get_object(request, unquote(object_id))
        if entry is None:
            return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined,no-any-return]
                request, self.opts, object_id
            )
        return HttpResponseRedirect(reverse("desk:history", args=[entry.pid]))


def note_of(request: HttpRequest) -> str:
    """Return the note that was sent, not too long."""
    return request.POST.get("note", "").strip()[:LONGEST_NOTE]
