"""What an editor decides about a merge. Whatever is left open has a safe default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

BOTH: Final = "both"
"""In place of a pid: of a list, the values of all parties."""
OTHER: Final = "other"
"""In place of a pid: what the editor typed."""
NOTHING: Final = "nothing"
"""In place of a pid: the column is left empty."""
LEFT_OUT: Final = "-"
"""In place of a type of name: the survivor does not get this name."""


class SelfRelation(StrEnum):
    """What becomes of a statement that would relate the survivor to itself."""

    DROP = "drop"
    """It goes. Un-merging brings it back."""
    WORDS = "words"
    """The end that is the survivor now becomes the words it had: a text, or nothing at all."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The decisions, by what they are about."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Own column → pid of the party whose value counts, or BOTH, OTHER, NOTHING."""
    typed: Mapping[str, Any] = field(default_factory=dict)
    """Own column → the value for which OTHER stands, as the model stores it."""
    names: Mapping[int, str] = field(default_factory=dict)
    """Primary key of a name → its type at the survivor, or LEFT_OUT."""
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Role and language → the text at the survivor; an empty one means none."""
    editors_note: str | None = None
    statements: Mapping[str, str] = field(default_factory=dict)
    """Anchor of a statement that would relate the survivor to itself → SelfRelation."""
