"""Dressing the keys that the engine found: names, summary, and why an entry was found."""

from collections.abc import Sequence
from copy import copy
from functools import cached_property
from typing import Final, NamedTuple

from entries.choices import TextRole
from entries.languages import INTERFACE_LANGUAGES, Localised, Shown, current_language, show
from entries.models import Entry, Name, Text
from search.analysis import (
    asked_keys,
    is_thai,
    name_keys,
    stems,
    thai_words,
    typed_words,
    word_tokens,
)
from search.asking import read
from search.asking.tree import And, Form, Leaf, Or
from search.passages import passage_around, plain_text
from search.remembered import Made, Remembered
from search.results import Hit, Match

MOST_REMEMBERED: Final = 6_000
"""Entries of which a row of the list is remembered: some thirty megabytes."""


class Face(NamedTuple):
    """What the list shows of an entry."""

    entry: Entry
    summaries: Localised
    """As plain text."""


_faces: Final[Remembered[int, Face]] = Remembered(MOST_REMEMBERED)
_names: Final[Remembered[int, list[Name]]] = Remembered(MOST_REMEMBERED)


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
    entries = Entry.objects.published().in_bulk(keys)
    summaries: dict[int, dict[str, str]] = {}
    texts = Text.objects.filter(entry__in=entries, role=TextRole.SUMMARY).order_by()
    for pk, language, body in texts.values_list("entry_id", "language", "body"):
        summaries.setdefault(pk, {})[language] = plain_text(body)
    return {pk: Made(Face(entry, summaries.get(pk, {}))) for pk, entry in entries.items()}


def _read_names(keys: list[int]) -> dict[int, Made[list[Name]]]:
    """Return the names of entries: one query."""
    found: dict[int, list[Name]] = {key: [] for key in keys}
    columns = ("entry", "text", "language", "type", "folded")
    for name in Name.objects.filter(entry__in=keys).only(*columns):
        found[name.entry_id].append(name)
    return {key: Made(names) for key, names in found.items()}


class Asked:
    """Words that an entry was to have, with all forms in which a name may have them."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        """Take what was typed; of a beginning (revol*) the words before its last are whole."""
        self.words: list[str] = []
        self.spelt: list[str] = []
        self.begun: list[str] = []
        for leaf in leaves:
            typed = typed_words(leaf.text)
            if leaf.form is Form.BEGINNING:
                self.begun.append(typed.pop()[0])
            self.words += [word for word, _spelt in typed]
            self.spelt += [spelt for _word, spelt in typed]
        self.whole = " ".join(self.words)
        self.text = " ".join([*self.words, *self.begun])

    @cached_property
    def forms(self) -> list[tuple[str, frozenset[str], list[str]]]:
        """Each word with its stem, and its parts if it is Thai."""
        return [
            (word, frozenset(stems([word])), thai_words(word) if is_thai(word) else [])
            for word in self.words
        ]

    @cached_property
    def keys(self) -> list[list[list[str]]]:
        """For each word the cross-script keys of each of its readings."""
        return [asked_keys(spelt) for spelt in self.spelt]

    def is_whole(self, name: Name) -> bool:
        """Tell whether this is the name."""
        return name.folded == self.whole and not self.begun

    def is_in_words(self, name: Name) -> bool:
        """Tell whether all words are words of the name."""
        return set(name.folded.split()).issuperset(self.words) and self._begins(name)

    def is_in_forms(self, name: Name) -> bool:
        """Tell whether each word, its stem or, in Thai, all its parts are in the name."""
        tokens = set(word_tokens(name.text))
        return self._begins(name) and all(
            word in tokens or tokens & stemmed or (parts and tokens.issuperset(parts))
            for word, stemmed, parts in self.forms
        )

    def is_in_keys(self, name: Name) -> bool:
        """Tell whether the name sounds like it."""
        keys = set(name_keys(name.text, name.language))
        found = all(any(keys.issuperset(one) for one in readings) for readings in self.keys)
        return found and self._begins(name)

    def _begins(self, name: Name) -> bool:
        """Tell whether a word of the name begins like each beginning."""
        tokens = word_tokens(name.text) if self.begun else ()
        return all(any(token.startswith(one) for token in tokens) for one in self.begun)


def all_asked(text: str) -> list[Asked]:
    """Return what was asked for in names or anywhere: of what OR joins, each."""
    tree = read(text).tree
    either = tree.parts if isinstance(tree, Or) else (tree,)
    found = []
    for node in either:
        parts = node.parts if isinstance(node, And) else (node,)
        leaves = [part for part in parts if isinstance(part, Leaf) and part.field in ("", "name")]
        if leaves:
            found.append(Asked(leaves))
    return found


def _hit(face: Face, names: list[Name], alternatives: list[Asked]) -> Hit:
    """Return one hit, with a copy of the entry: what is remembered is not to be changed."""
    entry = copy(face.entry)
    text = " ".join(asked.text for asked in alternatives)
    matched = find_match(entry, names, alternatives)
    summary = show(face.summaries)
    passage = passage_around(summary.text, text) if text and matched is None else None
    return Hit(entry, summary, other_scripts(entry), matched, passage)


def other_scripts(entry: Entry) -> list[Shown]:
    """Return the preferred names in the languages that are not the reader's."""
    own = entry.label.text
    found = []
    for language in INTERFACE_LANGUAGES:
        text = entry.labels.get(language)
        if text and language != current_language() and text != own:
            found.append(Shown(text, language, False))
    return found


def find_match(entry: Entry, names: list[Name], alternatives: list[Asked]) -> Match | None:
    """Return the name that best explains why a text found the entry; None if its label does.

    Looks for the words as they are, then for their stems, then for their keys.
    """
    for explains in (Asked.is_whole, Asked.is_in_words, Asked.is_in_forms, Asked.is_in_keys):
        candidates = [name for name in names if any(explains(one, name) for one in alternatives)]
        if candidates:
            break
    else:
        return None
    label = entry.label.text
    if any(name.text == label for name in candidates):
        return None
    name = candidates[0]
    return Match(name.text, name.language, str(name.get_type_display()))
