"""What is cited, as CSL-JSON 1.0.2 has it: the one source of every style and format."""

from typing import NotRequired, TypedDict

CslDate = TypedDict(
    "CslDate",
    {"date-parts": list[list[int]], "season": int, "circa": bool, "literal": str},
    total=False,
)


class CslName(TypedDict, total=False):
    """A person with family and given name, or any other name as it stands (`literal`)."""

    family: str
    given: str
    literal: str


class Exact(TypedDict):
    """A date that CSL cannot say: in EDTF, with its calendar."""

    edtf: str
    calendar: str


class Custom(TypedDict, total=False):
    """What CSL has no variable for."""

    issued: Exact


Item = TypedDict(
    "Item",
    {
        "id": str,
        "type": str,
        "title": NotRequired[str],
        "container-title": NotRequired[str],
        "author": NotRequired[list[CslName]],
        "editor": NotRequired[list[CslName]],
        "translator": NotRequired[list[CslName]],
        "recipient": NotRequired[list[CslName]],
        "issued": NotRequired[CslDate],
        "accessed": NotRequired[CslDate],
        "publisher": NotRequired[str],
        "publisher-place": NotRequired[str],
        "volume": NotRequired[str],
        "issue": NotRequired[str],
        "number": NotRequired[str],
        "page": NotRequired[str],
        "genre": NotRequired[str],
        "archive": NotRequired[str],
        "archive_location": NotRequired[str],
        "version": NotRequired[str],
        "status": NotRequired[str],
        "language": NotRequired[str],
        "URL": NotRequired[str],
        "note": NotRequired[str],
        "source": NotRequired[str],
        "custom": NotRequired[Custom],
    },
)
"""The variables of CSL that we use. What is not known is absent, never empty."""
