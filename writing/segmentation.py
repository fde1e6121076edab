"""Running text cut into words, and the pieces of them that a search index keeps.

Thai is cut by ICU's dictionary (docs/decisions/003). No dictionary has foreign names: ICU leaves
them in crumbs that change with the context, so all Thai is indexed once more in groups of letters.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise

from icu4py.breakers import WordBreaker

from .folding import fold, is_word_character

_THAI = re.compile("[\u0e01-\u0e4e]+")
_RUNS = re.compile("[\u0e01-\u0e4e]+|[^\u0e01-\u0e4e]+")

# A cluster: a consonant with the vowel written before it and the signs on and after it.
_CLUSTER = re.compile("[เแโใไ]?[ก-ฮ][ัิ-ฺ็-๎]*[ะาำ]?|.")
_DEPENDENT = re.compile("[ะ-ฺๅ็-๎]")
_GRAM = 3  # clusters


class _WordTable(dict[int, str]):
    """Word characters become themselves, all others a space; filled as they are met."""

    def __missing__(self, code: int) -> str:
        self[code] = kept = chr(code) if is_word_character(chr(code)) else " "
        return kept


_WORDS = _WordTable()


def segment(text: str, lang: str) -> list[str]:
    """The words of a text in their order, as spelt there; spaces and punctuation are left out.

    A word is a run of letters, marks and numbers. Thai runs are cut further whatever `lang` is,
    because Thai is quoted in texts of every language. Safe in threads.
    """
    return [word for run in runs(text) for word in run]


def runs(text: str) -> Iterator[list[str]]:
    """For each unbroken run of Thai, or of other word characters, its words."""
    for word in text.translate(_WORDS).split():
        for run in _RUNS.findall(word):
            yield _thai_words(run) if _THAI.match(run) else [run]


def _thai_words(run: str) -> list[str]:
    """ICU's words; one that would begin with a sign of the letter before it is joined to that."""
    words: list[str] = []
    # A breaker keeps a position, so each run has its own and threads share none.
    for word in WordBreaker(run, "th"):
        if words and _DEPENDENT.match(word):
            words[-1] += word
        else:
            words.append(word)
    return words


def index_tokens(text: str, lang: str) -> list[str]:
    """What a search index keeps of a text: its folded words, then the finer pieces of Thai.

    The pieces are all groups of three neighbouring letter clusters of a Thai run, so that กรุงเทพ
    reaches กรุงเทพมหานคร and a foreign name, which no dictionary has, is found by any part. Two
    words of one cluster each are also kept as one, for in another context ICU leaves them so
    (นีนา, นี·นา). Ask such an index with `query_tokens`.
    """
    words: list[str] = []
    pieces: list[str] = []
    for run in runs(fold(text)):
        words += run
        pieces += _grams("".join(run))
        pieces += [a + b for a, b in pairwise(run) if _clusters(a) == _clusters(b) == 1]
    return words + pieces


def query_tokens(text: str, lang: str) -> list[str]:
    """What to ask an index of `index_tokens` for: a text that holds the words has all of these.

    A Thai word, or a row of short ones, is asked for by its pieces, because the text may cut it
    otherwise; a word too short to have pieces, by itself.
    """
    tokens: list[str] = []
    for run in runs(fold(text)):
        for row in rows(run):
            tokens += _grams("".join(row)) or row
    return list(dict.fromkeys(tokens))


def rows(run: list[str]) -> Iterator[list[str]]:
    """The words of a run one by one, but neighbouring short ones together."""
    for is_short, group in groupby(run, key=_is_short):
        words = list(group)
        yield from [words] if is_short else [[word] for word in words]


def _is_short(word: str) -> bool:
    """Whether a Thai word has so few clusters that it may be a crumb of an unknown one."""
    return 0 < _clusters(word) <= _GRAM


@lru_cache(maxsize=8192)
def _clusters(word: str) -> int:
    """How many clusters a Thai word has; 0 for a word in another script."""
    return len(_CLUSTER.findall(word)) if _THAI.match(word) else 0


def _grams(run: str) -> list[str]:
    """Every three neighbouring clusters of a Thai run; none if it is shorter or not Thai."""
    clusters = _CLUSTER.findall(run) if _THAI.match(run) else []
    return ["".join(clusters[at : at + _GRAM]) for at in range(len(clusters) - _GRAM + 1)]
