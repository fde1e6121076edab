"""`manage.py publish_due`: publish the entries whose hour has come."""

from typing import Any

from django.core.management.base import BaseCommand

from desk.flow.due import AT_ONCE, publish_due


class Command(BaseCommand):
    help = "Publish the entries whose hour has come. Does no harm when called often, or twice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish them all and say what became of each."""
        while outcomes := publish_due():
            for one in outcomes:
                said = one.problem or "published"
                self.stdout.write(f"{one.entry.pid} {one.entry}: {said}")
            if len(outcomes) < AT_ONCE:
                break
