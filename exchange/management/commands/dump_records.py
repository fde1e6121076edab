"""Write a data package."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from exchange.package import dump_package


class Command(BaseCommand):
    """`manage.py dump_records backup/`: the whole archive as readable files."""

    help = "Write every entry, drafts and editors' notes included, as a data package."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder to write to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say how many records."""
        count = dump_package(options["folder"])
        self.stdout.write(f"{count} records written to {options['folder']}")
