"""Dressing the keys that the engine found: names, summary, and why an entry was found."""

from collections.abc import Sequence
from functools import cached_property

from entries.choices import TextRole
from entries.languages import INTERFACE_LANGUAGES, NOTHING, Shown, current_language, show
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
from search.passages import passage_around, plain_text
from search.results import Hit, Match


def make_hits(keys: Sequence[int], text: str) -> list[Hit]:
    """Return the hits in the order of `keys`: three queries.

    What is no longer published is left out, whatever the index says.
    """
    entries = Entry.objects.published().in_bulk(list(keys))
    names: dict[int, list[Name]] = {}
    if text:
        columns = ("entry", "text", "language", "type", "folded")
        for name in Name.objects.filter(entry__in=entries).only(*columns):
            names.setdefault(name.entry_id, []).append(name)
    summaries: dict[int, dict[str, str]] = {}
    texts = Text.objects.filter(entry__in=entries, role=TextRole.SUMMARY).order_by()
    for pk, language, body in texts.values_list("entry_id", "language", "body"):
        summaries.setdefault(pk, {})[language] = body
    asked = Asked(text)
    return [
        _hit(entries[key], names.get(key, []), summaries.get(key, {}), asked)
        for key in keys
        if key in entries
    ]


class Asked:
    """The words of a typed text, with all forms in which a name may have them."""

    def __init__(self, text: str) -> None:
        """Take the text as it was typed."""
        self.text = text
        typed = typed_words(text.replace('"', " "))
        self.words = [word for word, _spelt in typed]
        self.spelt = [spelt for _word, spelt in typed]
        self.whole = " ".join(self.words)

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
        return name.folded == self.whole

    def is_in_words(self, name: Name) -> bool:
        """Tell whether all words are words of the name."""
        return set(name.folded.split()).issuperset(self.words)

    def is_in_forms(self, name: Name) -> bool:
        """Tell whether each word, its stem or, in Thai, all its parts are in the name."""
        tokens = set(word_tokens(name.text))
        return all(
            word in tokens or tokens & stemmed or (parts and tokens.issuperset(parts))
            for word, stemmed, parts in self.forms
        )

    def is_in_keys(self, name: Name) -> bool:
        """Tell whether the name sounds like it."""
        keys = set(name_keys(name.text, name.language))
        return all(any(keys.issuperset(one) for one in readings) for readings in self.keys)


def _hit(entry: Entry, names: list[Name], summaries: dict[str, str], asked: Asked) -> Hit:
    """Return one hit."""
    text = asked.text
    matched = find_match(entry, names, asked) if text else None
    shown = show(summaries) if summaries else NOTHING
    summary = Shown(plain_text(shown.text), shown.language, shown.foreign)
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


def find_match(entry: Entry, names: list[Name], asked: Asked) -> Match | None:
    """Return the name that best explains why a text found the entry; None if its label does.

    Looks for the words as they are, then for their stems, then for their keys.
    """
    for explains in (asked.is_whole, asked.is_in_words, asked.is_in_forms, asked.is_in_keys):
        candidates = [name for name in names if explains(name)]
        if candidates:
            break
    else:
        return None
    label = entry.label.text
    if any(name.text == label for name in candidates):
        return None
    name = candidates[0]
    return Match(name.text, name.language, str(name.get_type_display()))
