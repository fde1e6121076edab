"""The room `search`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The index that follows the archive, facets, and the query."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Follow every change, and lend the admin its search."""
        from entries import lookup
        from search import signals
        from search.query import find_entries

        signals.connect()
        lookup.register(find_entries)
