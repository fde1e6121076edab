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


# The language that is meant most often where all that is known is the script.
_USUAL = {"Thai": "th", "Latn": "en", "Cyrl": "ru", "Grek": "el", "Geor": "ka", "Armn": "hy"}
_WRITTEN = {
    "Thai": ("th",),
    "Cyrl": ("ru", "uk", "be", "bg", "mk", "kk", "ky", "mn", "tg"),
    "Grek": ("el",),
    "Geor": ("ka",),
    "Armn": ("hy",),
    "Hebr": ("he", "yi"),
    "Arab": ("ar", "fa", "ur"),
    "Latn": (
        "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "fi",
        "sv", "no", "nb", "nn", "da", "et", "lv", "lt", "tr", "la", "vi", "id",
    ),
}  # fmt: skip
_SCRIPTS_OF = {tag: script for script, tags in _WRITTEN.items() for tag in tags}
_LETTERS_OF = (("uk", "їєґ"), ("be", "ў"))


def propose_language(text: str) -> str | None:
    """The language tag that a name in this script most likely has; None if it is anybody's guess.

    Letters that only Ukrainian or Belarusian has settle it; otherwise Cyrillic is proposed as
    Russian and Latin as English. A proposal, for an editor to confirm.
    """
    folded = text.casefold()
    for tag, letters in _LETTERS_OF:
        if any(letter in folded for letter in letters):
            return tag
    return _USUAL.get(detect_script(text))


def fits_language(text: str, tag: str) -> bool:
    """Whether a text is in the script of its BCP 47 tag: Trotsky is not Thai, nor ตรอตสกี th-Latn.

    What has no letters, or a language of which we do not know the script, fits.
    """
    language, *rest = tag.split("-")
    named = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    wanted = named or _SCRIPTS_OF.get(language.casefold())
    return wanted is None or not (found := scripts(text)) or wanted in found
