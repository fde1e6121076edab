"""Dressing the keys that the engine found: names, summary, and why an entry was found."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.db.models.base import ModelState

from entries.choices import TextRole
from entries.languages import INTERFACE_LANGUAGES, Localised, Shown, current_language, show
from entries.models import Entry, Name, Text
from entries.prepared import Prepared, PreparedModels
from search.matching import Asked, Spelt, all_asked, find_match
from search.passages import passage_around, plain_text
from search.remembered import Made, Remembered
from search.results import Hit

MOST_REMEMBERED: Final = 6_000
"""Entries of which a row of the list is remembered: some thirty megabytes."""


class Face(NamedTuple):
    """What the list shows of an entry."""

    entry: Entry
    summaries: Localised
    """As plain text."""


_faces: Final[Remembered[int, Face]] = Remembered(MOST_REMEMBERED)
_names: Final[Remembered[int, list[Spelt]]] = Remembered(MOST_REMEMBERED)

find_published: Final = PreparedModels(
    Entry, lambda keys: Entry.objects.published().filter(pk__in=keys)
)
"""Finds those of some entries that are public, in any order."""
_summaries: Final[Prepared[tuple[int, str, str]]] = Prepared(
    lambda keys: (
        Text.objects.filter(entry__in=keys, role=TextRole.SUMMARY)
        .order_by()
        .values_list("entry_id", "language", "body")
    )
)
_all_names: Final[Prepared[tuple[Any, ...]]] = Prepared(
    lambda keys: Name.objects.filter(entry__in=keys).values_list(
        "entry_id", "text", "language", "type", "folded"
    )
)


def make_hits(keys: Sequence[int], text: str) -> list[Hit]:
    """Return the hits in the order of `keys`: four queries, fewer for what is remembered.

    What is no longer published is left out, whatever the index says.
    """
    faces = _faces.look_up(keys, _read_faces)
    names = _names.look_up(faces, _read_names) if text else {}
    asked = all_asked(text)
    return [_hit(faces[key], names.get(key, []), asked) for key in keys if key in faces]


def _read_faces(keys: list[int]) -> dict[int, Made[Face]]:
    """Return the public ones of these entries with their summaries: two queries."""
    entries = {entry.pk: entry for entry in find_published(keys)}
    summaries: dict[int, dict[str, str]] = {}
    for pk, language, body in _summaries(list(entries)):
        summaries.setdefault(pk, {})[language] = plain_text(body)
    return {pk: Made(Face(entry, summaries.get(pk, {}))) for pk, entry in entries.items()}


def _read_names(keys: list[int]) -> dict[int, Made[list[Spelt]]]:
    """Return the names of entries: one query."""
    found: dict[int, list[Spelt]] = {key: [] for key in keys}
    for key, *name in _all_names(keys):
        found[key].append(Spelt(*name))
    return {key: Made(names) for key, names in found.items()}


def _hit(face: Face, names: list[Spelt], alternatives: list[Asked]) -> Hit:
    """Return one hit, with a copy of the entry: what is remembered is not to be changed."""
    entry = _copied(face.entry)
    text = " ".join(asked.text for asked in alternatives)
    matched = find_match(entry, names, alternatives)
    summary = show(face.summaries)
    passage = passage_around(summary.text, text) if text and matched is None else None
    return Hit(entry, summary, other_scripts(entry), matched, passage)


def _copied(entry: Entry) -> Entry:
    """Return what `copy` returns, in a tenth of the time: it would pickle the row first."""
    made = Entry.__new__(Entry)
    made.__dict__.update(entry.__dict__)
    made._state = ModelState()
    made._state.adding, made._state.db = False, entry._state.db
    return made


def other_scripts(entry: Entry) -> list[Shown]:
    """Return the preferred names in the languages that are not the reader's."""
    reader = current_language()
    own = show(entry.labels, reader).text
    found = []
    for language in INTERFACE_LANGUAGES:
        text = entry.labels.get(language)
        if text and language != reader and text != own:
            found.append(Shown(text, language, False))
    return found
