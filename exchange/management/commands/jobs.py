"""Do what waits in the background."""

import time
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand

from exchange.work.worker import run_waiting

PAUSE: Final = 5.0


class Command(BaseCommand):
    """`manage.py jobs run`: do imports and other jobs at which nobody is."""

    help = "Do the jobs that wait: imports, changes of many entries, and their undoing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("what", choices=["run"])
        parser.add_argument(
            "--loop", action="store_true", help="Look again every five seconds, without end."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do them, and say how many there were."""
        count = run_waiting()
        while options["loop"]:
            time.sleep(PAUSE)
            count += run_waiting()
        self.stdout.write(f"{count} done")
