"""Parts of a table that belong together: how they stand in cells, and how cells are read back.

A section writes its columns from a part of a record, given as plain data, and reads those of its
columns that a file has into it. A cell that is not there changes nothing; an empty one empties.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entries.choices import Kind, Stance
from entries.fields import LANGUAGE_LABELS
from exchange.tables.faults import CellError
from exchange.tables.references import Asked
from exchange.tables.values import (
    KIND_HELP,
    Looking,
    Plain,
    citation_of,
    lines_of,
    read_citations,
    sources_asked,
    write_citation,
)

Cells = Mapping[str, str]
Cell = str | float

OTHERS: Final = "other_languages"


@dataclass(frozen=True)
class Column:
    """One column: `code` heads it in files, and stays; label and help are for people."""

    code: str
    label: Any
    help: Any = ""
    only_written: bool = False
    """Whether it is there to be read by people, and not taken back."""


@dataclass(slots=True)
class Problem:
    """What is wrong with a cell, or with the row where `column` is empty."""

    fault: str
    column: str
    said: str
    choices: tuple[int, ...] = ()
    key: str = ""
    """Kind and text of a name that means several, as an answer is kept."""


@dataclass(slots=True)
class Problems:
    """All that is wrong with a row: reading goes on after a fault."""

    found: list[Problem] = field(default_factory=list)

    @contextmanager
    def at(self, column: str) -> Iterator[None]:
        """Note what is raised inside as a problem of a column."""
        try:
            yield
        except CellError as error:
            self.fail(column, error)

    def fail(self, column: str, error: CellError) -> None:
        """Note what a cell was refused for."""
        self.found.append(Problem(error.fault, column, str(error), error.choices, error.key))

    def add(self, fault: str, column: str, said: object) -> None:
        """Note a problem."""
        self.found.append(Problem(fault, column, str(said)))


class Section(ABC):
    """Some columns of a table: what they say of a record, and what a record makes of them."""

    columns: Sequence[Column] = ()

    @abstractmethod
    def write(self, doc: Plain) -> dict[str, Cell]:
        """Return the cells of a part of a record, by the codes of their columns."""

    @abstractmethod
    def read(self, doc: Plain, cells: Cells, at: Looking, problems: Problems) -> None:
        """Change `doc` to what the cells say; `cells` may hold columns of other sections."""

    def asked(self, cells: Cells) -> Iterable[Asked]:
        """Return the entries that the cells refer to."""
        return ()


class One(Section):
    """One column for one value of a record."""

    def __init__(
        self,
        column: Column,
        read: Callable[[str, Looking], Any],
        write: Callable[[Any], Cell] = str,
        *,
        within: str = "",
        asks: str | None = None,
    ) -> None:
        """Say how it is read and written; `within` names the part of the record it is in.

        `asks` is the kind of entry that it refers to, an empty text for any, None for none.
        """
        self.columns = (column,)
        self._read, self._write, self._within, self._asks = read, write, within, asks

    def write(self, doc: Plain) -> dict[str, Cell]:
        code = self.columns[0].code
        value = (doc[self._within] if self._within else doc)[code]
        return {code: "" if value is None else self._write(value)}

    def read(self, doc: Plain, cells: Cells, at: Looking, problems: Problems) -> None:
        code = self.columns[0].code
        if code in cells:
            with problems.at(code):
                (doc[self._within] if self._within else doc)[code] = self._read(cells[code], at)

    def asked(self, cells: Cells) -> Iterable[Asked]:
        text = cells.get(self.columns[0].code, "").strip()
        return [(self._asks, text)] if self._asks is not None and text else ()


class InLanguages(Section):
    """One short text in the three languages, a column each."""

    def __init__(self, name: str, label: Any, help_text: Any = "") -> None:
        """Take the name of the value in the record."""
        self._name = name
        self.columns = in_languages(name, label, help_text)

    def write(self, doc: Plain) -> dict[str, Cell]:
        return {f"{self._name}_{tag}": doc[self._name].get(tag, "") for tag in LANGUAGE_LABELS}

    def read(self, doc: Plain, cells: Cells, at: Looking, problems: Problems) -> None:
        for tag in LANGUAGE_LABELS:
            if (text := cells.get(f"{self._name}_{tag}")) is not None:
                texts = {**doc[self._name], tag: text.strip() and text}
                doc[self._name] = {one: said for one, said in texts.items() if said}


class Others(Section):
    """What short texts say in further languages: `value.de=…`, a line each."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names of the values in the record."""
        self._names = names
        help_text = _("Short texts in further languages, a line each: %(name)s.de=…") % {
            "name": names[0]
        }
        self.columns = (Column(OTHERS, _("further languages"), help_text),)

    def write(self, doc: Plain) -> dict[str, Cell]:
        from exchange.tables.lines import write_line

        lines = [
            write_line([], [(f"{name}.{tag}", text)])
            for name in self._names
            for tag, text in doc[name].items()
            if tag not in LANGUAGE_LABELS
        ]
        return {OTHERS: "\n".join(lines)}

    def read(self, doc: Plain, cells: Cells, at: Looking, problems: Problems) -> None:
        if OTHERS not in cells:
            return
        with problems.at(OTHERS):
            lines = lines_of(cells[OTHERS], 0)
            for name in self._names:
                doc[name] = {tag: said for tag, said in doc[name].items() if tag in LANGUAGE_LABELS}
            for key, text in (pair for line in lines for pair in line.named):
                name, _dot, tag = key.partition(".")
                if name not in self._names or not tag or tag in LANGUAGE_LABELS:
                    raise CellError("line", _("“%(name)s=” is not known here.") % {"name": key})
                doc[name][tag] = text


class Evidence(Section):
    """The citations: the first in two columns, further ones, or one with remarks, in a third."""

    columns = (
        Column("source", _("source"), KIND_HELP),
        Column("where", _("where"), _("Page, paragraph, folio: “par. 12”.")),
        Column(
            "more_sources",
            _("further sources"),
            _("A line for each: source | where | stance=contradicts | remark.en=…"),
        ),
    )

    def write(self, doc: Plain) -> dict[str, Cell]:
        citations = doc["citations"]
        plain = citations[0] if citations and _is_plain(citations[0]) else None
        rest = citations[1:] if plain else citations
        return {
            "source": plain["source"] if plain else "",
            "where": plain["locator"] if plain else "",
            "more_sources": "\n".join(map(write_citation, rest)),
        }

    def read(self, doc: Plain, cells: Cells, at: Looking, problems: Problems) -> None:
        before = list(doc["citations"])
        first = before.pop(0) if before and _is_plain(before[0]) else None
        if "source" in cells or "where" in cells:
            with problems.at("source"):
                first = self._first(first, cells, at)
        if "more_sources" in cells:
            with problems.at("more_sources"):
                before = read_citations(cells["more_sources"], at)
        doc["citations"] = [first, *before] if first else before

    def _first(self, first: Plain | None, cells: Cells, at: Looking) -> Plain | None:
        source = cells.get("source", first["source"] if first else "").strip()
        where = cells.get("where", first["locator"] if first else "").strip()
        if not source and not where:
            return None
        return citation_of(source, where, at)

    def asked(self, cells: Cells) -> Iterable[Asked]:
        text = cells.get("source", "").strip()
        more = sources_asked(cells.get("more_sources", ""), first=True)
        return [(Kind.SOURCE, text), *more] if text else more


def _is_plain(citation: Plain) -> bool:
    """Tell whether two columns are enough for it."""
    return citation["stance"] == Stance.SUPPORTS and not citation["note"]


def in_languages(name: str, label: Any, help_text: Any = "") -> tuple[Column, ...]:
    """Return a column for each of the three languages."""
    return tuple(
        Column(f"{name}_{tag}", _in_language(label, native), help_text)
        for tag, native in LANGUAGE_LABELS.items()
    )


class _in_language:  # noqa: N801 - a text that is put together when it is shown
    """A label with the name of a language after it, in the language of whoever reads."""

    def __init__(self, label: Any, native: str) -> None:
        self._label, self._native = label, native

    def __str__(self) -> str:
        told = {"label": str(self._label), "language": self._native}
        return str(pgettext_lazy("heading of a column", "%(label)s (%(language)s)") % told)
