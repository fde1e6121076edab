"""Two texts as one, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

from writing import segment

Sign = Literal["=", "+", "-"]

MOST_PAIRS: Final = 1_000_000
"""Pairs of words beyond which two passages are not compared word by word: a second of work."""

_TOKEN: Final = re.compile(r"(?:[\u0e01-\u0e4e]+|\w+|[^\w\s])\s*|\s+")
_THAI: Final = re.compile("[\u0e01-\u0e4e]")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a text: kept, added or removed."""

    text: str
    sign: Sign


def compare_words(before: str, after: str) -> list[Run]:
    """Return two texts as one: line by line, and word by word in the lines that differ.

    Thai is cut into its words. Passages too long to be compared by words are given whole, as
    removed and added.
    """
    found: list[Run] = []
    lines, others = before.splitlines(True), after.splitlines(True)
    if len(lines) * len(others) > MOST_PAIRS:
        lines, others = [before], [after]
    for is_same, start, end, begin, stop in _opcodes(lines, others):
        if is_same:
            found.append(Run("".join(lines[start:end]), "="))
        else:
            found += _by_words("".join(lines[start:end]), "".join(others[begin:stop]))
    return list(_joined(found))


def _by_words(before: str, after: str) -> Iterator[Run]:
    """Yield the words of two passages of which something differs."""
    old, new = _tokens(before), _tokens(after)
    if len(old) * len(new) > MOST_PAIRS:
        yield from (Run(before, "-"), Run(after, "+"))
        return
    # Words are the same whatever blanks follow them.
    for is_same, start, end, begin, stop in _opcodes(_bare(old), _bare(new)):
        if is_same:
            for one, other in zip(old[start:end], new[begin:stop], strict=True):
                yield from _same_word(one, other)
        else:
            yield Run("".join(old[start:end]), "-")
            yield Run("".join(new[begin:stop]), "+")


def _same_word(old: str, new: str) -> Iterator[Run]:
    """Yield a word that stayed, and the blanks behind it if those did not."""
    if old == new:
        yield Run(old, "=")
        return
    bare = old.rstrip()
    yield from (Run(bare, "="), Run(old[len(bare) :], "-"), Run(new[len(bare) :], "+"))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield what is the same in two lists and what is not, in order, as in `difflib`."""
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        yield tag == "equal", start, end, begin, stop


def _tokens(text: str) -> list[str]:
    """Return the words and signs of a text, each with the blanks behind it."""
    return [word for token in _TOKEN.findall(text) for word in _words(token)]


def _bare(tokens: Sequence[str]) -> list[str]:
    return [token.rstrip() for token in tokens]


def _words(token: str) -> Sequence[str]:
    """Return the words of an unbroken run of Thai; of anything else, the one that it is."""
    if not _THAI.match(token):
        return [token]
    bare = token.rstrip()
    words = segment(bare, "th")
    if not words or "".join(words) != bare:
        return [token]
    return [*words[:-1], words[-1] + token[len(bare) :]]


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs with neighbours of one sign joined; of a change, what went comes first."""
    for is_kept, several in groupby(runs, key=_is_kept):
        together = list(several)
        signs: tuple[Sign, ...] = ("=",) if is_kept else ("-", "+")
        for sign in signs:
            text = "".join(run.text for run in together if run.sign == sign)
            if text:
                yield Run(text, sign)


def _is_kept(run: Run) -> bool:
    return run.sign == "="
