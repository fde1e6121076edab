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
        from desk.accounts import demands, log, sessions
        from desk.groups import update_groups
        from desk.packing import shelves
        from desk.worklists.asking import find_walk
        from entries.admin import walking
        from exchange import beside
        from history.merging.references import Policy, register

        for field in ("Assignment.entry", "Schedule.entry", "Finding.entry"):
            register(f"desk.{field}", Policy.KEPT)
        for field in ("Pair.first", "Pair.second"):
            register(f"desk.{field}", Policy.KEPT)
        for shelf in shelves():
            beside.register(shelf)
        walking.register(find_walk)
        for accounts in (demands, log, sessions):
            accounts.connect()
        post_migrate.connect(update_groups, sender=self)
