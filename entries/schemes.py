"""Authority files: how an identifier looks, when it is valid, and where it leads.

Patterns and check digits follow the published rules of each scheme: ISO 7064 mod 11-2 for ISNI,
ISO 3297 for ISSN, the mod 11 check of GND. Values are stored in the bare form without blanks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class AuthorityScheme:
    """One authority file."""

    code: str
    label: str
    pattern: str
    url: str
    check: Callable[[str], bool] | None = None

    def clean(self, value: str) -> str:
        """Return the bare identifier from what an editor pasted (a URL or a spaced form)."""
        value = value.strip().rstrip("/")
        value = value.rsplit("/", 1)[-1] if "/" in value else value
        return value.replace(" ", "").replace("ISSN", "") if self.code != "lcnaf" else value

    def is_valid(self, value: str) -> bool:
        """Tell whether `value` has the form of the scheme and its check digit agrees."""
        if re.fullmatch(self.pattern, value) is None:
            return False
        return self.check is None or self.check(value)

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
    """Check the last sign of a GND number (weights count up from the right, mod 11).

    Numbers with a hyphen weigh from 1 at the last digit before it with the check sum negated;
    those without use the weights of PICA production numbers, from 2.
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
        AuthorityScheme("wikidata", "Wikidata", r"Q[1-9]\d*", "https://www.wikidata.org/wiki/{}"),
        AuthorityScheme("viaf", "VIAF", r"[1-9]\d{1,21}", "https://viaf.org/viaf/{}"),
        AuthorityScheme("isni", "ISNI", r"\d{15}[\dX]", "https://isni.org/isni/{}", isni_check),
        AuthorityScheme(
            "gnd",
            "GND",
            r"1[0-9]{7,9}[0-9X]|[1-9]\d{0,7}-[0-9X]|[1-9]\d{7}[0-9X]",
            "https://d-nb.info/gnd/{}",
            gnd_check,
        ),
        AuthorityScheme(
            "lcnaf",
            "LCNAF",
            r"(n|nb|nr|no|ns|sh)\d{8,10}",
            "https://id.loc.gov/authorities/names/{}",
        ),
        AuthorityScheme("geonames", "GeoNames", r"[1-9]\d{0,8}", "https://www.geonames.org/{}"),
        AuthorityScheme(
            "issn",
            "ISSN",
            r"\d{4}-\d{3}[\dX]",
            "https://portal.issn.org/resource/ISSN/{}",
            issn_check,
        ),
        AuthorityScheme("oclc", "OCLC", r"[1-9]\d{0,11}", "https://search.worldcat.org/title/{}"),
    )
}

SCHEME_CHOICES: Final = [(scheme.code, scheme.label) for scheme in SCHEMES.values()]
