"""Sort keys: strings that stand in dictionary order when compared character by character.

The parts of a key are parted by a tab, which sorts before everything else in it: first the bare
letters, then, for texts equal so far, the accents and tone marks, then capitals.
"""

import re
import unicodedata

from .folding import LETTERS, normalise

# A Thai vowel written before its consonant is sorted after it.
_LEADING = re.compile("([เแโใไ])([ก-ฮ])")
# The Thai signs of abbreviation and repetition are passed over like punctuation.
_SIGNS = {**LETTERS, "ฯ": "", "ๆ": ""}
_NUMBER = re.compile("[0-9]+")

# Nearest first: the reader's own script stands before the others.
_OWN = {"th": ("\u0e01", "\u0e5b"), "ru": ("\u0400", "\u052f")}
_BEHIND = 0xE000  # shifts a letter into Unicode's private area, behind every script in use
_SHIFTED_BELOW = 0x1900


def sort_key(text: str, lang: str) -> str:
    """The key to store beside a name and to sort by in binary order (PostgreSQL: collation "C").

    Thai follows the Royal Institute's dictionary: consonants, then vowels, tone marks last. Latin
    accents and ё count only between words otherwise equal (ё after е); й is a letter. Numbers sort
    by value, before letters. Spaces and hyphens sort before both, other punctuation is passed over,
    and letters of the script of `lang` stand before the rest. Articles are not dropped.
    """
    letters, marks = _split(_LEADING.sub(r"\2\1", normalise(text)))
    own = _OWN.get(lang.partition("-")[0].casefold())
    bare = _NUMBER.sub(_by_value, letters.casefold())
    if own:
        bare = "".join(_placed(char, own) for char in bare)
    capitals = "".join("1" if char.isupper() else "0" for char in letters)
    return "\t".join((bare, marks.rstrip(), capitals.rstrip("0"))).rstrip("\t")


def _split(text: str) -> tuple[str, str]:
    """The bare letters and, place for place, the first mark of each or a space."""
    letters: list[str] = []
    marks: list[str] = []
    decomposed = unicodedata.normalize("NFD", text)
    for char in decomposed.replace("и\u0306", "й").replace("И\u0306", "Й"):
        kind = unicodedata.category(char)
        if kind == "Mn" and not "\u0e31" <= char <= "\u0e3a":
            if marks:
                marks[-1] = marks[-1].strip() or char
        elif bare := _letter(char, kind, follows=letters[-1:]):
            letters.append(bare)
            marks.append(" ")
    return "".join(letters).rstrip(), "".join(marks)


def _letter(char: str, kind: str, follows: list[str]) -> str:
    """What a character counts as: itself, a digit, one space for any gap, or nothing."""
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if kind[0] == "Z" or kind in {"Pd", "Cc"}:
        return " " if follows not in ([], [" "]) else ""
    bare = _SIGNS.get(char.lower(), char) if kind[0] in "LMN" else ""
    return bare.upper() if char.isupper() else bare


def _by_value(digits: re.Match[str]) -> str:
    """A number that sorts by its value: how many digits it has, then the digits."""
    number = digits[0].lstrip("0")
    return f"{min(len(number), 99):02}{number}"


def _placed(char: str, own: tuple[str, str]) -> str:
    is_own = own[0] <= char <= own[1] or not char.isalpha()
    return char if is_own or ord(char) >= _SHIFTED_BELOW else chr(_BEHIND + ord(char))
