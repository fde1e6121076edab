"""Permanent identifiers: seven opaque characters, the last one a check character.

The alphabet is that of NOID (Nice Opaque Identifiers, California Digital Library): digits and
consonants, so that no word can form and no letter is taken for a digit. There are 29 signs; since
29 is prime and larger than the length, the weighted sum catches every single wrong character and
every swap of neighbours.
"""

import secrets
from typing import Final

ALPHABET: Final = "0123456789bcdfghjkmnpqrstvwxz"
LENGTH: Final = 7
STATEMENT_LENGTH: Final = 10

_ORDINAL: Final = {sign: ordinal for ordinal, sign in enumerate(ALPHABET)}


def check_character(body: str) -> str:
    """Return the check character of `body`: its ordinals weighted by position, modulo 29.

    Raises KeyError for a sign outside the alphabet.
    """
    total = sum(position * _ORDINAL[sign] for position, sign in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def is_valid(pid: str, length: int = LENGTH) -> bool:
    """Tell whether `pid` has the right length and signs and its check character agrees."""
    if len(pid) != length or any(sign not in _ORDINAL for sign in pid):
        return False
    return check_character(pid[:-1]) == pid[-1]


def mint(length: int = LENGTH) -> str:
    """Return a new random identifier; the caller makes sure that it is not in use.

    The first sign is a letter, so that no spreadsheet takes an identifier for a number.
    """
    first = secrets.choice(ALPHABET[10:])
    body = first + "".join(secrets.choice(ALPHABET) for _ in range(length - 2))
    return body + check_character(body)
