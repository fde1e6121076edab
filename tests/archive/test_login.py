"""Whoever guesses passwords is slowed down."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings


@pytest.mark.django_db
def test_five_wrong_passwords_close_the_door_even_to_the_right_one(
    client: Client, settings: Settings
) -> None:
    settings.AXES_ENABLED = True
    User.objects.create_superuser("natalia", password="nashe slovo 1915")
    wrong = {"username": "natalia", "password": "golos"}
    right = {"username": "natalia", "password": "nashe slovo 1915"}

    statuses = [client.post("/admin/login/", wrong).status_code for _ in range(5)]

    assert statuses == [200, 200, 200, 200, 429]
    assert client.post("/admin/login/", right).status_code == 429


@pytest.mark.django_db
def test_a_stranger_elsewhere_cannot_lock_an_editor_out(client: Client, settings: Settings) -> None:
    settings.AXES_ENABLED = True
    User.objects.create_superuser("natalia", password="nashe slovo 1915")
    for _ in range(6):
        client.post(
            "/admin/login/",
            {"username": "natalia", "password": "golos"},
            REMOTE_ADDR="203.0.113.7",
        )

    response = client.post(
        "/admin/login/",
        {"username": "natalia", "password": "nashe slovo 1915"},
        REMOTE_ADDR="198.51.100.9",
    )

    assert response.status_code == 302
