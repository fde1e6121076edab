"""Thai spelling taken apart: from written order to a row of consonants and vowels.

Thai writes some vowels before the consonant they follow in speech (เลนิน is l-e-n-i-n) and leaves
others out. This module reads one run of Thai letters and puts them in spoken order. It knows
spelling, not the dictionary: foreign names, spelt by rule, come out right; native words roughly.
"""

import re
from typing import NamedTuple

from .folding import normalise


class Unit(NamedTuple):
    """One sound: a consonant (the Thai letter itself) or a vowel (in plain Latin letters)."""

    text: str
    is_vowel: bool = False
    is_final: bool = False  # written with ์: it ends a syllable and never opens one


# Tone marks and the vowel shortener: they do not change which letters a name is made of.
_TONES = re.compile("[\u0e47-\u0e4b\u0e4d\u0e4e]")

# Letters of Indian words are silent under ์ and dropped; any other letter under ์ spells a final
# sound of a foreign name (คาร์ล is Karl) and is kept.
_SILENCED = re.compile("[ฆฉฌญฎฏฐฑฒณธภศษฬห][ิุ]?์")

# Two letters that are a consonant and a vowel in one.
_VOCALIC = str.maketrans({"ฤ": "รึ", "ฦ": "ลึ"})

# What follows a consonant that opens its own syllable: a vowel sign, or อ in its use as one.
_VOWEL_SIGN = "[ะ-ฺ]"
_VOWEL_O = f"อ(?!{_VOWEL_SIGN}|[อ์])"
_BARE = f"(?!{_VOWEL_SIGN}|{_VOWEL_O}|์)"

# A silent ห before l, m, n … is not kept. After a leading vowel two consonants belong together if
# the second has no vowel of its own (เปลฮานอฟ), or if the vowel surrounds both (เปลี่ยน).
_LED = "ห(?P<led>[งญนมยรลว])"
_ONE = f"(?:{_LED}|(?P<one>[ก-ฮ]))"
_PAIRS = "[กขคตทบปผพดฟซส]ร|[กขคบปผพฟส]ล|[กขคส]ว"
_JOINED = f"(?:{_LED}{_BARE}|(?P<cluster>{_PAIRS}){_BARE}|(?P<one>[ก-ฮ]))"
_PARTED = f"(?:{_LED}{_BARE}|(?P<one>[ก-ฮ]))"
_SURROUNDED = f"(?:{_LED}|(?P<cluster>[กขคตปผพ][รลว])|(?P<one>[ก-ฮ]))"

_SURROUNDING_VOWELS = (("ียะ?", "ia"), ("ือะ?", "uea"), ("าะ", "o"), ("ิ", "oe"))
_LEADING_VOWELS = (
    ("เ", "า", "ao"),
    ("เ", f"(?:อะ|{_VOWEL_O})", "oe"),
    ("เ", f"ย{_BARE}", "oei"),
    ("เ", "ะ?", "e"),
    ("แ", "ะ?", "ae"),
    ("โ", "ะ?", "o"),
    ("[ไใ]", f"(?:ย{_BARE})?", "ai"),
)
_VOWELS_AFTER = (
    (f"ัว{_BARE}ะ?", "ua"),
    ("[ะัาำ]", "a"),
    ("[ิี]", "i"),
    (f"ื(?:{_VOWEL_O})?|ึ", "ue"),
    ("[ุู]", "u"),
    (f"รร(?=[ก-ฮ]{_BARE})", "a"),
    (f"รร{_BARE}", "an"),
    (f"ว(?=[ก-ฬฮ]{_BARE})", "ua"),
    (_VOWEL_O, "o"),
)


_Patterns = list[tuple[re.Pattern[str], str]]


def _syllables(onset: str) -> _Patterns:
    """Every way to write a syllable, most telling first, with its vowel."""
    forms = [(f"เ{_SURROUNDED}{rest}", vowel) for rest, vowel in _SURROUNDING_VOWELS]
    forms += [(f"{lead}{onset}{rest}", vowel) for lead, rest, vowel in _LEADING_VOWELS]
    forms += [(f"{_ONE}(?:{rest})", vowel) for rest, vowel in _VOWELS_AFTER]
    return [(re.compile(form), vowel) for form, vowel in forms]


_SYLLABLES = {True: _syllables(_JOINED), False: _syllables(_PARTED)}


def units(word: str, joins: bool = True) -> list[Unit]:
    """The sounds of one run of Thai letters in spoken order; anything not Thai is passed over.

    Vowels that Thai leaves out are put in only where the run ends in two or three consonants or
    has no vowel at all (คน, ถนน); a foreign cluster such as สตา stays one. With `joins` two
    consonants after a leading vowel open the syllable together where they can (เปลฮานอฟ,
    Ple-khanov); without, the second closes it (โปลตาวา, Pol-tava).
    """
    text = _SILENCED.sub("", _TONES.sub("", normalise(word).translate(_VOCALIC)))
    sounds: list[Unit] = []
    position = 0
    while position < len(text):
        position = _read(text, position, _SYLLABLES[joins], sounds)
    return _fill(sounds)


def _read(text: str, position: int, patterns: _Patterns, sounds: list[Unit]) -> int:
    """Append the sounds of the syllable or letter at the position; answer where to read on."""
    for pattern, vowel in patterns:
        if match := pattern.match(text, position):
            onset = next(filter(None, match.groups()))
            sounds.extend(Unit(letter) for letter in onset if letter != "อ")
            sounds.append(Unit(vowel, is_vowel=True))
            if match[0].endswith("ำ"):
                sounds.append(Unit("ม"))
            return match.end()
    return _read_bare(text, position, sounds)


def _read_bare(text: str, position: int, sounds: list[Unit]) -> int:
    """A letter without a vowel: a coda, part of a cluster, or อ standing for a vowel itself."""
    letter, after = text[position], position + 1
    is_final = text[after : after + 1] == "์"
    if letter == "อ":
        # อดอล์ฟ is a-dolf, but องค์ is ong: the next letter's vowel decides.
        opens = re.match(f"[ก-ฮ]{_BARE}", text[after:])
        sounds.append(Unit("o" if opens else "a", is_vowel=True))
    elif "ก" <= letter <= "ฮ":
        sounds.append(Unit(letter, is_final=is_final))
    return after


def _fill(sounds: list[Unit]) -> list[Unit]:
    """Put the unwritten vowels into the bare consonants at the end: คน k-o-n, ถนน th-a-n-o-n."""
    start = len(sounds)
    while start and not sounds[start - 1].is_vowel and not sounds[start - 1].is_final:
        start -= 1
    if start < len(sounds) and start and len(sounds) - start != 2:
        start += 1  # the first of one or three closes the syllable before it
    tail = sounds[start:]
    if len(tail) == 2 and tail[1].text != "ร":
        tail.insert(1, Unit("o", is_vowel=True))
    elif len(tail) == 3:
        tail[1:1] = [Unit("a", is_vowel=True)]
        tail.insert(3, Unit("o", is_vowel=True))
    return sounds[:start] + tail


_LETTERS = (
    "กkขkhฃkhคkhฅkhฆkhงngจchฉchชchซsฌchญyฎdฏtฐthฑthฒthณnดdตtถthทthธthนnบbปpผphฝfพphฟfภphมm"
    "ยyรrลlวwศsษsสsหhฬlฮh"
)
ROMAN = dict(re.findall("([ก-ฮ])([a-z]+)", _LETTERS))


def romanise_word(word: str) -> str:
    """Thai letters in Latin ones: consonants as at the start of a syllable, by the Royal system.

    It follows the spelling, not the sound of the end of a syllable: การ is kar, not kan.
    """
    return "".join(unit.text if unit.is_vowel else ROMAN[unit.text] for unit in units(word))
