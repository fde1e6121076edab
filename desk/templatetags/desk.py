"""What the first page of the admin shows of the work at hand."""

from typing import TYPE_CHECKING, Any

from django import template

from desk.drafting.forms import BeginningForm
from desk.worklists.home import build_home
from entries import rights

if TYPE_CHECKING:
    from django.contrib.auth.models import User

register = template.Library()


@register.inclusion_tag("desk/worklists/home.html")
def desk_overview(user: "User") -> dict[str, Any]:
    """Return the lists of work for those who may look at entries (see `desk.worklists.home`)."""
    if not rights.viewable_kinds(user):
        return {"may_see": False}
    return build_home(user)


@register.inclusion_tag("admin/entries/_draft_dialog.html")
def draft_dialog(user: "User") -> dict[str, Any]:
    """Return the form with which a picker makes a new entry; it offers what `user` may add."""
    return {"form": BeginningForm(user)}
