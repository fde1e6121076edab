"""Look after the search index."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search import follower, store
from search.changelog import head
from search.columns.verifying import differing_fields
from search.models import Change


class Command(BaseCommand):
    """`manage.py search rebuild|status|verify|prune`."""

    help = "Rebuild, inspect, verify the search index, or shorten the change log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("what", choices=["rebuild", "status", "verify", "prune"])
        parser.add_argument(
            "--days",
            type=int,
            default=30,
            help="prune: keep the changes of so many days. A node that was away longer rebuilds.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        getattr(self, options["what"])(options)

    def rebuild(self, options: dict[str, Any]) -> None:
        """Build the index anew while the old one goes on answering."""
        self.stdout.write(f"{follower.rebuild()} entries indexed")

    def status(self, options: dict[str, Any]) -> None:
        """Say how the index stands; fails when there is none."""
        reader = store.reader()
        if reader is None:
            raise CommandError("There is no index of this version.")
        lag = head() - reader.cursor
        documents = reader.searcher.num_docs - 1
        self.stdout.write(f"{documents} entries, {lag} changes behind, in {store.current_name()}")

    def verify(self, options: dict[str, Any]) -> None:
        """Compare index and database; fails when they differ."""
        report = follower.verify()
        if not report.is_clean:
            raise CommandError(
                f"{report.lag} changes behind, {len(report.missing)} missing, "
                f"{len(report.surplus)} too many, {len(report.different)} different"
            )
        if fields := differing_fields():
            raise CommandError(
                f"Columns and index differ in {', '.join(fields)}: `search rebuild` mends it."
            )
        self.stdout.write("Index and database agree.")

    def prune(self, options: dict[str, Any]) -> None:
        """Shorten the log, but never below the last change."""
        border = timezone.now() - timedelta(days=options["days"])
        deleted, _by_model = Change.objects.filter(at__lt=border, pk__lt=head()).delete()
        self.stdout.write(f"{deleted} changes removed from the log")
