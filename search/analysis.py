"""From text to the tokens of the index, and from a query to the tokens it asks for.

All analysis happens here, before the engine: its fields only split at blanks. So an index can be
opened by any process without registering anything, and Thai is cut when an entry is saved.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from writing import (
    detect_script,
    fold,
    index_tokens,
    query_tokens,
    skeletons,
    spell_out,
    typed_skeletons,
)

STEMMERS: Final = {"Latn": "english", "Cyrl": "russian"}
STEM_MARK: Final = "~"
"""Stems live in the same field as words; the mark keeps them apart."""


@cache
def _stemmer(language: str) -> TextAnalyzer:
    """Return the Snowball stemmer of a language (it is safe to share between threads)."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stemmer(language)).build()


def stems(words: Iterable[str]) -> list[str]:
    """Return the marked stem of each word in a script that has a stemmer."""
    by_language: dict[str, list[str]] = {}
    for word in words:
        language = STEMMERS.get(detect_script(word))
        if language:
            by_language.setdefault(language, []).append(word)
    found: list[str] = []
    for language, group in by_language.items():
        found += (STEM_MARK + stem for stem in _stemmer(language).analyze(" ".join(group)))
    return found


def is_thai(word: str) -> bool:
    """Tell whether a word is written in Thai."""
    return detect_script(word) == "Thai"


def word_tokens(text: str) -> list[str]:
    """Return every token under which a text is found: words, stems, Thai pieces."""
    words = fold(text).split()
    tokens = list(words)
    for word in words:
        tokens += _other_forms(word)
    return tokens


@lru_cache(maxsize=20_000)
def _other_forms(word: str) -> tuple[str, ...]:
    """Return the stem of a folded word, or its pieces in Thai; most words of a text recur."""
    return tuple(index_tokens(word, "th") if is_thai(word) else stems([word]))


def name_keys(text: str, language: str) -> list[str]:
    """Return every cross-script key under which a name is found, one a word."""
    readings = skeletons(text, language)
    return [key for reading in readings for key in reading.split() if len(key) > 1]


def typed_words(text: str) -> list[tuple[str, str]]:
    """Return the words of a typed text, each folded and as it is to be read for its sound."""
    return list(zip(fold(text).split(), fold(spell_out(text)).split(), strict=True))


def asked_keys(spelt: str) -> list[list[str]]:
    """Return the keys that one typed word may stand for; of each reading all must be there.

    `spelt` is the word as `typed_words` gives it for its sound.
    """
    readings = [[key for key in one.split() if len(key) > 1] for one in typed_skeletons(spelt)]
    return [keys for keys in readings if keys]


def thai_words(word: str) -> list[str]:
    """Return the pieces that all occur wherever a typed run of Thai does."""
    return query_tokens(word, "th")
