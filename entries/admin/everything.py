"""All entries in one list, which leads to the form of each kind; and the audit log."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from entries.admin.autocomplete import as_key
from entries.admin.base import EntryList
from entries.admin.filters import MineFilter, MissingSummaryFilter
from entries.admin.labels import model_of
from entries.admin.offering import EntryAutocompleteView
from entries.admin.uploading import keep_picture
from entries.models import AuditRecord, Entry

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin


@admin.register(Entry)
class AllEntriesAdmin(EntryList):
    """Entries of every kind. They are edited as what they are, not here."""

    list_display: Any = [
        "name", "other_scripts", "years", "kind", "status", "changed_at",
    ]  # fmt: skip
    list_filter: ClassVar[Any] = ["kind", "status", MissingSummaryFilter, MineFilter]

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses that boxes for choosing an entry ask, and that take a picture."""
        view = EntryAutocompleteView.as_view(admin_site=self.admin_site)
        name = "entries_entry_autocomplete"
        address = path("autocomplete/", self.admin_site.admin_view(view), name=name)
        keeping = self.admin_site.admin_view(keep_picture)
        picture = path("picture/", keeping, name="entries_entry_picture")
        return [address, picture, *super().get_urls()]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lead to the form of the entry's own kind."""
        key = as_key(object_id)
        entry = Entry.objects.filter(pk=key).first() if key is not None else None
        model = model_of(entry.kind) if entry is not None else None
        if entry is None or model is None:
            return super().changeform_view(request, "0", form_url, extra_context)
        name = f"{self.admin_site.name}:{model._meta.app_label}_{model._meta.model_name}_change"
        query = request.META.get("QUERY_STRING", "")
        address = reverse(name, args=[entry.pk])
        return HttpResponseRedirect(f"{address}?{query}" if query else address)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(AuditRecord)
class AuditRecordAdmin(_ModelAdmin):
    """Who did what, and when. To be read only."""

    list_display = ["at", "user", "action", "entry_link", "revision", "note"]
    list_filter = ["action", "at"]
    list_select_related = ["user", "entry"]
    list_per_page = 100
    show_full_result_count = False
    fields: ClassVar[Any] = ["at", "user", "action", "entry_link", "revision", "note"]
    readonly_fields = fields

    @admin.display(description=_("entry"))
    def entry_link(self, row: AuditRecord) -> str:
        """Return a link to the entry's form."""
        address = reverse("admin:entries_entry_change", args=[row.entry_id])
        return format_html('<a href="{}">{}</a>', address, row.entry)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
