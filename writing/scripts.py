"""Which writing system a text is in, and words that mix two by mistake."""

import unicodedata
from functools import lru_cache

from .folding import is_word_character

# First word of a letter's Unicode name → ISO 15924 code. The rest of the world is Zzzz, "unknown".
_CODES = {
    "LATIN": "Latn", "FEMININE": "Latn", "MASCULINE": "Latn", "CYRILLIC": "Cyrl", "THAI": "Thai",
    "GREEK": "Grek", "HEBREW": "Hebr", "ARABIC": "Arab", "ARMENIAN": "Armn", "GEORGIAN": "Geor",
    "CJK": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Kana", "HANGUL": "Hang", "DEVANAGARI": "Deva",
    "LAO": "Laoo", "KHMER": "Khmr", "MYANMAR": "Mymr",
}  # fmt: skip

# Scripts whose letters are mistaken for one another.
_ALIKE = frozenset({"Latn", "Cyrl", "Grek"})


@lru_cache(maxsize=4096)
def _script(char: str) -> str | None:
    """The code of a letter's script; None for a character that belongs to no one script."""
    if unicodedata.category(char)[0] != "L":
        return None
    words = unicodedata.name(char, "").replace("FULLWIDTH ", "").split()
    if words[:1] == ["MODIFIER"]:
        return None
    return _CODES.get(words[0] if words else "", "Zzzz")


def scripts(text: str) -> frozenset[str]:
    """The ISO 15924 codes of every script a letter of the text belongs to."""
    return frozenset(filter(None, map(_script, text)))


def detect_script(text: str) -> str:
    """The one script of the text as its ISO 15924 code, such as "Latn", "Cyrl" or "Thai".

    "mixed" where there are several, "Zyyy" (common) where there is no letter, "Zzzz" for a script
    this archive has no use for yet.
    """
    found = scripts(text)
    if len(found) > 1:
        return "mixed"
    return next(iter(found), "Zyyy")


def mixed_script_words(text: str) -> list[str]:
    """Words that mix look-alike scripts, in order: Tрoцкий with a Latin T and o.

    Thai beside Latin is no mistake, for Thai does not part words by spaces.
    """
    words = "".join(char if is_word_character(char) else " " for char in text).split()
    return [word for word in words if len(scripts(word) & _ALIKE) > 1]
