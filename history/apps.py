"""The room `history`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    """Versions, differences, restore, merge and un-merge."""

    name = "history"
    verbose_name = _("History")

    def ready(self) -> None:
        """Let the system checks find models that a merge would leave behind."""
        from django.core import checks

        from history.merging.references import check_references

        checks.register(check_references)
        from history import signals

        signals.connect()
