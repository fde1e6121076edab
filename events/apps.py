"""The room `events`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """What happened."""

    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        """Add what may be doubtful about events to the archive's checks."""
        from entries import doubts
        from events.doubts import CHECKS

        doubts.register(*CHECKS)
