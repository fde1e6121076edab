"""Look after versions and revisions."""

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from entries.models import Entry
from history.models import Closure, Merge, Revision, RevisionPart, Version, VersionPart
from history.versions.verifying import mend, verify

SHOWN: Final = 20
"""Identifiers that are listed of each sort."""


class Command(BaseCommand):
    """`manage.py history status|verify|mend`."""

    help = "Count versions and revisions, compare them with the entries, store missing ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("what", choices=["status", "verify", "mend"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        getattr(self, options["what"])()

    def status(self) -> None:
        """Say what is kept."""
        counts = {
            "entries": Entry,
            "versions": Version,
            "parts of them": VersionPart,
            "revisions": Revision,
            "parts of those": RevisionPart,
            "merges": Merge,
            "closures": Closure,
        }
        for name, model in counts.items():
            self.stdout.write(f"{model._default_manager.count()} {name}")

    def verify(self) -> None:
        """Compare every entry with its last version and revision; fails when one differs."""
        report = verify()
        lists = {
            "published without a version": report.without_version,
            "other than their last version": report.other_version,
            "without a revision": report.without_revision,
            "other than their last revision": report.other_revision,
        }
        for name, pids in lists.items():
            if pids:
                more = "" if len(pids) <= SHOWN else " …"
                self.stdout.write(f"{len(pids)} {name}: {' '.join(pids[:SHOWN])}{more}")
        if not report.is_clean:
            raise CommandError(f"{report.checked} entries compared: `history mend` stores these.")
        self.stdout.write(f"{report.checked} entries compared: each is as it was last kept.")

    def mend(self) -> None:
        """Store what is missing."""
        versions, revisions = mend()
        self.stdout.write(f"{versions} versions and {revisions} revisions stored")
