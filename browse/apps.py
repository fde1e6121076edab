"""The room for readers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrowseConfig(AppConfig):
    """Pages for people: home, the list with its facets, one page an entry."""

    name = "browse"
    verbose_name = _("pages for readers")
