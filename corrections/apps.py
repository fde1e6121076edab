"""The room `corrections`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrectionsConfig(AppConfig):
    """What readers tell the editors."""

    name = "corrections"
    verbose_name = _("Corrections by readers")

    def ready(self) -> None:
        """Say what a merge does with them: they stay with the entry they were written about."""
        from history.merging.references import Policy, register

        register("corrections.Correction.entry", Policy.KEPT)
