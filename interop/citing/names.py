"""Names of persons for citing: which part is the family name, and in which order they stand.

The archive keeps a name as one text. What can be told of it: a comma sets the family name off; in
Latin and Cyrillic it is otherwise the last word, with the particles before it; a Thai name, a
single word and a ruler's name (“Nicholas II”) stand as they are.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from interop.citing.items import CslName
from interop.citing.marks import clean

PARTICLES: Final = frozenset(
    {"af", "av", "da", "de", "del", "della", "den", "der", "di", "du", "la", "le", "ten", "ter"}
    | {"van", "vom", "von", "zu", "zum", "zur", "де", "фон", "ван", "дер", "цу"}
)
NUMERAL: Final = re.compile(r"[IVXLC]+|\d+")
WESTERN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff'’ʹʼ.\-\u2010\u2011\s]+")


def split_name(text: str) -> CslName:
    """Return a person's name in its parts."""
    text = clean(text)
    if "," in text:
        family, _comma, given = (part.strip() for part in text.partition(","))
        return CslName(family=family, given=given) if family and given else as_it_is(text)
    words = text.split()
    if len(words) < 2 or not WESTERN.fullmatch(text) or NUMERAL.fullmatch(words[-1]):
        return as_it_is(text)
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    return CslName(family=" ".join(words[at:]), given=" ".join(words[:at]))


def split_names(text: str) -> list[CslName]:
    """Return several names, separated by semicolons, of which a comma shows the family name.

    One without a comma is that of a body, or of a person who has but one name: it stays whole.
    """
    parts = (clean(part) for part in text.split(";"))
    return [split_name(part) if "," in part else as_it_is(part) for part in parts if part]


def as_it_is(text: str) -> CslName:
    """Return a name that is not taken apart: of a body, or described by us."""
    return CslName(literal=clean(text))


def given_first(name: CslName) -> str:
    """“Leon Trotsky”."""
    return name.get("literal") or f"{name['given']} {name['family']}"


def family_first(name: CslName) -> str:
    """“Trotsky, Leon”."""
    return name.get("literal") or f"{name['family']}, {name['given']}"


def initials_last(name: CslName) -> str:
    """“Trotsky, L. D.”."""
    return name.get("literal") or f"{name['family']}, {initials(name['given'])}"


def initials_first(name: CslName) -> str:
    """“L. D. Trotsky”."""
    return name.get("literal") or f"{initials(name['given'])} {name['family']}"


def initials_bare(name: CslName) -> str:
    """“Троцкий Л. Д.”."""
    return name.get("literal") or f"{name['family']} {initials(name['given'])}"


def initials(given: str) -> str:
    """Return the initials of given names: “L. D.”, “J.-P.”."""
    words = given.replace(".", ". ").split()
    return " ".join(
        "-".join(f"{part[0]}." for part in re.split(r"[-\u2010\u2011]", word) if part)
        for word in words
    )


def listed(
    names: Sequence[CslName],
    first: Callable[[CslName], str],
    others: Callable[[CslName], str],
    last: str,
) -> str:
    """Return names with commas; `last` stands before the last one, with its blanks."""
    shown = [first(name) if at == 0 else others(name) for at, name in enumerate(names)]
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + last + shown[-1]
