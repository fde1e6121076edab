"""The admin of places."""

from typing import Any

from django.contrib import admin

from places.models import Place
from sources.admin import EvidencedForm, TypedAdmin


class PlaceForm(EvidencedForm):
    """A place. Half of one editor's point and half of another's would lie nowhere."""

    stand_together = (("latitude", "longitude"),)


@admin.register(Place)
class PlaceAdmin(TypedAdmin):
    """Places."""

    form = PlaceForm
    own_fields: Any = [("type", "part_of"), ("latitude", "longitude")]
