"""Cutting a running text into runs of words that dates are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dates.errors import DateError
from dates.words import RULES
from dates.words.figures import RULES as FIGURES
from dates.words.tokens import Kind, longest, normal

MOST_PIECES: Final = 16
"""So many words a date may have."""

_NAMED: Final = re.compile(r"\(\?P<\w+>")
_AGAIN: Final = re.compile(r"\(\?P=\w+\)")
# The first that fits is taken, so bare figures come after what begins with some, as "27th".
_WORD: Final = re.compile(
    "|".join(
        f"(?:{_AGAIN.sub('[-./ ]', _NAMED.sub('(?:', pattern.pattern))})"
        for pattern, _ in (*RULES[len(FIGURES) :], *FIGURES)
    ),
    re.IGNORECASE,
)
_BLANK: Final = re.compile(r"[^\S\n]*\n?[^\S\n]*")
# A date has a figure, or a word for a month, a season, or a century.
_HOPEFUL: Final = re.compile(
    r"\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|century|spring|summer|autumn|fall|winter|"
    r"คม|ยน|พันธ์|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|\.[คยพ]\.|ศตวรรษ|ฤดู|"
    r"янв|фев|мар|апр|ма[йяе]|ию[нл]|авг|сен|окт|ноя|дек|век|в\.|весн|лет|осен|зим",
    re.IGNORECASE,
)
# Short forms that in small letters are other words.
_CAPITAL: Final = frozenset({"be", "ad", "ce", "bc", "bce", "os", "ns", "rs", "sat", "sun", "wed"})


_WEEKDAY: Final = re.compile(
    r".*day|วัน.*|понедельник|вторник|сред.|четверг|пятниц.|суббот.|воскр.*", re.I
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or mark that a date may have, where it stands, and what it means first of all."""

    start: int
    end: int
    text: str
    kind: Kind
    value: object


def runs(text: str) -> Iterator[list[Piece]]:
    """Yield runs of pieces with nothing but blanks between them, if a date may be among them."""
    plain = normal(text)
    start = end = -1
    for match in _WORD.finditer(plain):
        if start >= 0 and _BLANK.fullmatch(plain, end, match.start()):
            end = match.end()
            continue
        if start >= 0 and _HOPEFUL.search(plain, start, end):
            yield from _pieces(text, plain, start, end)
        start, end = match.span()
    if start >= 0 and _HOPEFUL.search(plain, start, end):
        yield from _pieces(text, plain, start, end)


def _pieces(text: str, plain: str, start: int, end: int) -> Iterator[list[Piece]]:
    """Cut a stretch into pieces; whatever is no word of a date parts it."""
    run: list[Piece] = []
    place = start
    while place < end:
        if plain[place].isspace():
            place += 1
            continue
        match, meanings = longest(plain, place, RULES)
        piece = None
        if match is not None:
            try:
                tokens = meanings(match)[0]
            except DateError:
                tokens = None
            if tokens is not None and text[place : match.end()] not in _CAPITAL:
                kind, value = tokens[0] if tokens else ("skip", 0)
                piece = Piece(place, match.end(), text[place : match.end()], kind, value)
        if piece is None or _parts(run, piece):
            if run:
                yield run
            run = []
        if piece is not None and piece.text not in ",;":
            run.append(piece)
        place = match.end() if match is not None else place + 1
    if run:
        yield run


def _parts(run: list[Piece], piece: Piece) -> bool:
    """Whether a comma parts two dates; it does not between day and year, or after a weekday."""
    if piece.text == ";":
        return True
    if piece.text != ",":
        return False
    if not run:
        return True
    last = run[-1]
    weekday = last.kind == "skip" and _WEEKDAY.fullmatch(last.text)
    day = last.kind == "number" and isinstance(last.value, int) and last.value <= 31
    return not (weekday or day or last.kind in ("day", "month", "close"))
