"""Cutting a text into the words a date is made of.

Each language lists its words as `Rule`s: a regular expression and what it means. A rule may have
several meanings (`1900s` is a decade or a century); then the text has several readings. At each
place the longest match wins. All languages are tried at once, since their words cannot be mistaken
for each other's.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from dates.errors import DateError

Kind = Literal[
    # What fills a place in a date. Values in brackets.
    "number",  # not yet known whether day or year (int)
    "day",  # (int)
    "month",  # (1–12)
    "season",  # (21–24)
    "ymd",  # a date in figures (year, month, day or 0)
    "span",  # years (first, last)
    "decade",  # its first year (int)
    "decade-word",
    "century",  # (int)
    "portion",  # (Portion)
    "era",  # ("ce", "bc", "be", "rs")
    "style",  # (Calendar)
    "circa",
    "doubt",
    # What joins dates.
    "from",
    "to",
    "dash",
    "slash",
    "between",
    "and",
    "comma",  # between days, of which the last has "and" before it
    "or",
    "before",
    "after",
    "since",
    "onwards",
    "open",
    "close",
    # What says nothing.
    "skip",
]
Value = int | str | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a date: what it is, its value, and where it stands in the source."""

    kind: Kind
    value: Value
    source: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The word as it stands in the source."""
        return self.source[self.start : self.end]


def text_of(tokens: list[Token]) -> str:
    """The source from the first of the tokens, of which there must be one, to the last."""
    return tokens[0].source[tokens[0].start : tokens[-1].end]


# Each meaning is a list of tokens, given as (kind, value).
Meaning = list[tuple[Kind, Value]]
Meanings = list[Meaning]
Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Meanings]]

_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙\u200b\u2060", "0123456789  ")
_UNKNOWN: Final = re.compile(r"[\u0e01-\u0e4e]+|[^\W\d_\u0e01-\u0e4e]+|\S")
_FLAGS: Final = re.IGNORECASE


def normal(text: str) -> str:
    """The text with Thai digits made ASCII, character for character (no offset moves)."""
    return text.translate(_DIGITS)


def word(pattern: str, kind: Kind, value: Value = 0) -> Rule:
    """A rule for a word of a language that puts blanks between words."""
    blanks = pattern.replace(" ", r"\s*")
    return re.compile(rf"(?<![^\W\d_])(?:{blanks})(?![^\W\d_])", _FLAGS), lambda _: [
        [(kind, value)]
    ]


def sign(pattern: str, kind: Kind, value: Value = 0) -> Rule:
    """A rule for a mark, or a word of a language without blanks."""
    return re.compile(pattern.replace(" ", r"\s*"), _FLAGS), lambda _: [[(kind, value)]]


def rule(pattern: str, meanings: Callable[[re.Match[str]], Meanings]) -> Rule:
    """A rule whose meaning depends on what was matched; it may raise `DateError`."""
    return re.compile(pattern, _FLAGS), meanings


def tokenise(text: str, rules: list[Rule]) -> list[list[list[Token]]]:
    """For each piece of the text its meanings, each a list of tokens; `DateError` if unknown."""
    text = unicodedata.normalize("NFC", text)
    plain, place = normal(text), 0
    pieces: list[list[list[Token]]] = []
    while place < len(plain):
        if plain[place].isspace():
            place += 1
            continue
        match, meanings = longest(plain, place, rules)
        if match is None:
            unknown = _UNKNOWN.match(plain, place)
            raise DateError("not-understood", text[place : unknown.end() if unknown else None])
        found = [
            [Token(kind, value, text, place, match.end()) for kind, value in one]
            for one in meanings(match)
        ]
        pieces.append([[token for token in one if token.kind != "skip"] for one in found])
        place = match.end()
    return pieces


def longest(
    text: str, place: int, rules: list[Rule]
) -> tuple[re.Match[str] | None, Callable[[re.Match[str]], Meanings]]:
    """The longest match of any rule at a place of a `normal` text, and what makes its meanings."""
    best: re.Match[str] | None = None
    meanings = rules[0][1]
    for pattern, meaning in rules:
        match = pattern.match(text, place)
        if match and match.end() > (best.end() if best else place):
            best, meanings = match, meaning
    return best, meanings
