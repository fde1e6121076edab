"""For admins whose form several editors may have open: merging, settling, and who else is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from entries import presence
from entries.admin.autocomplete import as_key
from entries.admin.rescue import answer_rescued
from entries.admin.threeway.screen import Point, build_points
from entries.admin.threeway.telling import (
    Savers,
    find_savers,
    say_presence,
    say_saved,
    say_what_came,
)
from entries.images import Prepared
from entries.models import Entry

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin


@dataclass(frozen=True)
class Meanwhile:
    """What a form that comes back says about the saves of others."""

    savers: Savers
    came: str
    """What of theirs is in the form now."""
    points: list[Point]
    """What is to be settled."""
    files: list[str]
    """Names of files that were sent, and that the browser must be given again."""

    @property
    def sentence(self) -> str:
        """Who has saved, and what became of what the editor sent."""
        if not self.savers:
            return gettext("Nothing is saved yet; all you typed is still here.")
        if not self.savers.names:
            said = gettext(
                "You have saved this entry in another window (%(when)s). Nothing from this form "
                "is saved yet, and all you typed is still here."
            )
        else:
            said = gettext(
                "%(who)s has saved this entry (%(when)s), after you opened it. Nothing of yours "
                "is saved yet, and all you typed is still here."
            )
        return said % {"who": self.savers.who, "when": self.savers.when}

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.came or self.points or self.files)


class TogetherAdmin(_ModelAdmin):
    """A form that several editors may have open at the same time (see `threeway`)."""

    def guarded(self, edited: Any) -> Entry:
        """Return the entry whose form this is: the one edited, or the one to which it belongs."""
        entry: Entry = edited
        return entry

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form or save it; where the right to it has gone meanwhile, give back the text.

        Raises PermissionDenied if nothing was typed.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            why = gettext("You may not change this any more: its state has changed meanwhile.")
            if (answer := self._rescued(request, object_id, why, 403)) is None:
                raise
            return answer

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Lead to where Django leads; if something was typed, give it back first."""
        why = gettext("Somebody has deleted this meanwhile.")
        answer = self._rescued(request, object_id, why, 404)
        if answer is None:
            return super()._get_obj_does_not_exist_redirect(  # type: ignore[misc,no-any-return]
                request, opts, object_id
            )
        return answer

    def _rescued(
        self, request: HttpRequest, object_id: str | None, why: str, status: int
    ) -> HttpResponse | None:
        key = as_key(unquote(object_id or ""))
        if key is None:
            return None
        return answer_rescued(request, self.model(pk=key), why, status)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add what others have saved meanwhile, and who else has the form open."""
        edited = context.get("original")
        if edited is not None and self.has_change_permission(request, edited):
            form = context["adminform"].form
            entry = self.guarded(edited)
            formsets = [one.formset for one in context["inline_admin_formsets"]]
            # Before any field leaves its place: its box knows how the value is sent.
            context["bases"] = [form.base_input, *(rows.base_input for rows in formsets)]
            context["shown_revision"] = entry.revision
            others = presence.arrive(entry, request.user)  # type: ignore[arg-type]
            context["presence"] = say_presence(others)
            context["ping_seconds"] = presence.PING_SECONDS
            if request.method == "POST":
                context["meanwhile"] = meanwhile(request, form, formsets)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Note that the form is closed, unless it is opened again at once."""
        if "_continue" not in request.POST:
            presence.leave(self.guarded(obj), request.user)  # type: ignore[arg-type]
        return super().response_change(request, obj)


def meanwhile(request: HttpRequest, form: Any, formsets: list[Any]) -> Meanwhile:
    """Return what a form that comes back has to say; its open fields move to their points."""
    revision = form.base.revision if form.base is not None else None
    sent = [one for _key, some in request.FILES.lists() for one in some]
    files = [str(one.name) for one in sent if not isinstance(one, Prepared)]  # the others are kept
    return Meanwhile(
        find_savers(form.locked_entry, revision, request.user),
        say_what_came(form, formsets),
        build_points(form, formsets),
        files,
    )


def say_joined(request: HttpRequest, form: Any, formsets: Iterable[Any], *, changed: bool) -> str:
    """Return the message after a save; empty if nobody saved since the form was opened.

    To be asked before the save is counted as a revision.
    """
    if form.base is None:
        return ""
    savers = find_savers(form.locked_entry, form.base.revision, request.user)
    return say_saved(savers, say_what_came(form, formsets), changed=changed) if savers else ""
