"""A checker for the part of JSON Schema that the schema of the record uses."""

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

TYPES: dict[str, Any] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "object": dict,
    "array": list,
    "null": type(None),
}


def parts(node: Any) -> Iterator[Schema]:
    """Yield every object within a schema."""
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from parts(child)
    if isinstance(node, list):
        for child in node:
            yield from parts(child)


def kind_schema(schema: Schema, kind: str) -> Schema:
    """Return the schema of the record of one kind."""
    return _resolve(schema, {"$ref": schema["discriminator"]["mapping"][kind]})


def faults(schema: Schema, value: Any, node: Schema, path: str = "") -> list[str]:
    """Return what is wrong with a value by a part of the schema, each with where it stands."""
    node = _resolve(schema, node)
    if "anyOf" in node:
        tried = [faults(schema, value, one, path) for one in node["anyOf"]]
        return [] if [] in tried else [fault for found in tried for fault in found]
    found = list(_own_faults(value, node, path))
    if isinstance(value, dict):
        found += _object_faults(schema, value, node, path)
    if isinstance(value, list):
        for at, child in enumerate(value):
            found += faults(schema, child, node["items"], f"{path}[{at}]")
    return found


def _resolve(schema: Schema, node: Schema) -> Schema:
    """Follow references within the schema."""
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return node


def _object_faults(schema: Schema, value: Schema, node: Schema, path: str) -> Iterator[str]:
    """Check the keys of an object, and what stands under them."""
    known = node.get("properties", {})
    rest = node.get("additionalProperties", True)
    yield from (f"{path}: {key} is missing" for key in node.get("required", ()) if key not in value)
    for key, child in value.items():
        if key in known or isinstance(rest, dict):
            yield from faults(schema, child, known.get(key, rest), f"{path}.{key}")
        elif rest is False:
            yield f"{path}: {key} is unknown"


def _own_faults(value: Any, node: Schema, path: str) -> Iterator[str]:
    """Check type, bounds, form and choice of a value."""
    if "type" in node and not isinstance(value, TYPES[node["type"]]):
        yield f"{path}: {value!r} is no {node['type']}"
    elif isinstance(value, str) and len(value) < node.get("minLength", 0):
        yield f"{path}: too short"
    elif isinstance(value, int | float) and not (
        node.get("minimum", value) <= value <= node.get("maximum", value)
    ):
        yield f"{path}: out of bounds"
    if "const" in node and value != node["const"]:
        yield f"{path}: {value!r} is not {node['const']!r}"
    if "enum" in node and value not in node["enum"]:
        yield f"{path}: {value!r} is not in the list"
    if isinstance(value, str) and not re.search(node.get("pattern", ""), value):
        yield f"{path}: {value!r} has not the form {node['pattern']}"
