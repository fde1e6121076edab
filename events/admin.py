"""The admin of events."""

from django.contrib import admin

from events.models import Event
from sources.admin import EvidencedAdmin


@admin.register(Event)
class EventAdmin(EvidencedAdmin):
    """Events."""

    own_fields = [("type", "date"), ("place", "part_of")]
    list_display = ["name", "other_scripts", "type", "years", "status", "changed_at"]
    list_filter = [("type", admin.RelatedOnlyFieldListFilter), *EvidencedAdmin.list_filter]
    list_select_related = ["type"]
