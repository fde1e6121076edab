"""Differences between two records, laid out for a page: what was added, removed, changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from desk.past.speaking import ROWS, Speaker, say_text
from history.restoring.world import field_of
from history.versions.comparing import NOTHING, compare_revisions, is_filled
from history.versions.differences import Difference
from history.versions.parts import Document
from history.versions.words import Run, compare_words
from sources.models import Citation

SHOWN: Final = 200
"""Lines of one section that are written out."""
LONGEST: Final = 400
"""Signs of a passage that stayed the same; of a longer one only both ends are shown."""
UNSAID: Final = frozenset({"thumbnail", "width", "height", "file"})
"""Values of a row that need no line of their own."""

HEADINGS: Final = {
    "fields": _("Fields"),
    "names": _("Names"),
    "texts": _("Texts"),
    "statements": _("Statements"),
    "identifiers": _("Identifiers"),
    "images": _("Pictures"),
    "citations": _("Sources of the entry as a whole"),
}
SIGNS: Final = {
    "added": _("Added"),
    "removed": _("Removed"),
    "changed": _("Changed"),
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One value that differs: in words, or word by word."""

    label: str
    before: str = ""
    after: str = ""
    runs: Sequence[Run] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that differs."""

    sort: str
    """`added`, `removed` or `changed`."""
    text: str
    details: list[Detail] = field(default_factory=list)

    @property
    def sign(self) -> str:
        """What was done, in a word."""
        return str(SIGNS[self.sort])


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one section."""

    section: str
    heading: str
    lines: list[Line]
    more: int
    """How many further ones there are."""


def show_differences(speaker: Speaker, before: Document | None, after: Document) -> list[Group]:
    """Return what differs, section by section. No query: the speaker knows both documents."""
    sections: dict[str, list[Difference]] = {name: [] for name in HEADINGS}
    for one in compare_revisions(before, after):
        sections[one.section].append(one)
    return [
        Group(
            section,
            str(HEADINGS[section]),
            [_line(speaker, one) for one in rows[:SHOWN]],
            max(len(rows) - SHOWN, 0),
        )
        for section, rows in sections.items()
        if rows
    ]


def speaker_for(kind: str, *documents: Document | None, pids: Iterable[str] = ()) -> Speaker:
    """Return who can say what stands in these documents."""
    return Speaker(kind, [{**NOTHING, **one} for one in documents if one is not None], pids)


def _line(speaker: Speaker, one: Difference) -> Line:
    if one.section == "texts":
        role, _colon, language = one.what.partition(":")
        return Line(_sort(one), say_text(role, language), [Detail("", runs=_shorten(one.words))])
    if one.section == "fields":
        return Line(_field_sort(one), speaker.field_label(one.what), _field(speaker, one))
    row = one.before if one.after is None else one.after
    text = speaker.row(one.section, row)
    if one.before is not None and one.after is not None:
        details = list(_changes(speaker, one.section, one.before, one.after, one.parts))
    else:
        details = list(_contents(speaker, one.section, row, gone=one.after is None))
    return Line(_sort(one), text, details)


def _sort(one: Difference) -> str:
    return "added" if one.before is None else "removed" if one.after is None else "changed"


def _field_sort(one: Difference) -> str:
    if not is_filled(one.before):
        return "added"
    return "changed" if is_filled(one.after) else "removed"


def _field(speaker: Speaker, one: Difference) -> list[Detail]:
    if one.words:
        return [Detail("", runs=_shorten(one.words))]
    before, after = (speaker.field(one.what, value) for value in (one.before, one.after))
    return [Detail("", before, after)]


def _changes(
    speaker: Speaker, section: str, before: Document, after: Document, parts: Iterable[str]
) -> Iterator[Detail]:
    """Yield what in a row is not as it was, its evidence last."""
    for name in sorted(parts, key="citations".__eq__):
        if name == "citations":
            yield from _evidence(speaker, before[name], after[name])
        elif name not in UNSAID:
            yield from _values(speaker, section, name, before.get(name), after.get(name))


def _values(speaker: Speaker, section: str, name: str, before: Any, after: Any) -> Iterator[Detail]:
    """Yield the two values of one part of a row; of a text in several languages, each."""
    model_field = field_of(ROWS[section], name)
    label = str(model_field.verbose_name)
    if _is_localised(before) or _is_localised(after):
        old, new = before or {}, after or {}
        for language in dict.fromkeys([*old, *new]):
            one, other = old.get(language, ""), new.get(language, "")
            if one != other:
                yield Detail(f"{label} ({language})", runs=_shorten(compare_words(one, other)))
    elif name == "editors_note":
        yield Detail(label, runs=_shorten(compare_words(before or "", after or "")))
    elif name == "property":
        yield Detail(label, speaker.property(before), speaker.property(after))
    else:
        old, new = (speaker.value(model_field, one) for one in (before, after))
        yield Detail(label, old, new)


def _is_localised(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and "edtf" not in value


def _evidence(
    speaker: Speaker, before: Sequence[Document], after: Sequence[Document]
) -> Iterator[Detail]:
    """Yield the evidence that went, then what came."""
    label = str(Citation._meta.verbose_name)
    for one in before:
        if one not in after:
            yield Detail(label, before=speaker.citation(one))
    for one in after:
        if one not in before:
            yield Detail(label, after=speaker.citation(one))


def _contents(speaker: Speaker, section: str, row: Document, *, gone: bool) -> Iterator[Detail]:
    """Yield what belongs to a row that was added or removed and is not said in its line."""
    evidence = row.get("citations", [])
    yield from _evidence(speaker, evidence if gone else [], [] if gone else evidence)
    if section != "statements":
        return
    for name, usual in (("rank", "normal"), ("certainty", "certain")):
        if row.get(name, usual) != usual:
            yield from _values(speaker, section, name, *_sides(row[name], gone=gone))
    for name in ("note", "editors_note"):
        if row.get(name):
            yield from _values(speaker, section, name, *_sides(row[name], gone=gone))


def _sides(value: Any, *, gone: bool) -> tuple[Any, Any]:
    return (value, None) if gone else (None, value)


def _shorten(runs: Iterable[Run]) -> list[Run]:
    """Return words compared, long passages that stayed the same only with both their ends."""
    found = []
    for run in runs:
        if run.sign == "=" and len(run.text) > LONGEST:
            half = LONGEST // 2
            found.append(Run(f"{run.text[:half]} […] {run.text[-half:]}", "="))
        else:
            found.append(run)
    return found
