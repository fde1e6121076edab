"""Authority files: how an identifier looks, when it is valid, and where it leads.

Patterns and check digits follow the published rules of each scheme: ISO 7064 mod 11-2 for ISNI,
ISO 3297 for ISSN, the mod 11 check of GND. Values are stored in the bare form without blanks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_SEPARATORS: Final = re.compile(r"[/?#&=:()]")
_SUFFIX: Final = re.compile(r"\.(html?|json|jsonld|rdf|xml)$")


def _isni(text: str) -> str:
    """Return an ISNI without hyphens."""
    return text.replace("-", "").upper()


def _issn(text: str) -> str:
    """Return an ISSN with its hyphen and without the word."""
    bare = text.upper().removeprefix("ISSN")
    return f"{bare[:4]}-{bare[4:]}" if re.fullmatch(r"\d{7}[\dX]", bare) else bare


def _lccn(text: str) -> str:
    """Return a Library of Congress number with its serial part filled up: n79-27035, n79027035."""
    year, _hyphen, serial = text.lower().partition("-")
    return year + serial.zfill(6) if serial else year


@dataclass(frozen=True, slots=True)
class AuthorityScheme:
    """One authority file."""

    code: str
    label: str
    pattern: str
    url: str
    check: Callable[[str], bool] | None = None

    normal: Callable[[str], str] = str.lower

    def clean(self, value: str) -> str:
        """Return the bare identifier from what an editor pasted: an address or a spaced form.

        What holds no identifier comes back without blanks, to be refused by `is_valid`.
        """
        parts = [self._bare(part) for part in _SEPARATORS.split(value) if part.strip()]
        good = [part for part in parts if self._fits(part)]
        return good[-1] if good else "".join(value.split())

    def _fits(self, value: str) -> bool:
        """Tell whether `value` has the form of the scheme, in ASCII digits."""
        return re.fullmatch(self.pattern, value, re.ASCII) is not None

    def _bare(self, part: str) -> str:
        """Return one part of an address without what people write around a number."""
        return self.normal(_SUFFIX.sub("", "".join(part.split())))

    def is_valid(self, value: str) -> bool:
        """Tell whether `value` has the form of the scheme and its check digit agrees."""
        return self._fits(value) and (self.check is None or self.check(value))

    def link(self, value: str) -> str:
        """Return the address of the identified thing at its authority."""
        return self.url.format(value)


def isni_check(value: str) -> bool:
    """Check the last sign by ISO 7064 mod 11-2."""
    total = 0
    for digit in value[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == value[-1]


def issn_check(value: str) -> bool:
    """Check the last sign of an ISSN by ISO 3297 (weights 8 to 2, mod 11)."""
    digits = value.replace("-", "")
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=False))
    return "0123456789X"[-total % 11] == digits[-1]


def gnd_check(value: str) -> bool:
    """Check the last sign of a GND number: weights from 2, counted from the right, mod 11.

    In a number with a hyphen (bodies, serials, subjects) the sum itself is the check, in one
    without (persons, newer entries) what it lacks of the next eleven.
    """
    if "-" in value:
        body, check = value.split("-")
        total = sum(int(digit) * weight for weight, digit in enumerate(reversed(body), start=2))
        return "0123456789X"[total % 11] == check
    total = sum(int(digit) * weight for weight, digit in enumerate(reversed(value[:-1]), start=2))
    return "0123456789X"[-total % 11] == value[-1]


SCHEMES: Final = {
    scheme.code: scheme
    for scheme in (
        AuthorityScheme(
            "wikidata",
            "Wikidata",
            r"Q[1-9]\d{0,11}",
            "https://www.wikidata.org/wiki/{}",
            None,
            str.upper,
        ),
        AuthorityScheme("viaf", "VIAF", r"[1-9]\d{1,21}", "https://viaf.org/viaf/{}"),
        AuthorityScheme(
            "isni", "ISNI", r"\d{15}[\dX]", "https://isni.org/isni/{}", isni_check, _isni
        ),
        AuthorityScheme(
            "gnd",
            "GND",
            r"1[0-9]{7,9}[0-9X]|[1-9]\d{0,7}-[0-9X]|[1-9]\d{7}[0-9X]",
            "https://d-nb.info/gnd/{}",
            gnd_check,
            str.upper,
        ),
        AuthorityScheme(
            "lcnaf",
            "LCNAF",
            r"(n|nb|nr|no|ns|sh)\d{8,10}",
            "https://lccn.loc.gov/{}",
            None,
            _lccn,
        ),
        AuthorityScheme("geonames", "GeoNames", r"[1-9]\d{0,8}", "https://www.geonames.org/{}"),
        AuthorityScheme(
            "issn",
            "ISSN",
            r"\d{4}-\d{3}[\dX]",
            "https://portal.issn.org/resource/ISSN/{}",
            issn_check,
            _issn,
        ),
        AuthorityScheme("oclc", "OCLC", r"[1-9]\d{0,11}", "https://search.worldcat.org/title/{}"),
    )
}

SCHEME_CHOICES: Final = [(scheme.code, scheme.label) for scheme in SCHEMES.values()]
