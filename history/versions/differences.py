"""What is different between two versions of an entry, in order of importance to a reader."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from history.versions.parts import Document
from history.versions.words import Run, compare_words

Section = Literal[
    "names", "fields", "texts", "statements", "incoming", "identifiers", "images", "citations"
]
SECTIONS: Final[tuple[Section, ...]] = (
    "names", "fields", "texts", "statements", "incoming", "identifiers", "images", "citations",
)  # fmt: skip
ALIKE: Final = 0.5
"""How much two rows must have in common for one to be a change of the other."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was. Of what was added `before` is None, of what went `after`."""

    section: Section
    what: str
    """The name of a field, or the role and language of a text; empty for rows."""
    before: Any
    after: Any
    words: list[Run] = field(default_factory=list)
    """Of a text that changed, word by word."""
    parts: list[str] = field(default_factory=list)
    """Of a row that changed, the names of what in it did."""


def differences(before: Document, after: Document) -> list[Difference]:
    """Return all that differs between two documents of one entry."""
    return [one for section in SECTIONS for one in _compare(section, before, after)]


def _compare(section: Section, before: Document, after: Document) -> Iterator[Difference]:
    match section:
        case "fields":
            yield from _fields(before, after)
        case "texts":
            yield from _texts(before["texts"], after["texts"])
        case "statements" | "incoming":
            yield from _statements(section, before[section], after[section])
        case _:
            yield from _rows(section, before[section], after[section])


def _fields(before: Document, after: Document) -> Iterator[Difference]:
    """Yield the columns of the kind that differ, and whether the name is a description."""
    one = {**before.get("fields", {}), "descriptive": before.get("descriptive")}
    other = {**after.get("fields", {}), "descriptive": after.get("descriptive")}
    for name in dict.fromkeys([*one, *other]):
        if one.get(name) != other.get(name):
            yield Difference("fields", name, one.get(name), other.get(name))


def _texts(before: Sequence[Document], after: Sequence[Document]) -> Iterator[Difference]:
    one = {f"{text['role']}:{text['language']}": text["body"] for text in before}
    other = {f"{text['role']}:{text['language']}": text["body"] for text in after}
    for key in dict.fromkeys([*one, *other]):
        if one.get(key) != other.get(key):
            words = compare_words(one.get(key, ""), other.get(key, ""))
            yield Difference("texts", key, one.get(key), other.get(key), words)


def _statements(
    section: Section, before: Sequence[Document], after: Sequence[Document]
) -> Iterator[Difference]:
    """Yield the statements that differ; each has an identity of its own."""
    one = {row["id"]: row for row in before}
    other = {row["id"]: row for row in after}
    for uid in dict.fromkeys([*one, *other]):
        old, new = one.get(uid), other.get(uid)
        if old != new:
            yield Difference(section, "", old, new, parts=_changed(old, new))


def _rows(
    section: Section, before: Sequence[Document], after: Sequence[Document]
) -> Iterator[Difference]:
    """Yield the rows that differ. Two that are alike are one that was changed."""
    gone = [row for row in before if row not in after]
    come = [row for row in after if row not in before]
    for old in gone:
        nearest = max(come, key=lambda row: _likeness(old, row), default=None)
        if nearest is not None and _likeness(old, nearest) >= ALIKE:
            come.remove(nearest)
            yield Difference(section, "", old, nearest, parts=_changed(old, nearest))
        else:
            yield Difference(section, "", old, None)
    for new in come:
        yield Difference(section, "", None, new)


def _likeness(one: Document, other: Document) -> float:
    """Return the share of filled values that two rows have in common."""
    names = [name for name in one if one[name] or other.get(name)]
    same = sum(1 for name in names if one[name] == other.get(name))
    return same / max(len(names), 1)


def _changed(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[str]:
    """Return the names of the values that differ."""
    if old is None or new is None:
        return []
    return [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
