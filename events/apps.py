"""The room `events`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """What happened."""

    name = "events"
    verbose_name = _("Events")
