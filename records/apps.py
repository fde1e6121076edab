"""The room `records`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """The one serial form of every entry."""

    name = "records"
    verbose_name = _("Records")
