"""The room `works`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorksConfig(AppConfig):
    """Serials, their issues, and works."""

    name = "works"
    verbose_name = _("Works")

    def ready(self) -> None:
        """Add what may be doubtful about serials to the archive's checks."""
        from entries import doubts
        from works.doubts import CHECKS

        doubts.register(*CHECKS)
