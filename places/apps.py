"""The room `places`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Where things happened."""

    name = "places"
    verbose_name = _("Places")
