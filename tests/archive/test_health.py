"""The address that a load balancer asks."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_a_node_whose_database_answers_is_healthy(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok"}
    assert "no-store" in response.headers["Cache-Control"]


def test_a_node_whose_database_is_gone_asks_to_be_left_out(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"database": "down"}
    assert "the database does not answer" in caplog.text


def test_health_is_only_read(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
