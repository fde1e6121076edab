"""The demo editor exists where a demo was asked for, and nowhere else."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from desk.management.commands.create_demo_editor import NAME, PASSWORD

pytestmark = pytest.mark.django_db


def test_outside_a_demo_no_editor_is_made() -> None:
    with pytest.raises(CommandError, match="SLOVO_DEMO"):
        call_command("create_demo_editor")

    assert not User.objects.exists()


def test_the_demo_editor_can_sign_in_and_publish(settings: Settings, client: Client) -> None:
    settings.DEMO = True
    said = StringIO()

    call_command("create_demo_editor", stdout=said)

    assert NAME in said.getvalue()
    assert PASSWORD in said.getvalue()
    login = {"username": NAME, "password": PASSWORD, "next": "/admin/"}
    assert client.post("/admin/login/", login).status_code == 302
    assert User.objects.get().has_perm("entries.publish_entry")


def test_making_the_demo_editor_twice_sets_the_password_back(settings: Settings) -> None:
    settings.DEMO = True
    call_command("create_demo_editor", stdout=StringIO())
    editor = User.objects.get()
    editor.set_password("changed by a visitor")
    editor.save()

    call_command("create_demo_editor", stdout=StringIO())

    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)
