"""Load a data package."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchange.errors import PackageError
from exchange.package import load_package


class Command(BaseCommand):
    """`manage.py load_records fixtures`: read a data package, all or nothing."""

    help = "Load a data package (properties, terms, records). Loading it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of the package."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--new-only",
            action="store_true",
            help="Leave entries and vocabulary that are already there as they are.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what happened."""
        try:
            outcomes = load_package(options["folder"], new_only=options["new_only"])
        except PackageError as error:
            raise CommandError(str(error)) from error
        counts = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
        self.stdout.write(counts)
