"""What differs between two versions, point by point, as a reader can follow it.

What went stands in `<del>`, what came in `<ins>`, and each point says in a word whether it was
added, removed or changed: colour tells nothing alone.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Literal

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from browse.markdown import plain
from browse.markup import fill
from browse.pages.texts import shorten
from browse.versions.past import Past
from browse.versions.rows import EVIDENCE, Parts, tell_row
from browse.words import in_words, language_name, link, when
from dates import HistoricalDate
from entries.choices import TextRole
from entries.languages import current_language
from entries.models import Entry, Term
from history.versions.differences import SECTIONS, Difference, Section, differences
from history.versions.words import Run
from records.columns import MODELS

Sign = Literal["added", "removed", "changed"]

HEADINGS: Final[dict[Section, Promise]] = {
    "names": _("Names"),
    "fields": _("Facts"),
    "texts": _("Texts"),
    "statements": _("Statements"),
    "incoming": _("Statements of other entries about it"),
    "identifiers": _("Identifiers elsewhere"),
    "images": _("Images"),
    "citations": _("Evidence for the entry as a whole"),
}
SIGNS: Final[dict[Sign, Promise]] = {
    "added": pgettext_lazy("what became of a point", "added"),
    "removed": pgettext_lazy("what became of a point", "removed"),
    "changed": pgettext_lazy("what became of a point", "changed"),
}
LANGUAGE_COLUMNS: Final = frozenset({"languages", "language"})
"""Columns that hold tags of languages."""
AROUND: Final = 120
"""Letters of an unchanged passage that are shown before and after a change."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is not as it was."""

    sign: Sign
    what: str
    """What it is, where its words do not say so: the name of a field, a text and its language."""
    html: SafeString

    @property
    def word(self) -> Promise:
        """Added, removed or changed."""
        return SIGNS[self.sign]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two versions: the points by section, and how many there are."""

    sections: list[tuple[Promise, list[Point]]]
    counts: Counter[Section]

    @property
    def in_words(self) -> str:
        """How much differs, such as “2 names, 1 statement”."""
        return count_words(self.counts)

    @property
    def total(self) -> int:
        """How many points there are, shown or not."""
        return self.counts.total()


def tell_changes(before: Past, after: Past, start: int, end: int) -> Changes:
    """Return what differs between two versions; the points from `start` up to `end` are told."""
    found = differences(before.document, after.document)
    shown = found[start:end]
    return Changes(
        [
            (HEADINGS[section], [_point(one, before, after) for one in several])
            for section, several in groupby(shown, key=lambda one: one.section)
        ],
        Counter(one.section for one in found),
    )


def count_words(counts: Counter[Section]) -> str:
    """Return how much differs in words, in the order of the sections; nothing for nothing."""
    return ", ".join(_count(section, counts[section]) for section in SECTIONS if counts[section])


def _count(section: Section, count: int) -> str:
    """Return one number in words."""
    match section:
        case "names":
            text = ngettext("{count} name", "{count} names", count)
        case "fields":
            text = ngettext("{count} fact", "{count} facts", count)
        case "texts":
            text = ngettext("{count} text", "{count} texts", count)
        case "statements":
            text = ngettext("{count} statement", "{count} statements", count)
        case "incoming":
            text = ngettext(
                "{count} statement of another entry", "{count} statements of other entries", count
            )
        case "identifiers":
            text = ngettext("{count} identifier", "{count} identifiers", count)
        case "images":
            text = ngettext("{count} image", "{count} images", count)
        case "citations":
            text = ngettext("{count} piece of evidence", "{count} pieces of evidence", count)
    return text.format(count=count)


def _point(one: Difference, before: Past, after: Past) -> Point:
    """Return one difference as a reader sees it."""
    if one.section == "fields":
        return _field(one, before, after)
    sign: Sign = "removed" if one.after is None else "added" if one.before is None else "changed"
    if one.section == "texts":
        return Point(sign, _text_name(one.what), _text(one))
    old = tell_row(one.section, before, one.before) if one.before is not None else []
    new = tell_row(one.section, after, one.after) if one.after is not None else []
    return Point(sign, "", _side_by_side(old, new))


def _side_by_side(old: Parts, new: Parts) -> SafeString:
    """Return the parts of a row, what differs in them marked; of the evidence only what differs."""
    if not old or not new:
        whole = SafeString(" · ".join(_named(name, html) for name, html in old or new))
        return _del(whole) if old else _ins(whole)
    plain_old, plain_new = dict(_plain(old)), dict(_plain(new))
    found = [
        _named(name, _change(plain_old.get(name), plain_new.get(name)))
        for name in dict.fromkeys([*(name for name, _html in new), *plain_old])
        if name != EVIDENCE
    ]
    was = [html for name, html in old if name == EVIDENCE]
    will = [html for name, html in new if name == EVIDENCE]
    found += [_named(EVIDENCE, _del(html)) for html in was if html not in will]
    found += [_named(EVIDENCE, _ins(html)) for html in will if html not in was]
    return SafeString(" · ".join(found))


def _plain(parts: Parts) -> Iterator[tuple[str, SafeString]]:
    return ((name, html) for name, html in parts if name != EVIDENCE)


def _named(name: str, html: SafeString) -> SafeString:
    """Return a part with its name, where it would not be understood without."""
    if name == EVIDENCE:
        return fill(gettext("evidence: {source}"), source=html)
    if name == "note":
        return fill(gettext("note: {text}"), text=html)
    return html


def _change(old: SafeString | None, new: SafeString | None) -> SafeString:
    """Return what something was and is; once if that is the same."""
    if old == new:
        return old or SafeString("")
    return SafeString(" ".join([*([_del(old)] if old else []), *([_ins(new)] if new else [])]))


def _del(html: SafeString) -> SafeString:
    return fill("<del>{}</del>", html)


def _ins(html: SafeString) -> SafeString:
    return fill("<ins>{}</ins>", html)


def _text_name(what: str) -> str:
    """Return what a text is and its language."""
    role, _colon, language = what.partition(":")
    label = dict(TextRole.choices).get(role, role)
    return f"{label}, {language_name(language)}"


def _text(one: Difference) -> SafeString:
    """Return a text that changed word by word, of one that came or went the beginning."""
    if one.after is None:
        return _del(fill("{}", shorten(plain(one.before))))
    if one.before is None:
        return _ins(fill("{}", shorten(plain(one.after))))
    return _words(one.words)


def _words(runs: Sequence[Run]) -> SafeString:
    """Return a text word by word; long passages in which nothing changed are cut."""
    last = len(runs) - 1
    return SafeString("".join(_run(run, at == 0, at == last) for at, run in enumerate(runs)))


def _run(run: Run, is_first: bool, is_last: bool) -> SafeString:
    if run.sign == "+":
        return _ins(fill("{}", run.text))
    if run.sign == "-":
        return _del(fill("{}", run.text))
    head = "" if is_first else _beginning(run.text)
    tail = "" if is_last else _beginning(run.text[::-1])[::-1]
    if len(head) + len(tail) >= len(run.text):
        return fill("{}", run.text)
    return fill("{} … {}", head, tail)


def _beginning(text: str) -> str:
    """Return the first letters of a text, cut at a blank if there is one; whole if it is short."""
    if len(text) <= AROUND:
        return text
    return text[:AROUND].rsplit(" ", 1)[0]


def _field(one: Difference, before: Past, after: Past) -> Point:
    """Return what differs in a column."""
    old, new = _value(before, one.what), _value(after, one.what)
    sign: Sign = "changed" if old and new else "added" if new else "removed"
    return Point(sign, _field_name(before.kind, one.what), _change(old, new))


def _field_name(kind: str, name: str) -> str:
    """Return what a column is called on the page of the desk."""
    label = str(MODELS[kind]._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _value(past: Past, name: str) -> SafeString:
    """Return the value of a column in words."""
    if name == "descriptive":
        return fill("{}", gettext("yes") if past.document.get(name) else gettext("no"))
    field: Any = MODELS[past.kind]._meta.get_field(name)
    value = past.column(name)
    return _in_words(dict(field.flatchoices).get(value, value) if field.choices else value, name)


def _in_words(value: Any, name: str) -> SafeString:
    """Return a value out of a column in words."""
    if value is None or value == "":
        return SafeString("")
    if isinstance(value, list):
        return SafeString(", ".join(_in_words(item, name) for item in value))
    match value:
        case Term():
            return in_words(value.shown)
        case Entry():
            return link(value, current_language())
        case HistoricalDate():
            return when(value, "long")
        case _:
            text = language_name(str(value)) if name in LANGUAGE_COLUMNS else str(value)
            return fill("{}", text)
