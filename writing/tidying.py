"""Tidying: what is typed, as it should be kept. Nothing that a reader can see changes."""

import re
import unicodedata

# Joiners change the shape of letters in the scripts that use them, and are noise in all others.
_JOINERS = "\u200c\u200d"
_JOINING = re.compile("[\u0590-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")

_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]*)\u0e32")
# A tone mark typed before the vowel that it stands above.
_TONE_FIRST = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])")


def mend_thai(text: str) -> str:
    """Thai signs in the order and form in which keyboards should have put them.

    SARA AM in one piece, two SARA E as SARA AE, tone marks after the vowel above or below.
    """
    if "\u0e4d" in text:
        text = _SARA_AM.sub("\\1\u0e33", text)
    text = text.replace("\u0e40\u0e40", "\u0e41")
    # To look takes a third of what replacing nothing does, and few texts are wrong.
    return _TONE_FIRST.sub(r"\2\1", text) if _TONE_FIRST.search(text) else text


def tidy(text: str) -> str:
    """A name or other line: Unicode form NFC, single spaces, no invisible characters, Thai mended.

    Letters stay what they are, look-alikes of another script as well. Idempotent; never raises.
    """
    return " ".join(_visible(text).split())


def tidy_lines(text: str) -> str:
    """The same for a text of several lines, whose spaces may mean something and are left alone."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_visible(line, keep_spaces=True) for line in lines).strip("\n")


def _visible(text: str, *, keep_spaces: bool = False) -> str:
    if text.isascii() and text.isprintable():
        return text
    joins = bool(_JOINING.search(text))
    kept = "".join(char for char in text if _is_kept(char, joins=joins, spaces=keep_spaces))
    return mend_thai(unicodedata.normalize("NFC", kept))


def _is_kept(char: str, *, joins: bool, spaces: bool) -> bool:
    """Whether a character is visible, a space, or shapes the letters beside it."""
    category = unicodedata.category(char)
    if category == "Cf":
        return joins and char in _JOINERS
    if category == "Cc":
        return char == "\t" or (char.isspace() and not spaces)
    return category != "Cs"
