"""Which name of an entry a text has found."""

from collections.abc import Sequence
from functools import cached_property

from entries.choices import NameType
from entries.models import Entry
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
from search.results import Match


class Spelt:
    """A name, with all by which it may be found: read when it is asked for, and then known."""

    def __init__(self, text: str, language: str, name_type: str, folded: str) -> None:
        """Take the columns of a name."""
        self.text = text
        self.language = language
        self.name_type = name_type
        self.folded = folded

    @cached_property
    def words(self) -> frozenset[str]:
        """The words as they are folded."""
        return frozenset(self.folded.split())

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Words, stems, Thai pieces."""
        return frozenset(word_tokens(self.text))

    @cached_property
    def is_thai(self) -> bool:
        """Whether it is in Thai letters alone."""
        return all(map(is_thai, self.words))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The cross-script keys."""
        return frozenset(name_keys(self.text, self.language))


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

    def is_whole(self, name: Spelt) -> bool:
        """Tell whether this is the name."""
        return name.folded == self.whole and not self.begun

    def is_in_words(self, name: Spelt) -> bool:
        """Tell whether all words are words of the name."""
        return name.words.issuperset(self.words) and self._begins(name)

    def is_in_forms(self, name: Spelt) -> bool:
        """Tell whether each word, its stem or, in Thai, all its parts are in the name."""
        if name.is_thai and self.words and not any(map(is_thai, self.words)):
            return False  # and to cut it into its pieces would take long
        tokens = name.tokens
        return self._begins(name) and all(
            word in tokens or tokens & stemmed or (parts and tokens.issuperset(parts))
            for word, stemmed, parts in self.forms
        )

    def is_in_keys(self, name: Spelt) -> bool:
        """Tell whether the name sounds like it."""
        found = all(any(name.keys.issuperset(one) for one in readings) for readings in self.keys)
        return found and self._begins(name)

    def _begins(self, name: Spelt) -> bool:
        """Tell whether a word of the name begins like each beginning."""
        return all(any(token.startswith(one) for token in name.tokens) for one in self.begun)


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


def find_match(entry: Entry, names: list[Spelt], alternatives: list[Asked]) -> Match | None:
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
    return Match(name.text, name.language, str(NameType(name.name_type).label))
