"""The room `desk`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """What editors need beyond the admin of a single model."""

    name = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        """Keep the groups in step with the code, whenever the database is migrated."""
        from desk.groups import update_groups

        post_migrate.connect(update_groups, sender=self)
