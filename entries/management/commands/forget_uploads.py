"""Remove the pictures that were uploaded into a form and never saved with it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entries.uploads import KEPT_DAYS, forget_older


class Command(BaseCommand):
    """Removes what has waited long enough."""

    help = "Remove pictures that were uploaded into a form and never saved with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add for how many days they wait."""
        parser.add_argument(
            "--days", type=int, default=KEPT_DAYS, help=f"how long they wait (default: {KEPT_DAYS})"
        )

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        """Remove them, and say how many files."""
        if days < 0:
            raise CommandError("--days must not be below 0.")
        self.stdout.write(f"{forget_older(days)} files removed.")
