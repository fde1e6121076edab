"""What may be done with a picture, as the two vocabularies that machines know say it.

RightsStatements.org (version 1.0, twelve statements) tells how a work stands in law, Creative
Commons what its owner allows. Both are named by URI, in the form with `http` that IIIF and
Europeana ask for: https://iiif.io/api/presentation/3.0/#rights.
"""

import re
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

STATEMENTS: Final = "http://rightsstatements.org/vocab/"
COMMONS: Final = "http://creativecommons.org/"
OWN_VERSIONS: Final = ("4.0", "3.0", "2.0")

_IN_COPYRIGHT: Final[dict[str, "_StrOrPromise"]] = {
    "InC": _("In copyright"),
    "InC-OW-EU": _("In copyright: orphan work (EU)"),
    "InC-EDU": _("In copyright: educational use permitted"),
    "InC-NC": _("In copyright: non-commercial use permitted"),
    "InC-RUU": _("In copyright: rights-holder cannot be found"),
}
_NOT_IN_COPYRIGHT: Final[dict[str, "_StrOrPromise"]] = {
    "NoC-CR": _("No copyright: contractual restrictions"),
    "NoC-NC": _("No copyright: non-commercial use only"),
    "NoC-OKLR": _("No copyright: other legal restrictions"),
    "NoC-US": _("No copyright in the United States"),
}
_NOT_KNOWN: Final[dict[str, "_StrOrPromise"]] = {
    "CNE": _("Copyright not evaluated"),
    "UND": _("Copyright undetermined"),
    "NKC": _("No known copyright"),
}
_LICENCES: Final = ("by", "by-sa", "by-nc", "by-nc-sa", "by-nd", "by-nc-nd")


def _statements(codes: dict[str, "_StrOrPromise"]) -> dict[str, "_StrOrPromise"]:
    return {f"{STATEMENTS}{code}/1.0/": label for code, label in codes.items()}


def _licences(version: str) -> dict[str, "_StrOrPromise"]:
    return {
        f"{COMMONS}licenses/{code}/{version}/": f"CC {code.upper()} {version}" for code in _LICENCES
    }


GROUPS: Final[tuple[tuple["_StrOrPromise", dict[str, "_StrOrPromise"]], ...]] = (
    (
        _("Free of rights"),
        {
            f"{COMMONS}publicdomain/mark/1.0/": _("Public domain"),
            f"{COMMONS}publicdomain/zero/1.0/": "CC0 1.0",
            **_statements(_NOT_IN_COPYRIGHT),
        },
    ),
    ("Creative Commons", {uri: one for at in OWN_VERSIONS for uri, one in _licences(at).items()}),
    (_("In copyright"), _statements(_IN_COPYRIGHT)),
    (_("Not known"), _statements(_NOT_KNOWN)),
)
"""The statements an editor chooses from, by URI, under the headings of the list."""

KNOWN: Final = {uri: label for _heading, some in GROUPS for uri, label in some.items()}


def as_uri(said: str) -> str:
    """Return the URI that is meant by an address or name of a statement; else what was said.

    >>> as_uri("https://creativecommons.org/licenses/by-sa/4.0/deed.ru")
    'http://creativecommons.org/licenses/by-sa/4.0/'
    >>> as_uri("cc-by 4.0")
    'http://creativecommons.org/licenses/by/4.0/'
    """
    text = said.strip()
    address = re.sub(r"^https?://(www\.)?", "http://", text)
    address = re.sub(r"(deed|legalcode)(\.\w+)?$", "", address).replace("/page/", "/vocab/")
    if f"{address.rstrip('/')}/" in KNOWN:
        return f"{address.rstrip('/')}/"
    return _BY_NAME.get(_bare(text), text)


def _bare(name: str) -> str:
    """Return a name without what it is written with or without."""
    return re.sub(r"[\s_-]", "", name).lower()


_BY_NAME: Final = {
    **{_bare(str(label)): uri for uri, label in KNOWN.items() if isinstance(label, str)},
    **{_bare(uri.split("/")[4]): uri for uri in KNOWN if uri.startswith(STATEMENTS)},
    "cc0": f"{COMMONS}publicdomain/zero/1.0/",
    "publicdomain": f"{COMMONS}publicdomain/mark/1.0/",
}


def label_of(rights: str) -> str:
    """Return what a statement is called; words that are no statement stand as they are."""
    return str(KNOWN.get(rights, rights))
