"""`manage.py create_demo_editor`: an editor whose password everybody knows."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from desk.accounts.demands import DEMO_EDITOR
from desk.accounts.factor import forget_factor

NAME = DEMO_EDITOR
PASSWORD = "slovo-demo"  # noqa: S105  (everybody knows it: that is what it is for)


class Command(BaseCommand):
    help = (
        "Make the demo editor, or set its password back. For trying out only: refuses unless "
        "SLOVO_DEMO=1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the user and print its name and password; raise CommandError outside a demo."""
        if not settings.DEMO:
            raise CommandError("This is no demo (SLOVO_DEMO is not 1): no such editor is made.")
        editor, _created = get_user_model().objects.get_or_create(username=NAME)
        editor.is_staff = editor.is_active = True
        editor.set_password(PASSWORD)
        editor.save()
        forget_factor(editor)
        editor.groups.set(Group.objects.filter(name__in=["editor", "publisher"]))
        self.stdout.write(f"Demo editor: {NAME}, password {PASSWORD}")
