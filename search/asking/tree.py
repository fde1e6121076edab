"""The tree of a question, and what was amiss in the text that it was read from."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as column
from enum import StrEnum
from typing import NamedTuple


class Form(StrEnum):
    """How a leaf was typed."""

    WORD = "word"
    PHRASE = "phrase"
    BEGINNING = "beginning"


class Fault(StrEnum):
    """What could not be read as it stands."""

    QUOTE = "quote"
    OPEN = "open"
    CLOSE = "close"
    DEEP = "deep"
    OPERATOR = "operator"
    FIELD = "field"
    EMPTY_FIELD = "empty field"
    STAR = "star"
    SHORT = "short"
    YEAR = "year"
    MANY = "many"
    LONG = "long"


class Remark(NamedTuple):
    """A fault, and the part of the text that has it."""

    fault: Fault
    part: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word, a phrase or the beginning of a word, without its signs.

    `field` is where it is to occur, empty for anywhere. `start` and `end` are its place in the
    text that was typed, signs and field included.
    """

    text: str
    form: Form = Form.WORD
    field: str = ""
    start: int = column(default=0, compare=False)
    end: int = column(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not occur."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What must all occur."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of these must occur."""

    parts: tuple["Node", ...]


Node = Leaf | Not | And | Or


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was read: its tree (None if it asks for nothing), and what was amiss."""

    tree: Node | None
    remarks: tuple[Remark, ...] = ()

    @property
    def ranks(self) -> bool:
        """Whether anything is asked for that an entry can have more or less of."""
        return self.tree is not None and any(True for _leaf in wanted_leaves(self.tree))


def leaves(node: Node | None) -> Iterator[Leaf]:
    """Yield all leaves in their order."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Not):
        yield from leaves(node.part)
    elif node is not None:
        for part in node.parts:
            yield from leaves(part)


def wanted_leaves(node: Node | None) -> Iterator[Leaf]:
    """Yield the leaves that are not under a NOT."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from wanted_leaves(part)
