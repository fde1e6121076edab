"""Folding: the spelling of a text with everything taken away that readers type differently."""

import unicodedata

from .tidying import mend_thai

# Signs that stand for the Cyrillic soft and hard sign, or for an apostrophe: they vanish, so that
# Zinov'ev, Zinovʹev and Зиновьев keep their letters together.
SOFT_MARKS = "ьъ'`´‘’‛ʹʺʼʻʽˈ′″‵＇\u055a\u05f3\ua78c"

# Letters without a decomposition, and the Russian letters abolished in 1918.
LETTERS = {
    "ѣ": "е", "і": "и", "ѳ": "ф", "ѵ": "и", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th",
    "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
}  # fmt: skip

_COMBINING = (
    (0x0300, 0x036F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)


def is_word_character(char: str) -> bool:
    """Whether the character is a letter, a mark or a number (Unicode categories L, M, N)."""
    return unicodedata.category(char)[0] in "LMN"


class _FoldTable(dict[int, str]):
    """What each code point becomes; filled as characters are met, because Unicode is large."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(char: str) -> str:
    category = unicodedata.category(char)
    if char in SOFT_MARKS or category == "Cf" or any(a <= ord(char) <= b for a, b in _COMBINING):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category[0] not in "LMN":
        return " "
    return LETTERS.get(char, char)


_TABLE = _FoldTable()


def normalise(text: str) -> str:
    """Unicode form NFKC, but with Thai as `mend_thai` leaves it.

    NFKC tears ำ into two signs that no Thai keyboard types; เเ is a common mistake for แ.
    """
    return mend_thai(unicodedata.normalize("NFKC", text))


def fold(text: str) -> str:
    """The search form of any text: same words typed differently give the same string.

    Case, Latin and Cyrillic diacritics (ё is е), apostrophes, primes, soft and hard signs, and
    invisible characters vanish; pre-1918 Russian letters, Thai and other digits are modernised;
    punctuation and spaces become one space. й stays a letter of its own, because Russian endings
    and stemmers tell it from и. Thai vowels and tone marks stay. Idempotent; never raises.
    """
    if text.isascii():  # nothing to normalise
        return " ".join(text.casefold().translate(_TABLE).split())
    # Casefolding may yield text that is no longer normalised, and the other way round.
    text = normalise(normalise(text).casefold())
    text = unicodedata.normalize("NFD", text).replace("и\u0306", "й")
    return " ".join(normalise(text.translate(_TABLE)).split())
