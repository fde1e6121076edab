"""Dressing the keys that the engine found: names, summary, and why an entry was found."""

from collections.abc import Sequence

from entries.choices import TextRole
from entries.languages import INTERFACE_LANGUAGES, NOTHING, Shown, current_language, show
from entries.models import Entry, Name, Text
from search.analysis import asked_keys, is_thai, name_keys, stems, thai_words, word_tokens
from search.passages import passage_around, plain_text
from search.results import Hit, Match
from writing import fold


def make_hits(keys: Sequence[int], text: str) -> list[Hit]:
    """Return the hits in the order of `keys`: three queries.

    What is no longer published is left out, whatever the index says.
    """
    entries = Entry.objects.published().in_bulk(list(keys))
    names: dict[int, list[Name]] = {}
    if text:
        for name in Name.objects.filter(entry__in=entries):
            names.setdefault(name.entry_id, []).append(name)
    summaries: dict[int, dict[str, str]] = {}
    for row in Text.objects.filter(entry__in=entries, role=TextRole.SUMMARY):
        summaries.setdefault(row.entry_id, {})[row.language] = row.body
    return [
        _hit(entries[key], names.get(key, []), summaries.get(key, {}), text)
        for key in keys
        if key in entries
    ]


def _hit(entry: Entry, names: list[Name], summaries: dict[str, str], text: str) -> Hit:
    """Return one hit."""
    matched = find_match(entry, names, text) if text else None
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


def find_match(entry: Entry, names: list[Name], text: str) -> Match | None:
    """Return the name that best explains why `text` found the entry; None if its label does.

    Looks for the words as they are, then for their stems, then for their keys.
    """
    words = fold(text.replace('"', " ")).split()
    label = entry.label.text
    ranked = [(_closeness(name, words), name) for name in names]
    best = max((rank for rank, _name in ranked), default=0)
    if best == 0:
        return None
    candidates = [name for rank, name in ranked if rank == best]
    if any(name.text == label for name in candidates):
        return None
    name = candidates[0]
    return Match(name.text, name.language, str(name.get_type_display()))


def _closeness(name: Name, words: list[str]) -> int:
    """Return 4 for the whole name, 3 for its words, 2 for stems or Thai parts, 1 for keys."""
    if name.folded == " ".join(words):
        return 4
    own = set(name.folded.split())
    if own.issuperset(words):
        return 3
    tokens = set(word_tokens(name.text))
    if all(_has(tokens, word) for word in words):
        return 2
    keys = set(name_keys(name.text, name.language))
    return 1 if all(any(keys.issuperset(one) for one in asked_keys(word)) for word in words) else 0


def _has(tokens: set[str], word: str) -> bool:
    """Tell whether a word, its stem or, in Thai, all its parts are among the tokens of a name."""
    if word in tokens or tokens.intersection(stems([word])):
        return True
    return is_thai(word) and tokens.issuperset(thai_words(word))
