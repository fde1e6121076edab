"""The published JSON Schema: sound in itself, and true of the records."""

import re
from typing import Any

import pytest

from entries import pid as pids
from entries.choices import Kind
from entries.schemes import SCHEMES
from records.columns import MODELS, column_names
from records.read import parse_record
from records.schema import RECORD_TYPES
from records.write import Scope, to_record
from tests import make
from tests.json_schema import faults, kind_schema, parts

SCHEMA: dict[str, Any] = parse_record.json_schema()


def test_every_reference_within_the_schema_leads_somewhere() -> None:
    references = [part["$ref"] for part in parts(SCHEMA) if "$ref" in part]

    assert len(references) > 50
    for reference in references:
        assert reference.removeprefix("#/$defs/") in SCHEMA["$defs"]


def test_every_pattern_is_one_that_javascript_reads_as_well() -> None:
    patterns = {part["pattern"] for part in parts(SCHEMA) if isinstance(part.get("pattern"), str)}

    assert len(patterns) >= 4
    for pattern in patterns:
        re.compile(pattern)
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        assert "(?" not in pattern
        assert r"\Z" not in pattern


def test_the_schema_tells_the_kinds_apart_and_admits_no_unknown_key() -> None:
    assert SCHEMA["discriminator"]["propertyName"] == "kind"
    assert set(SCHEMA["discriminator"]["mapping"]) == set(Kind.values) == set(RECORD_TYPES)
    objects = [one for one in SCHEMA["$defs"].values() if one.get("type") == "object"]
    assert all(one["additionalProperties"] is False for one in objects)


def test_the_schema_lists_what_may_be_chosen() -> None:
    identifier = SCHEMA["$defs"]["IdentifierRecord"]["properties"]["scheme"]
    place = SCHEMA["$defs"]["PlaceFields"]["properties"]["latitude"]["anyOf"][0]
    source = SCHEMA["$defs"]["SourceFields"]["properties"]["csl_type"]

    assert identifier["enum"] == list(SCHEMES)
    assert "book" in source["enum"]
    assert (place["minimum"], place["maximum"]) == (-90, 90)


@pytest.mark.parametrize("kind", Kind.values)
def test_every_own_column_of_a_kind_is_in_its_record(kind: str) -> None:
    inherited = {"entry_ptr", "sort_number"}
    fields = {
        field.name
        for field in (*MODELS[kind]._meta.local_fields, *MODELS[kind]._meta.local_many_to_many)
        if not re.search("_(calendar|written|earliest|latest)$", field.name)
    }

    assert set(column_names(kind)) == fields - inherited


def test_the_pattern_of_identifiers_is_the_alphabet() -> None:
    pattern = kind_schema(SCHEMA, "person")["properties"]["pid"]["pattern"]

    assert re.fullmatch(r"\^\[[^]]+\]\{7\}\$", pattern)
    signs = {chr(code) for code in range(128) if re.fullmatch(pattern, chr(code) * 7)}
    assert signs == set(pids.ALPHABET)


@pytest.mark.django_db
def test_records_are_true_to_the_schema() -> None:
    serial, place = (
        make.make_publication(languages=["ru"]),
        make.make_place(latitude="47.7", longitude="32.6"),
    )
    person = make.make_person(summary={"ru": "Революционер."})
    entries = [
        person,
        serial,
        place,
        make.make_issue(serial),
        make.make_event(place=place),
        make.make_work(publication=serial),
        make.make_topic(),
        make.make_organisation(),
        make.make_source(),
    ]
    make.cite(make.make_statement(person, "born", date="1879", place=place), locator="¶ 1")
    assert {entry.kind for entry in entries} == set(Kind.values)

    for entry in entries:
        document = to_record(entry, Scope.FULL).model_dump(mode="json")
        assert faults(SCHEMA, document, kind_schema(SCHEMA, entry.kind)) == []


@pytest.mark.django_db
def test_the_checker_of_these_tests_finds_what_is_wrong() -> None:
    document = to_record(make.make_person()).model_dump(mode="json")

    def broken(**changes: Any) -> list[str]:
        return faults(SCHEMA, {**document, **changes}, kind_schema(SCHEMA, "person"))

    assert broken() == []
    assert broken(pid="TROTSKY") == [
        ".pid: 'TROTSKY' has not the form "
        + kind_schema(SCHEMA, "person")["properties"]["pid"]["pattern"]
    ]
    assert broken(nickname="Pero") == [": nickname is unknown"]
    assert broken(descriptive="no") == [".descriptive: 'no' is no boolean"]
    assert broken(status="lost") == [".status: 'lost' is not in the list"]
    assert len(broken(names=[{"text": ""}])) == 3
    assert faults(SCHEMA, {}, kind_schema(SCHEMA, "person")) == [": pid is missing"]
