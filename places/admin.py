"""The admin of places."""

from typing import Any

from django.contrib import admin

from places.models import Place
from sources.admin import TypedAdmin


@admin.register(Place)
class PlaceAdmin(TypedAdmin):
    """Places."""

    own_fields: Any = [("type", "part_of"), ("latitude", "longitude")]
