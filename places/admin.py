"""The admin of places."""

from django.contrib import admin

from places.models import Place
from sources.admin import EvidencedAdmin


@admin.register(Place)
class PlaceAdmin(EvidencedAdmin):
    """Places."""

    own_fields = [("type", "part_of"), ("latitude", "longitude")]
    list_display = ["name", "other_scripts", "type", "years", "status", "changed_at"]
    list_filter = [("type", admin.RelatedOnlyFieldListFilter), *EvidencedAdmin.list_filter]
    list_select_related = ["type"]
