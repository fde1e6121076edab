"""The room `history`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    """Versions, differences, restore, merge and un-merge."""

    name = "history"
    verbose_name = _("History")
