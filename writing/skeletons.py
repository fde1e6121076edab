"""Skeletons: one rough key for a name, however and in whatever script it was spelt.

Each script is first brought to one small alphabet by its own reader (`_cyrillic`, `_latin`,
`_thai`), then the rules in `_SHARED` take away what romanisations disagree about. The alphabet:
b d f k l m n p r s t v, the vowels a e i o u, and x for every hushing or guttural sound (ж х ч ш
щ), which ch, sh and h spell differently in each language. In a key it stands as 6, so that a key
read again is the same key. docs/decisions/004 gives the reasons.
"""

import re
from functools import lru_cache

from anyascii import anyascii

from .folding import fold, normalise
from .thai import Unit, units

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


def _apply(rules: _Rules, word: str) -> str:
    for pattern, replacement in rules:
        word = pattern.sub(replacement, word)
    return word


_CYRILLIC = dict(
    re.findall(
        r"(\w):(\w+)",
        "а:a б:b в:v г:k д:d е:e ж:x з:s и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:x "
        "ц:s ч:x ш:x щ:x ы:i э:e ю:iu я:ia ґ:k є:ie ј:i љ:li њ:ni ћ:x ђ:x џ:x",
    )
)
# Latin letters that slip into Russian words because they look the same.
_LOOK_ALIKE = str.maketrans("aceopxykmthb", "асеорхукмтнв")
# Троцкого, Троцкому, Троцкая … are the dictionary's Троцкий; the wife's name joins the husband's.
_ADJECTIVE = re.compile("(?<=[сц]к)(?:ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
# Сталина, Зиновьеву, Бронштейном: endings of a masculine name that ends in a consonant, and the
# feminine -ова, -ина. Four letters must remain, or Нина and Рига would be cut as well.
_NOUN = re.compile(
    "(?<=[а-я]{2}[бвгджзклмнпрстфхцчшщ])"
    "(?:ами|ями|ыми|ой|ей|ом|ем|ым|ах|ях|ых|ам|ям|а|я|у|ю|е|ы|и)$"
)
# Седовой, Риверу: of a name in -а as well.
_FEMININE = ("ой", "у", "ы", "е", "и")
# The vowel that comes and goes (folding has taken the soft sign): Льва, Павлу.
_FLEETING = re.compile("^(л|пав)([вл])(?:а|у|ом|е)$")
# Russian has no h: Герцен is Herzen, Гильфердинг Hilferding.
_FOREIGN_H = re.compile(r"\bг")
# A ค that is not silenced.
_ASPIRATED = re.compile("ค(?!\u0e4c)")

# Folding would drop the hook that makes these letters hush, so they are spelt out before it.
_HOOKED = str.maketrans(dict.fromkeys("šžčćŝĉşżș", "sh"))
_LATIN = _rules(
    ("(?<=xand)re$", "r"),  # the French Alexandre
    ("x", "ks"),
    ("6", "x"),
    ("sch|[sczk]h|[cs]z", "x"),
    ("ph", "f"),
    ("([tgrd])h", r"\1"),
    ("(?<=[aeiou])h(?=[lmnrvw])", ""),  # Kahlo, Plehve: the German sign of a long vowel
    ("h", "x"),
    ("ck(?=[ijy])", "sk"),  # Trockij, Trocki; but Beck
    ("c(?=k)", ""),
    ("c(?=[eiy])", "s"),
    ("gue$|[cg]u(?=[ei])|qu?|[cg]", "k"),
    ("w", "v"),
    ("z", "s"),
    ("o[uo]", "u"),
    ("[yj]", "i"),
    ("(?<=[io])ne$", "n"),  # the French -ine, -one: Boukharine, Gapone
)
# Letters that another reader would take for something else, where the language is known.
_LATIN_BY_LANGUAGE: dict[str, _Rules] = {
    "fr": _rules(
        ("^jean$", "zhan"),
        ("j", "zh"),
        ("eau|au", "o"),
        ("(?<=[^aeiou])e$", ""),
        ("(?<=i)e$", ""),
    ),
    "ru-latn": _rules(("c(?![hzk])", "ts"), ("(?<=[rd])h", "kh")),
}

_THAI = {
    letter: sound
    for letters, sound in (
        ("กขฃคฅฆ", "k"), ("ง", "nk"), ("จฉชฌหฮ", "x"), ("ซศษส", "s"), ("ญย", "i"), ("ดฎ", "d"),
        ("ตฏถทธฐฑฒ", "t"), ("นณ", "n"), ("บ", "b"), ("ปผพภ", "p"), ("ฝฟ", "f"), ("ม", "m"),
        ("ร", "r"), ("ลฬ", "l"), ("ว", "v"),
    )
    for letter in letters
}  # fmt: skip
_THAI_VOWELS = {"oe": "e", "ae": "a", "ue": "u", "uea": "u", "oei": "ei", "ao": "au"}

_SHARED = _rules(
    ("skaia$", "ski"),
    ("(?<=[td])er$", "r"),  # Alexander, Александр
    ("(?<=[^aeiou])io", "e"),  # Semyonovich: ё, which others spell e
    ("i+(?=[aeou])", ""),  # Zinoviev, Zinovjev, Зиновьев
    ("ei", "a"),  # Bronstein, บรอนชไตน์
    ("([aeiou])[aeiou]+", r"\1"),
    ("[td]+(?=[sx])", ""),  # ts, tz, c and German z are one letter in Russian
    ("[td]+(?=[td])", ""),
    ("x(?=[tp])", "s"),  # German st and sp: Bronstein, Bronshtein
    (r"(.)\1+", r"\1"),
    ("(?:nk){2,}", "nk"),  # Thai writes ng at the end of one syllable and again at the next: Engels
    ("f(?![aeiou])", "v"),  # -off, -ow, -ov
    ("vv+", "v"),
    ("xo", "xe"),  # Khrushchev, Khrushchov
    ("e", "i"),
    ("x", "6"),
)

# What meets where two words are written as one: อัลมาอะตา is Alma-Ata.
_SEAM = _rules(("([aeiou])[aeiou]+", r"\1"), (r"(.)\1+", r"\1"))


def _cyrillic(word: str) -> str:
    meant = _ADJECTIVE.sub("ий", word.translate(_LOOK_ALIKE))
    return "".join(_CYRILLIC.get(letter, letter if letter.isdigit() else "") for letter in meant)


def _latin(word: str, lang: str) -> str:
    return _apply(_LATIN, _apply(_LATIN_BY_LANGUAGE.get(lang, ()), word))


def _thai(sounds: list[Unit]) -> str:
    spelt = [
        _THAI_VOWELS.get(sound.text, sound.text) if sound.is_vowel else _THAI[sound.text]
        for sound in sounds
    ]
    for place, sound in enumerate(sounds[:-1]):
        if sound.is_vowel and sound.text == "ue" and sounds[place + 1].text in "ยญ":
            spelt[place] = ""  # the Russian ы: รืยคอฟ is Rykov
    # Thai writes the Russian stressed e as ia inside a word: เคียฟ is Kiev, but รัสเซีย is Russia.
    return "".join("e" if sound == "ia" else sound for sound in spelt[:-1]) + "".join(spelt[-1:])


def _read(word: str, lang: str, joins: bool = True) -> str:
    """The word in the small alphabet, by the reader of its script; other scripts by anyascii."""
    if re.search("[ก-ฮ]", word):
        return _thai(units(word, joins=joins))
    if re.search("[а-яґєјљњћђџ]", word):
        return _cyrillic(word)
    # Greek, Hebrew and the rest: what anyascii makes of them may hold spaces and signs.
    return _latin(re.sub("[^a-z0-9]", "", anyascii(word).lower()), lang)


@lru_cache(maxsize=16_384)
def _key(word: str, lang: str, joins: bool = True) -> str:
    """The key of one word; most words of names recur."""
    return _apply(_SHARED, _read(word, lang, joins))


def spell_out(text: str) -> str:
    """The text with hooked letters as readers without them spell them: Čičerin is Shisherin.

    Folding drops the hooks, so what is to be read for its sound is spelt out first. Folded words
    of both stand side by side.
    """
    return normalise(text).casefold().translate(_HOOKED)


def _words(name: str) -> list[str]:
    return fold(spell_out(name)).split()


def _join(keys: list[str]) -> str:
    return " ".join(key for key in keys if key)


def _tag(lang: str | None) -> str:
    tag = (lang or "").casefold()
    return tag if tag in _LATIN_BY_LANGUAGE else ""


@lru_cache(maxsize=4096)
def skeleton(name: str, lang: str | None = None) -> str:
    """The key that Троцкий, Trotsky, Trotzki, Trockij and ตรอตสกี share: one word per word.

    `lang` is the language of the spelling as BCP 47, where known: it settles what French j and
    c in `ru-Latn` stand for. A Russian adjective (Троцкого, Троцкая) has the key of its dictionary
    form; for other endings see `typed_skeletons`. Not for display; never raises; "" if nothing is
    left.
    """
    return _join([_key(word, _tag(lang)) for word in _words(name)])


def skeletons(name: str, lang: str | None = None) -> list[str]:
    """The skeleton first, then the other keys to index a name under; no duplicates.

    Thai writes both k and kh as ค (เคร์ซอน is Kherson) and both a and e as แ (แคนนอน, แฮร์เซน), and
    does not show whether เ-ปล- or โ-ปล- opens with one consonant or two (โปลตาวา is Poltava,
    เปลฮานอฟ is Plekhanov); a Russian г may be a foreign h: each reading is a key. A name of several
    words is also one without spaces, as Thai writes Ust-Kut (อุสต์คุต).
    """
    found = [skeleton(name, lang)]
    if re.search("[ก-ฮ]", name):
        found += _thai_readings(name)
    elif "г" in (spelt := fold(name)):
        found.append(skeleton(_FOREIGN_H.sub("х", spelt)))
    found += [_apply(_SEAM, key.replace(" ", "")) for key in found]
    return list(dict.fromkeys(found))


def _thai_readings(name: str) -> list[str]:
    first = _ASPIRATED.sub("ฮ", name, count=1)
    spellings = dict.fromkeys((name, first, _ASPIRATED.sub("ฮ", name)))
    spellings |= dict.fromkeys([spelling.replace("แ", "เ") for spelling in spellings])
    return [
        _join([_key(word, "", joins) for word in words])
        for words in map(_words, spellings)
        for joins in (True, False)
    ]


def typed_skeletons(word: str) -> list[str]:
    """The keys that one typed word, of which nobody told the language, may stand for.

    Beside the `skeletons` those of a French, a Czech and a German reading, and of the name
    whose case a Russian ending may be: Седовой is of Седов or of Седова.
    """
    found = skeletons(word)
    spelt = fold(spell_out(word))
    for tag, letters in (("fr", "j|au|e$"), ("ru-latn", "c|[rd]h")):
        if re.search(letters, spelt):
            found.append(skeleton(word, tag))
    for letters, others in (("sz", "s"), ("j", "zh")):
        if letters in spelt:
            found.append(skeleton(spelt.replace(letters, others)))
    stem = _NOUN.sub("", _FLEETING.sub(r"\1е\2", spelt))
    if stem != spelt:
        found += skeletons(stem)
        if spelt.endswith(_FEMININE):
            found += skeletons(stem + "а")
    return list(dict.fromkeys(found))
