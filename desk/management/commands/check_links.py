"""`manage.py check_links`: ask the addresses elsewhere that entries lead to."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desk.links.checking import check_links


class Command(BaseCommand):
    help = "Ask the addresses that sources, identifiers and texts lead to, those that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many are asked at most."""
        parser.add_argument("--most", type=int, default=500, help="How many are asked (500).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask them and say what came of it. Fails where the archive may make no requests."""
        if not settings.ALLOW_OUTGOING:
            raise CommandError("This archive makes no requests: set ALLOW_OUTGOING=1 to allow it.")
        report = check_links(max(options["most"], 0))
        told = f"{report.asked} asked, {report.dead} dead, {report.waiting} wait for the next round"
        self.stdout.write(told)
