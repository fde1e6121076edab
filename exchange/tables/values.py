"""Single values in cells: dates, numbers, switches, choices, terms, properties, citations."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dates import DateError, HistoricalDate
from dates.box import from_box, to_box
from dates.forms import explain
from entries.choices import Kind, Stance
from entries.languages import INTERFACE_LANGUAGES
from entries.models import Property, Term
from exchange.tables.faults import CellError
from exchange.tables.lines import read_lines, write_line
from exchange.tables.references import Asked, References

YES: Final = frozenset({"yes", "y", "true", "1", "x", "✓", "да", "ใช่"})
NO: Final = frozenset({"", "no", "n", "false", "0", "нет", "ไม่", "ไม่ใช่"})
LARGEST: Final = 10**12
_BETWEEN: Final = re.compile(r"\s*[;,\n]\s*")
_BLANKS: Final = re.compile(r"\s+")

Plain = dict[str, Any]
"""A part of a record as plain data."""


class Vocabulary:
    """Terms and properties by code and by label in any language: two queries."""

    def __init__(self) -> None:
        """Fetch all of them."""
        self.properties: dict[str, Property] = {}
        self._labels: dict[str, str] = {}
        self._terms: dict[tuple[str, str], str] = {}
        for one in Property.objects.all():
            self.properties[one.code] = one
            for label in (*one.label.values(), *one.bare_label.values()):
                self._labels.setdefault(label.casefold(), one.code)
        for term in Term.objects.order_by("code"):
            for label in (*term.label.values(), term.code):
                self._terms.setdefault((term.scheme, label.casefold()), term.code)

    def property(self, text: str) -> Property:
        """Return a property; raises CellError."""
        code = text if text in self.properties else self._labels.get(text.casefold(), "")
        if not code:
            message = _("There is no property “%(text)s”.") % {"text": text[:80]}
            raise CellError("property", message)
        return self.properties[code]

    def term(self, scheme: str, text: str) -> str:
        """Return the code of a term; raises CellError."""
        code = self._terms.get((scheme, text.casefold()))
        if code is None:
            message = _("“%(text)s” is not in the vocabulary.") % {"text": text[:80]}
            raise CellError("term", message)
        return code

    def terms(self, scheme: str, text: str) -> list[str]:
        """Return the codes of several terms, between semicolons, commas or blanks."""
        found = []
        for part in filter(None, _BETWEEN.split(text.strip())):
            if (scheme, part.casefold()) in self._terms:
                found.append(self.term(scheme, part))
            else:
                found += [self.term(scheme, word) for word in _BLANKS.split(part)]
        return sorted(set(found))


class Looking:
    """What cells are read with, and what is found out about a row while it is read."""

    def __init__(self, vocabulary: Vocabulary, references: References) -> None:
        """Begin with nothing deferred."""
        self.vocabulary = vocabulary
        self.references = references
        self.deferred = False
        """Whether the row refers to an entry that the file itself makes later."""
        self.others: dict[str, str] = {}
        """The kinds of entries that were referred to, by pid."""

    def entry(self, kind: str, text: str) -> str | None:
        """Return the pid that a cell refers to; None of one still to come. Raises CellError."""
        found = self.references.find(kind, text.strip())
        if found is None:
            self.deferred = True
            return None
        self.others[found.pid] = found.kind
        return found.pid


def write_date(date: Plain | None) -> str:
    """Return a date as it is typed."""
    if date is None:
        return ""
    return to_box(HistoricalDate(date["edtf"], date["calendar"], date["written"]))


def read_date(text: str) -> Plain | None:
    """Return a date as a record has it; raises CellError."""
    if not text.strip():
        return None
    try:
        date = from_box(text.strip())
    except DateError as error:
        raise CellError("date", " ".join(explain(error).messages)) from error
    return {"edtf": date.edtf, "calendar": date.calendar, "written": date.written}


def read_number(text: str, *, whole: bool) -> int | float | None:
    """Return a number, whose decimals may stand after a comma; raises CellError."""
    if not text.strip():
        return None
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > LARGEST or (whole and number != int(number)):
        raise CellError("number", _("“%(text)s” is not a number.") % {"text": text[:40]})
    return int(number) if whole else float(number)


def read_switch(text: str) -> bool:
    """Return yes or no; raises CellError."""
    word = text.strip().casefold()
    if word in YES | NO:
        return word in YES
    raise CellError("switch", _("“%(text)s”: yes or no is expected.") % {"text": text[:40]})


class Choices:
    """A short list of values, known by value and by label in each language."""

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        """Take values with their labels."""
        self.labels = dict(pairs)

    @cached_property
    def _known(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for language in INTERFACE_LANGUAGES:
            with translation.override(language):
                for value, label in self.labels.items():
                    known.setdefault(str(label).casefold(), value)
        return known | {value.casefold(): value for value in self.labels}

    def read(self, text: str) -> str:
        """Return the value; raises CellError."""
        value = self._known.get(text.strip().casefold())
        if value is None:
            message = _("“%(text)s” is none of %(values)s.")
            told = {"text": text[:40], "values": ", ".join(filter(None, self.labels))}
            raise CellError("choice", message % told)
        return value


STANCES: Final = Choices(Stance.choices)


def prefixed(name: str, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return texts by language as named parts of a line."""
    return [(f"{name}.{tag}", text) for tag, text in texts.items()]


def write_citation(one: Plain) -> str:
    """Return a citation as a line: source and spot, then what is not usual."""
    return write_line([one["source"], one["locator"]], _rest_of_citation(one))


def named_citation(one: Plain) -> list[tuple[str, str]]:
    """Return a citation as named parts of a longer line."""
    return [("source", one["source"]), ("where", one["locator"]), *_rest_of_citation(one)]


def _rest_of_citation(one: Plain) -> list[tuple[str, str]]:
    stance = "" if one["stance"] == Stance.SUPPORTS else one["stance"]
    return [("stance", stance), *prefixed("remark", one["note"])]


def read_citations(cell: str, at: Looking) -> list[Plain]:
    """Return the citations in the lines of a cell; raises CellError."""
    found = []
    for line in lines_of(cell, 2):
        parts = [*line.parts, "", ""]
        one = citation_of(parts[0], parts[1], at)
        if one is not None:
            found.append(one)
        for name, value in line.named:
            add_to_citation(one, name, value)
    return found


def citation_of(source: str, where: str, at: Looking) -> Plain | None:
    """Return a citation; None if the file makes its source later. Raises CellError."""
    if not source:
        message = _("“%(where)s” stands without a source.") % {"where": where[:40]}
        raise CellError("evidence", message)
    pid = at.entry(Kind.SOURCE, source)
    if pid is None:
        return None
    return {"source": pid, "locator": where, "stance": Stance.SUPPORTS.value, "note": {}}


def add_to_citation(one: Plain | None, name: str, value: str) -> None:
    """Set what a named part says of the citation before it; raises CellError."""
    key, _dot, tag = name.partition(".")
    if one is None and key in {"where", "stance", "remark"}:
        return
    if one is None or key not in {"where", "stance", "remark"} or (key == "remark") != bool(tag):
        raise CellError("line", _("“%(name)s=” is not known here.") % {"name": name})
    if key == "where":
        one["locator"] = value
    elif key == "stance":
        one["stance"] = STANCES.read(value)
    else:
        one["note"][tag] = value


def lines_of(cell: str, unnamed: int) -> Any:
    """Return the lines of a cell; raises CellError."""
    try:
        return read_lines(cell, unnamed)
    except ValueError as error:
        message = _("“%(part)s” has no name: write it as name=text.") % {"part": str(error)[:40]}
        raise CellError("line", message) from error


def sources_asked(cell: str, *, first: bool = False) -> list[Asked]:
    """Return the sources that the lines of a cell name, as first part or as `source=`."""
    try:
        lines = read_lines(cell, 9)
    except ValueError:
        return []
    if first:
        named = [line.parts[0] for line in lines if line.parts]
    else:
        named = [value for line in lines for name, value in line.named if name == "source"]
    return [(Kind.SOURCE, text.strip()) for text in named]


KIND_HELP: Final = gettext_lazy(
    "Permanent identifier; or an authority's number, as wikidata:Q33391; or a name, with years in "
    "brackets where it has namesakes."
)
