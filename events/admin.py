"""The admin of events."""

from typing import Any

from django.contrib import admin

from events.models import Event
from sources.admin import TypedAdmin


@admin.register(Event)
class EventAdmin(TypedAdmin):
    """Events."""

    own_fields: Any = [("type", "date"), ("place", "part_of")]
