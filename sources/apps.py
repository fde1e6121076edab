"""The room `sources`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Bibliographic sources and the evidence they give."""

    name = "sources"
    verbose_name = _("Sources")
