"""What the first page of the admin shows of the work at hand."""

from typing import TYPE_CHECKING, Any, Final

from django import template

from entries.choices import Status
from entries.models import Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import User

register = template.Library()

SHOWN: Final = 8


@register.inclusion_tag("admin/entries/_desk.html")
def desk_overview(user: "User") -> dict[str, Any]:
    """Return what waits for review, the user's own drafts, and the latest changes (5 queries)."""
    if not user.has_perm("entries.view_entry"):
        return {"may_see": False}
    waiting = Entry.objects.filter(status=Status.IN_REVIEW)
    mine = Entry.objects.filter(status=Status.DRAFT, created_by=user)
    latest = Entry.objects.order_by("-changed_at", "-pk")
    return {
        "waiting": waiting.order_by("changed_at", "pk")[:SHOWN],
        "waiting_count": waiting.count(),
        "mine": mine.order_by("-changed_at", "-pk")[:SHOWN],
        "mine_count": mine.count(),
        "latest": latest[:SHOWN],
        "may_see": True,
    }
