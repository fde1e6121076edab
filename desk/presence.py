"""What an open form asks every few seconds: who else has it open, and who has saved since."""

from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entries import presence, rights
from entries.admin.autocomplete import as_key
from entries.admin.forms import LARGEST_REVISION
from entries.admin.threeway.telling import find_savers, say_newer, say_presence
from entries.models import Entry


@require_POST
@never_cache
@staff_member_required
def presence_ping(request: HttpRequest, pid: str) -> HttpResponse:
    """Note that the form is still open; answer with sentences, or nothing to say.

    Sent: `revision`, the one that the form shows; with `leave`, that it was closed. JSON: `here`,
    `saved`. Only for those who may change the entry.
    """
    entry = get_object_or_404(Entry.objects.select_related("changed_by"), pid=pid)
    user = request.user
    if not rights.may_change(user, entry):
        raise PermissionDenied
    if "leave" in request.POST:
        presence.leave(entry, user)  # type: ignore[arg-type]
        return HttpResponse(status=204)
    others = presence.stay(entry, user)  # type: ignore[arg-type]
    revision = as_key(request.POST.get("revision"))
    if revision is None or revision > LARGEST_REVISION:
        revision = entry.revision
    saved = find_savers(entry, revision, user)
    return JsonResponse({"here": say_presence(others), "saved": say_newer(saved)})
