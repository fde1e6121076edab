"""The published schema."""

from typing import Any

import pytest
from django.test import Client

from entries.choices import Kind
from tests import make
from tests.json_schema import faults, kind_schema


def read_schema(client: Client) -> dict[str, Any]:
    """Fetch the published schema."""
    response = client.get("/api/record.schema.json")
    assert response["Content-Type"] == "application/schema+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in response["Cache-Control"]
    document: dict[str, Any] = response.json()
    return document


def test_the_schema_says_what_it_is_and_where_it_lies(client: Client) -> None:
    schema = read_schema(client)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "http://localhost:8000/api/record.schema.json"
    assert set(schema["discriminator"]["mapping"]) == set(Kind.values)


@pytest.mark.django_db
def test_published_records_are_true_to_the_published_schema(client: Client) -> None:
    schema = read_schema(client)
    serial = make.make_publication()
    issue = make.make_issue(serial)
    make.make_statement(make.make_person(), "edited", serial, date="1915")
    serial.status = "draft"
    serial.save()

    for entry in (issue, make.make_place(), make.make_person(), make.make_source()):
        document = client.get(f"/id/{entry.pid}.json").json()
        assert "id" in document
        assert faults(schema, document, kind_schema(schema, document["kind"])) == []


@pytest.mark.parametrize("path", ["/api/record.schema.json"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
