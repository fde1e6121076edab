"""How a typed text was read, in the reader's own words."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from entries.choices import Kind
from entries.languages import current_language
from search.asking import MAX_LENGTH, read
from search.asking.fields import WORDS, years_of
from search.asking.tokens import MAX_DEPTH, MAX_WORDS
from search.asking.tree import And, Fault, Form, Leaf, Node, Not, Remark

PLACES: Final[dict[str, str | Promise]] = {
    "name": gettext_lazy("Name"),
    "text": gettext_lazy("Text"),
    "related": gettext_lazy("Related"),
    "year": gettext_lazy("Years"),
}
"""What fields are called that are no kind of entry."""

REMARKS: Final[dict[Fault, Promise]] = {
    Fault.QUOTE: gettext_lazy("A quote is not closed: the rest is read as the phrase “%(part)s”."),
    Fault.OPEN: gettext_lazy("A bracket is not closed: it is closed at the end."),
    Fault.CLOSE: gettext_lazy("A closing bracket has no opening one: it is left out."),
    Fault.DEEP: gettext_lazy("Brackets within more than %(depth)s others are left out."),
    Fault.OPERATOR: gettext_lazy("“%(part)s” has nothing beside it: it is left out."),
    Fault.FIELD: gettext_lazy(
        "There is no field “%(part)s:”, so these are read as words. There are: %(fields)s."
    ),
    Fault.EMPTY_FIELD: gettext_lazy("Nothing stands after “%(part)s:”: it is left out."),
    Fault.STAR: gettext_lazy("A * stands at the end of a word: “%(part)s” is read without it."),
    Fault.SHORT: gettext_lazy("Two letters must stand before a *: “%(part)s” is read as a word."),
    Fault.YEAR: gettext_lazy(
        "“%(part)s” is no year, such as 1905, nor several, such as 1905-1907: it is read as words."
    ),
    Fault.MANY: gettext_lazy("Only the first %(words)s words are looked for."),
    Fault.LONG: gettext_lazy("Only the first %(length)s letters are read."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a text: how it was read (empty where nothing is to be said), and what not."""

    reading: str
    remarks: list[str]


def say_reading(text: str) -> Said:
    """Return how a text was read; of a single word that need not be said."""
    reading = read(text)
    tree = reading.tree
    is_plain = tree is None or (tree == Leaf(text.strip()) and not reading.remarks)
    said = "" if is_plain or tree is None else _say(tree)
    return Said(said, [_remark(one) for one in reading.remarks])


def field_word(code: str) -> str:
    """Return what readers of this language type before the colon."""
    words = WORDS[code]
    return words.get(current_language(), words["en"])


def _say(node: Node, *, inside: bool = False) -> str:
    """Return a tree in words; `inside` another, what is joined stands in brackets."""
    if isinstance(node, Leaf):
        return _say_leaf(node)
    if isinstance(node, Not):
        return _("not %(part)s") % {"part": _say(node.part, inside=True)}
    joint = pgettext("between two words", "and") if isinstance(node, And) else _or()
    said = f" {joint} ".join(_say(part, inside=True) for part in node.parts)
    return f"({said})" if inside else said


def _or() -> str:
    return pgettext("between two words", "or")


def _say_leaf(leaf: Leaf) -> str:
    if leaf.field == "year" and (years := years_of(leaf.text)):
        said = f"{years[0]}–{years[1]}" if years[0] < years[1] else str(years[0])
    elif leaf.form is Form.PHRASE:
        said = _("the phrase “%(text)s”") % {"text": leaf.text}
    elif leaf.form is Form.BEGINNING:
        said = _("what begins with “%(text)s”") % {"text": leaf.text}
    else:
        said = _("“%(text)s”") % {"text": leaf.text}
    if not leaf.field:
        return said
    place = PLACES[leaf.field] if leaf.field in PLACES else Kind(leaf.field).label
    return _("%(place)s: %(text)s") % {"place": place, "text": said}


def _remark(remark: Remark) -> str:
    return str(REMARKS[remark.fault]) % {
        "part": remark.part,
        "depth": MAX_DEPTH,
        "words": MAX_WORDS,
        "length": MAX_LENGTH,
        "fields": ", ".join(field_word(code) for code in WORDS),
    }
