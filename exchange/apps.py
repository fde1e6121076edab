"""The room `exchange`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Bulk in and out."""

    name = "exchange"
    verbose_name = _("Exchange")
