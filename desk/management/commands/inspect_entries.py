"""`manage.py inspect_entries`: bring the lists of work up to date."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from desk.models import Finding, Pair
from desk.worklists.inspecting import inspect_all, start_anew


class Command(BaseCommand):
    help = "Bring the desk's lists of work up to date with what has changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to begin anew."""
        parser.add_argument("--all", action="store_true", help="Inspect every entry again.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Inspect what is left, and say what was found."""
        if options["all"]:
            start_anew()
        inspect_all()
        pairs = Pair.objects.filter(dismissed_at=None).count()
        self.stdout.write(f"{Finding.objects.count()} findings, {pairs} possible duplicates")
