"""The room `entries`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EntriesConfig(AppConfig):
    """What every entry is."""

    name = "entries"
    verbose_name = _("Entries")
