"""The JSON Schema of what this room answers with."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from records.read import parse_record

ID: dict[str, str] = {
    "type": "string",
    "format": "uri",
    "description": "The address to cite. Only where the record is published as JSON.",
}


def record_schema() -> dict[str, Any]:
    """Return the schema of the record (draft 2020-12) as it is published: with its address."""
    schema = parse_record.json_schema()
    for mapping in schema["discriminator"]["mapping"].values():
        kind = schema["$defs"][mapping.rsplit("/", 1)[-1]]
        kind["properties"] = {"id": ID, **kind["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": settings.SITE_URL + reverse("interop:record-schema"),
        "title": "Slovo record",
        **schema,
    }
