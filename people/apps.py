"""The room `people`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Persons and organisations."""

    name = "people"
    verbose_name = _("People")
