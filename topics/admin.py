"""The admin of topics."""

from django.contrib import admin

from sources.admin import EvidencedAdmin
from topics.models import Topic


@admin.register(Topic)
class TopicAdmin(EvidencedAdmin):
    """Topics."""

    own_fields = [("type", "broader")]
    list_display = ["name", "other_scripts", "type", "years", "status", "changed_at"]
    list_filter = [("type", admin.RelatedOnlyFieldListFilter), *EvidencedAdmin.list_filter]
    list_select_related = ["type"]
