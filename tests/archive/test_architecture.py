"""Relations between models go down only, as imports do.

import-linter reads imports; a foreign key named by a string would pass it by.
"""

import tomllib
from pathlib import Path

from django.apps import apps
from django.db.models import Field

ROOT = Path(__file__).parents[2]


def read_layers() -> list[str]:
    """Answer the rooms from the bottom up, as the contract of import-linter lists them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    return [room for layer in reversed(contract["layers"]) for room in layer.split(" | ")]


LAYERS = read_layers()


def forward_relations() -> list[tuple[str, str]]:
    """Answer (label of the field, label of the model it points to) within our rooms."""
    return [
        (f"{model._meta.label}.{field.name}", field.related_model._meta.label)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.is_relation and field.related_model
        if model._meta.app_label in LAYERS and field.related_model._meta.app_label in LAYERS
    ]


def test_the_rooms_are_installed_from_the_bottom_up() -> None:
    installed = [config.label for config in apps.get_app_configs() if config.label in LAYERS]

    assert installed == [room for room in LAYERS if room in installed]


def test_every_relation_points_to_its_own_room_or_one_below() -> None:
    relations = forward_relations()
    height = LAYERS.index
    upward = [
        f"{field} -> {target}"
        for field, target in relations
        if height(target.partition(".")[0]) > height(field.partition(".")[0])
    ]

    assert len(relations) > 20
    assert upward == []
