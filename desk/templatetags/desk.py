"""What the first page of the admin shows of the work at hand."""

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse

from desk.drafting.forms import BeginningForm
from desk.topics import ROWS, topic_of
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


@register.simple_tag(takes_context=True)
def help_address(context: dict[str, Any]) -> str:
    """Return where the guide speaks of this page: at its topic, or at the index."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    return _topic_address(topic_of(match.view_name) if match else "")


@register.simple_tag
def help_for_rows(prefix: str) -> str:
    """Return where the guide speaks of a list of rows in a form; nothing if it does not."""
    return _topic_address(ROWS[prefix]) if prefix in ROWS else ""


def _topic_address(topic: str) -> str:
    return reverse("desk:help-topic", args=[topic]) if topic else reverse("desk:help")
