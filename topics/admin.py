"""The admin of topics."""

from typing import Any

from django.contrib import admin

from sources.admin import TypedAdmin
from topics.models import Topic


@admin.register(Topic)
class TopicAdmin(TypedAdmin):
    """Topics."""

    own_fields: Any = [("type", "broader")]
