"""Taking steps in the admin: a POST address for each entry, and actions on lists."""

from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from entries import rights
from entries.admin.foreseeing import foresee, say_not_yours
from entries.admin.steps import STEPS, Step, StepForm
from entries.admin.walking import WalkingAdmin
from entries.models import Entry
from entries.showable import CODE, PLACE

MOST_AT_ONCE: Final = 500
SHOWN_FAILURES: Final = 10
LONGEST_NOTE: Final = 1000
MOST_BESIDE: Final = 20
"""Entries that are handed to the page of merging, which says itself how many it can take."""


class StepsAdmin(WalkingAdmin):
    """Adds the steps to the admin of entries."""

    actions = ["submit_selected", "publish_selected", "withdraw_selected", "merge_selected"]

    def get_urls(self) -> list[URLPattern]:
        """Add the address that takes a step with one entry."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        view = self.admin_site.admin_view(require_POST(self.step_view))
        return [path("<path:object_id>/step/", view, name=name), *super().get_urls()]

    def step_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take the step that was sent; where that fails, show it again with all that was typed.

        With `ask` among what is sent, the page that asks for the reason comes first.
        """
        with transaction.atomic():
            entry = self.get_object(request, unquote(object_id))
            if entry is None:
                return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined,no-any-return]
                    request, self.opts, object_id
                )
            if not self.has_view_permission(request, entry):
                raise PermissionDenied
            form = StepForm(request.POST, entry=entry)
            if "ask" in request.POST:
                form = StepForm(initial={"step": request.POST.get("step", "")}, entry=entry)
            elif form.is_valid() and self._take(request, form, entry):
                return HttpResponseRedirect(onward(request) or self._form_address(entry))
        return self._ask(request, form, [entry], reverse_step(self, entry))

    def _take(self, request: HttpRequest, form: StepForm, entry: Entry) -> bool:
        """Take the step; put what stands in its way into the form."""
        step = STEPS[form.cleaned_data["step"]]
        note, reason = form.cleaned_data["note"], form.cleaned_data["reason"]
        try:
            step.take(entry, request.user, note, reason)  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error(None, error)
            return False
        self.message_user(request, step.done % {"entry": entry}, messages.SUCCESS)
        return True

    def _form_address(self, entry: Entry) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[entry.pk])

    def _ask(
        self, request: HttpRequest, form: StepForm, entries: Any, address: str
    ) -> HttpResponse:
        """Return the page that asks for the reason, or shows why a step was not possible."""
        step = form.chosen
        context = {
            **self.admin_site.each_context(request),
            "title": step.label if step is not None else _("Not possible"),
            "opts": self.opts,
            "form": form,
            "step": step,
            "entries": entries,
            "address": address,
            "next": onward(request),
            "place": PLACE if form.has_error(NON_FIELD_ERRORS, CODE) else "",
            "checkbox_name": ACTION_CHECKBOX_NAME,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/entries/step.html", context)

    # Lists

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out Django's way of deleting many: see `DiscardingAdmin`."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Tell Django who is offered the actions that publish and withdraw."""
        return rights.may_publish(request.user)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Tell Django who is offered the action that merges."""
        return rights.may_merge(request.user)

    @admin.action(description=_("Merge the selected entries…"), permissions=["merge"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        """Lead to the page that shows the selected entries side by side."""
        pids = queryset.order_by("pk").values_list("pid", flat=True)[:MOST_BESIDE]
        return HttpResponseRedirect(
            f"{reverse('desk:merge')}?{urlencode([('pid', pid) for pid in pids])}"
        )

    @admin.action(description=_("Submit the selected entries for review…"), permissions=["change"])
    def submit_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Show which drafts would be handed in, then hand them in."""
        return self._foresee(request, queryset, STEPS["submit"])

    @admin.action(description=_("Publish the selected entries…"), permissions=["publish"])
    def publish_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        """Show which entries would be published, then publish them."""
        return self._foresee(request, queryset, STEPS["publish"])

    def _foresee(
        self, request: HttpRequest, queryset: QuerySet[Any], step: Step
    ) -> HttpResponse | None:
        """Return the page that says what would happen; when that was agreed to, let it happen."""
        if "agreed" in request.POST:
            self.take_all(request, queryset, step, request.POST.get("note", "")[:LONGEST_NOTE])
            return None
        entries = list(queryset[: MOST_AT_ONCE + 1])
        if self._too_many(request, len(entries)):
            return None
        outlooks = foresee(step, entries, request.user)  # type: ignore[arg-type]
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "step": step,
            "ready": [one.entry for one in outlooks if not one.problem],
            "refused": [one for one in outlooks if one.problem],
            "action": f"{step.code}_selected",
            "longest": LONGEST_NOTE,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/entries/foresee.html", context)

    @admin.action(description=_("Withdraw the selected entries…"), permissions=["publish"])
    def withdraw_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        """Ask for the reason, then withdraw many entries."""
        asked = "step" in request.POST
        form = StepForm(request.POST if asked else None, initial={"step": "withdraw"})
        if asked and form.is_valid():
            reason, note = form.cleaned_data["reason"], form.cleaned_data["note"]
            self.take_all(request, queryset, STEPS["withdraw"], note, reason)
            return None
        return self._ask(request, form, list(queryset[: MOST_AT_ONCE + 1]), "")

    def take_all(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        step: Step,
        note: str = "",
        reason: dict[str, str] | None = None,
    ) -> None:
        """Take a step with each entry where it is possible; say where it was not, and why."""
        keys = list(queryset.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if self._too_many(request, len(keys)):
            return
        failures: list[str] = []
        for key in keys:
            failures += self._take_one(request, step, key, note, reason or {})
        done = len(keys) - len(failures)
        if done:
            message = ngettext("%(step)s: %(count)d entry.", "%(step)s: %(count)d entries.", done)
            self.message_user(request, message % {"step": step.label, "count": done})
        for failure in failures[:SHOWN_FAILURES]:
            self.message_user(request, failure, messages.WARNING)

    def _too_many(self, request: HttpRequest, count: int) -> bool:
        """Say so if more entries are chosen than can be dealt with at once."""
        if count <= MOST_AT_ONCE:
            return False
        message = gettext("Not more than %(count)d entries at once.") % {"count": MOST_AT_ONCE}
        self.message_user(request, message, messages.ERROR)
        return True

    def _take_one(
        self, request: HttpRequest, step: Step, key: int, note: str, reason: dict[str, str]
    ) -> list[str]:
        """Take a step with one entry of a list; return what stood in its way."""
        try:
            with transaction.atomic():
                entry = Entry.objects.select_for_update().get(pk=key).specific
                step.take(entry, request.user, note, reason)  # type: ignore[arg-type]
        except ValidationError as error:
            return [f"{entry}: {' '.join(error.messages)}"]
        except PermissionDenied as error:
            return [f"{entry}: {str(error) or say_not_yours()}"]
        except Entry.DoesNotExist:
            return [gettext("An entry has been deleted meanwhile.")]
        return []


def onward(request: HttpRequest) -> str:
    """Return the page of ours that is to follow a step, if one was named."""
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else ""


def reverse_step(model_admin: StepsAdmin, entry: Entry) -> str:
    """Return the address that takes a step with an entry."""
    opts = model_admin.opts
    name = f"{model_admin.admin_site.name}:{opts.app_label}_{opts.model_name}_step"
    return reverse(name, args=[entry.pk])
