"""Pages of a single statement or name, where all its citations are edited."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from entries import rights
from entries.admin.autocomplete import PicksEntries
from entries.admin.base import count_revision
from entries.admin.forms import LockedForm
from entries.admin.together import TogetherAdmin, say_joined
from entries.models import Entry, Name, Statement
from sources.admin.base import CitationInline


class PartForm(LockedForm):
    """A statement or name; the entry to which it belongs is what is guarded."""

    @property
    def locked_entry(self) -> Entry:
        return owner(self.instance)


class PartAdmin(PicksEntries, TogetherAdmin):
    """A part of an entry on a page of its own. Rights are those to the entry."""

    form = PartForm
    inlines: ClassVar[Any] = [CitationInline]
    change_form_template = "admin/entries/part_form.html"
    readonly_fields = ["belongs_to"]

    def guarded(self, edited: Any) -> Entry:
        return owner(edited)

    @admin.display(description=_("entry"))
    def belongs_to(self, part: Any) -> str:
        """Return a link to the entry."""
        return format_html('<a href="{}">{}</a>', form_address(owner(part)), owner(part))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the citations, and count a revision of the entry."""
        changed = form.content_changed or any(formset.has_changed() for formset in formsets)
        joined = say_joined(request, form, formsets, changed=changed)
        super().save_related(request, form, formsets, change)
        if joined:
            self.message_user(request, joined)
        if changed:
            entry = owner(form.instance)
            count_revision(entry, request, "change", form.cleaned_data["change_note"])

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the part, and count a revision of the entry."""
        said = str(obj)
        super().delete_model(request, obj)
        count_revision(owner(obj), request, "change", f"− {said}")

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Go back to the entry."""
        return HttpResponseRedirect(form_address(owner(obj)))

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """Go to the list of all entries."""
        super().response_delete(request, obj_display, obj_id)
        return HttpResponseRedirect(reverse("admin:entries_entry_changelist"))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer nothing on lists: parts are changed where their entry is locked."""
        return {}

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Keep parts out of the index: one comes here from an entry."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Parts are added on the form of their entry."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or rights.may_change(request.user, owner(obj)))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or rights.may_change(request.user, owner(obj)))


@admin.register(Statement)
class StatementAdmin(PartAdmin):
    """One statement with all its citations."""

    list_display = ["__str__", "rank", "certainty"]
    list_select_related = ["subject", "property", "object"]
    list_filter = ["rank", "certainty"]
    search_fields = ["uid"]
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["belongs_to", ("property", "object"), "value", ("date", "place")]}),
        (
            _("Role, rank and remarks"),
            {
                "fields": [
                    "qualifier",
                    "event",
                    ("certainty", "rank"),
                    "rank_reason",
                    "note",
                    "editors_note",
                    "position",
                    "change_note",
                ]
            },
        ),
    ]


@admin.register(Name)
class NameAdmin(PartAdmin):
    """One name with all its citations."""

    list_display = ["text", "language", "type"]
    list_select_related = ["entry"]
    search_fields = ["text"]
    show_full_result_count = False
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "belongs_to",
                    ("text", "language", "type", "date"),
                    "note",
                    "position",
                    "change_note",
                ]
            },
        )
    ]


def owner(part: Any) -> Entry:
    """Return the entry to which a statement or a name belongs."""
    entry: Entry = part.subject if isinstance(part, Statement) else part.entry
    return entry


def form_address(entry: Entry) -> str:
    """Return the address of the form of an entry of any kind."""
    return reverse("admin:entries_entry_change", args=[entry.pk])
