"""The room `sources`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Bibliographic sources and the evidence they give."""

    name = "sources"
    verbose_name = _("Sources")

    def ready(self) -> None:
        """Add what may be doubtful about evidence to the archive's checks."""
        from entries import doubts
        from sources.doubts import CHECKS

        doubts.register(*CHECKS)
