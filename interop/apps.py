"""The room `interop`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteropConfig(AppConfig):
    """What machines read."""

    name = "interop"
    verbose_name = _("Machines")
