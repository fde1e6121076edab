"""The room `works`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorksConfig(AppConfig):
    """Serials, their issues, and works."""

    name = "works"
    verbose_name = _("Works")
