"""Edits of a made archive, as editors make them: what they cost, and what they make stale."""

import os
from collections.abc import Callable

from django.db import transaction

from bench.world import World
from entries.choices import NameType
from entries.models import Name, Text


def edit_something(at: int) -> None:
    """Edit a text that no figure is about, in a transaction of its own."""
    with transaction.atomic():
        edit_text(at)


def edit_text(at: int) -> tuple[int, str]:
    """Change the text of an entry, another one for each `at`; return the entry and a new word."""
    row = Text.objects.filter(entry__status="published", pk__gte=1 + at * 7).order_by("pk")[0]
    word = f"visible{at}x{os.getpid()}"
    row.body = f"{row.body.partition(' visible')[0]} {word}"
    row.save()
    return row.entry_id, word


def edits(size: int) -> dict[str, Callable[[int], tuple[int, str]]]:
    """Return edits by name: each makes a word findable, and answers the entry and the word."""
    world = World(size)

    def rename(number: int, at: int) -> tuple[int, str]:
        name = Name.objects.get(entry_id=number, type=NameType.PREFERRED, language="en")
        word = f"Renamed{at}x{os.getpid()}"
        name.text = f"{name.text.partition(' Renamed')[0]} {word}"
        name.save()
        return number, word

    return {
        "edit of a text, until found": edit_text,
        "new name of a person, until found": lambda at: rename(_nobody(world, at), at),
        "new name, 200 statements": lambda at: rename(
            world.well_known[at % len(world.well_known)], at
        ),
        "new name, 5,000 statements": lambda at: rename(world.central, at),
    }


def _nobody(world: World, at: int) -> int:
    """Return a person of whom little is said."""
    persons = world.ranges["person"]
    middle = persons[len(persons) // 2]
    rows = Name.objects.filter(
        entry__status="published", entry_id__gte=middle, type=NameType.PREFERRED, language="en"
    )
    return rows.order_by("entry_id").values_list("entry_id", flat=True)[at]
