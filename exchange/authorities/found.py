"""What an authority says, in one form whichever it is."""

from dataclasses import asdict, dataclass, field
from typing import Any, Final

BEGIN, END = "begin", "end"
MOST_NAMES: Final = 80
LONGEST: Final = 300


class AuthorityError(ValueError):
    """What was given is no record of an authority; the message says so."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name, in a language as far as that is known."""

    text: str
    language: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class FoundDate:
    """When, and where, a life began or ended."""

    boundary: str
    edtf: str = ""
    calendar: str = "gregorian"
    place: str = ""
    language: str = ""
    """Of the name of the place."""
    place_number: tuple[str, str] | None = None
    """Authority and number of the place."""


@dataclass(slots=True)
class Found:
    """A record of an authority."""

    scheme: str
    value: str
    names: list[FoundName] = field(default_factory=list)
    dates: list[FoundDate] = field(default_factory=list)
    identifiers: list[tuple[str, str]] = field(default_factory=list)

    def add_name(self, text: object, language: str = "", *, preferred: bool = False) -> None:
        """Add a name, unless it is there, is none, or there are enough."""
        if not isinstance(text, str) or not (said := " ".join(text.split())[:LONGEST]):
            return
        known = {(one.text, one.language) for one in self.names}
        if (said, language) not in known and len(self.names) < MOST_NAMES:
            self.names.append(FoundName(said, language, preferred))

    def as_plain(self) -> dict[str, Any]:
        """Return it as it is sent along with a form."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Found":
        """Return what was sent along."""
        return cls(
            plain["scheme"],
            plain["value"],
            [FoundName(**one) for one in plain["names"]],
            [
                FoundDate(**{**one, "place_number": tuple(one["place_number"] or ()) or None})
                for one in plain["dates"]
            ],
            [(scheme, value) for scheme, value in plain["identifiers"]],
        )


def many(value: object) -> list[Any]:
    """Return a list: JSON that was made from XML has a single thing bare."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def part(value: object, *keys: str) -> Any:
    """Return what lies below these keys of nested objects; None where anything else comes."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
