"""The room `exchange`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Bulk in and out."""

    name = "exchange"
    verbose_name = _("Exchange")
    is_public = False
    """No public page shows a job: what it writes is followed by itself."""

    def ready(self) -> None:
        """Say what is done with a job in each of its states."""
        from exchange.models import Job
        from exchange.work.checking import Checker
        from exchange.work.reading import Reader
        from exchange.work.undoing import Undoer
        from exchange.work.worker import register
        from exchange.work.writing import Writer

        register(Job.State.READING, Reader)
        register(Job.State.CHECKING, Checker)
        register(Job.State.WRITING, Writer)
        register(Job.State.UNDOING, Undoer)
