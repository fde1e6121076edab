"""The room `desk`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """What editors need beyond the admin of a single model."""

    name = "desk"
    verbose_name = _("Desk")
    is_public = False
    """What the desk keeps shows on no page for readers (see `search.signals`)."""

    def ready(self) -> None:
        """Keep the groups in step with the code, whenever the database is migrated."""
        from desk.groups import update_groups
        from history.merging.references import Policy, register

        for label in ("Assignment", "Schedule"):
            register(f"desk.{label}.entry", Policy.KEPT)
        post_migrate.connect(update_groups, sender=self)
