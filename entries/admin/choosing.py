"""From what is chosen in a list to the page of the desk that exports or changes it."""

from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin

MOST_NAMED: Final = 200
"""Entries that are named one by one in an address; a page of a list has no more."""


class ChoosingAdmin(_ModelAdmin):
    """Adds one action to a list: it leads on with what is chosen, or with all that match."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer it to whoever may look at the list."""
        found: dict[str, Any] = super().get_actions(request)
        action = self.get_action("take_selected")
        if action is not None and IS_POPUP_VAR not in request.GET:
            found["take_selected"] = action
        return found

    @admin.action(description=_("Export or change the selected entries…"))
    def take_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        """Lead to the page that exports or changes them."""
        if request.POST.get("select_across") == "1":
            query = request.GET.copy()
            query["in"] = getattr(self.model, "KIND", "") or "entry"
            address = query.urlencode()
        else:
            pids = queryset.order_by("pk").values_list("pid", flat=True)[:MOST_NAMED]
            address = urlencode([("pid", pid) for pid in pids])
        return HttpResponseRedirect(f"{reverse('desk:chosen')}?{address}")
