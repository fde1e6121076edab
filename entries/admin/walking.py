"""Working through a list, one entry after another: lent by `desk`, shown on every entry's form.

A lower room must not import a higher one; `desk` registers its function here when it starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from entries.models import Entry

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin

PARAMETER: Final = "list"
"""Which list an entry's form was opened from; its filters stand beside it in the address."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Where an entry stands in a list. An address is empty where the list ends."""

    label: str
    address: str
    earlier: str
    later: str

    @property
    def onward(self) -> str:
        """Where to go when this entry is done: to the next one, at the end to the list."""
        return self.later or self.address


Walker = Callable[[HttpRequest, Entry], "Walk | None"]
_walkers: list[Walker] = []


def register(walker: Walker) -> None:
    """Let `walker` answer from now on."""
    _walkers[:] = [walker]


def find_walk(request: HttpRequest, entry: Entry) -> Walk | None:
    """Return the list that the form was opened from; None if from none."""
    if PARAMETER not in request.GET or not _walkers:
        return None
    return _walkers[0](request, entry)


class WalkingAdmin(_ModelAdmin):
    """A form that leads to the next entry of the list it was opened from."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the way to the entries before and after."""
        entry = context.get("original")
        if isinstance(entry, Entry):
            context["walk"] = find_walk(request, entry)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on to the next entry, or stay at this one, without leaving the list."""
        response = super().response_change(request, obj)
        walk = find_walk(request, obj)
        if walk is None or not isinstance(response, HttpResponseRedirect):
            return response
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        if "_addanother" in request.POST or "_saveasnew" in request.POST:
            return response
        return HttpResponseRedirect(walk.onward)
