"""The queue of corrections at the desk."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from corrections.actions import decide, take
from corrections.forms import AnswerForm
from corrections.models import Correction
from entries import rights
from entries.models import Statement

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Correction]
else:
    _Admin = admin.ModelAdmin

SENT = ("about", "statement_text", "message", "evidence", "name", "email", "wants_credit", "at")


class WaitingFilter(admin.SimpleListFilter):
    """What waits for the desk, unless another list is asked for."""

    title = _("list")
    parameter_name = "list"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the lists by their first need."""
        return [
            ("mine", _("in my hands")),
            ("suspect", _("looks like spam")),
            ("closed", _("decided")),
            ("all", _("all")),
        ]

    def choices(self, changelist: Any) -> Any:
        """Call the list without a choice by its name."""
        for choice in super().choices(changelist):
            choice["display"] = _("waiting") if choice["query_string"] == "?" else choice["display"]
            yield choice

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Correction]
    ) -> QuerySet[Correction]:
        """Keep the list that is asked for."""
        match self.value():
            case "mine":
                return queryset.filter(state__in=Correction.OPEN, assigned_to=request.user.pk)
            case "suspect":
                return queryset.filter(state=Correction.State.SUSPECT)
            case "closed":
                return queryset.filter(state__in=Correction.CLOSED)
            case "all":
                return queryset
            case _:
                return queryset.filter(state__in=Correction.OPEN)


@admin.register(Correction)
class CorrectionAdmin(_Admin):
    """Corrections: read, taken in hand, answered. What the reader wrote is never changed."""

    form: Any = AnswerForm
    list_display: Any = ["message_start", "entry", "state", "assigned_to", "at"]
    list_filter: ClassVar[Any] = [WaitingFilter, "entry__kind", "language"]
    list_select_related: ClassVar[Any] = ["entry", "assigned_to"]
    list_per_page = 50
    search_fields: ClassVar[Any] = ["message", "evidence", "name", "entry__names__text"]
    readonly_fields: ClassVar[Any] = [*SENT, "state", "closed_by", "closed_at"]
    actions: Any = ["take_in_hand", "call_spam"]
    fieldsets: ClassVar[Any] = [
        (_("What the reader wrote"), {"fields": SENT}),
        (
            _("Answer"),
            {"fields": ["state", "decision", "answer", "editors_note", "assigned_to", "seen"]},
        ),
        (_("Decided"), {"fields": [("closed_by", "closed_at")]}),
    ]

    @admin.display(description=_("message"))
    def message_start(self, correction: Correction) -> str:
        """Return the beginning of the message."""
        return str(correction)

    @admin.display(description=_("about"))
    def about(self, correction: Correction) -> str:
        """Return a link to the form of the entry, and to its page."""
        entry = correction.entry
        form = reverse("admin:entries_entry_change", args=[entry.pk])
        page = entry.get_absolute_url()
        pair = '<a href="{}">{}</a> · <a href="{}">{}</a>'
        return format_html(pair, form, entry, page, entry.pid)

    @admin.display(description=_("statement"))
    def statement_text(self, correction: Correction) -> str:
        """Return the statement as it reads now, with a link to its form."""
        if not correction.statement:
            return "–"
        found = Statement.objects.with_ends().filter(uid=correction.statement).first()
        if found is None:
            return str(_("It is no longer in the archive."))
        address = reverse("admin:entries_statement_change", args=[found.pk])
        return format_html('<a href="{}">{}</a>', address, found)

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        """Store note and hands; carry the decision out as an action, with its checks."""
        obj.save(update_fields=["editors_note", "assigned_to", "answer"])
        decision = form.cleaned_data.get("decision")
        if decision == Correction.State.IN_HAND:
            take(obj, request.user)  # type: ignore[arg-type]
        elif decision:
            decide(obj, request.user, decision, obj.answer)  # type: ignore[arg-type]

    @admin.action(description=_("Take the chosen corrections in hand"))
    def take_in_hand(self, request: HttpRequest, queryset: QuerySet[Correction]) -> None:
        """Put them into the hands of whoever asks; what is decided stays as it is."""
        taken = 0
        for correction in queryset:
            try:
                take(correction, request.user)  # type: ignore[arg-type]
                taken += 1
            except ValidationError as error:
                self.message_user(request, " ".join(error.messages), messages.WARNING)
        said = ngettext("%(count)d is in your hands.", "%(count)d are in your hands.", taken)
        self.message_user(request, said % {"count": taken})

    @admin.action(description=_("Call the chosen corrections spam"))
    def call_spam(self, request: HttpRequest, queryset: QuerySet[Correction]) -> None:
        """Put them away. They stay in the list of what was decided."""
        for correction in queryset:
            decide(correction, request.user, Correction.State.SPAM, correction.answer)  # type: ignore[arg-type]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let reviewers read the queue."""
        return rights.may_review(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let reviewers answer."""
        return rights.may_review(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the room to reviewers."""
        return rights.may_review(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readers alone write corrections."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may publish may erase what a reader wants erased."""
        return rights.may_publish(request.user)
