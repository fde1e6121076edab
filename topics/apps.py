"""The room `topics`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    """Ideas, theories, policies and other subjects."""

    name = "topics"
    verbose_name = _("Topics")
