"""The tables: one for each kind of entry, one for statements. Made from the record, not by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from entries.choices import Certainty, Kind, Rank
from entries.models import Statement
from exchange.tables.entries import (
    STANDING,
    STATUSES,
    Identifiers,
    Images,
    Names,
    Texts,
)
from exchange.tables.fields import field_sections
from exchange.tables.references import Asked
from exchange.tables.sections import (
    Cell,
    Cells,
    Column,
    Evidence,
    InLanguages,
    One,
    Others,
    Problems,
    Section,
)
from exchange.tables.values import (
    KIND_HELP,
    Choices,
    Looking,
    Plain,
    read_date,
    read_switch,
    write_date,
)
from records.columns import MODELS

STATEMENT: Final = "statement"
TABLES: Final = (*MODELS, STATEMENT)
"""The codes of the tables, in an order in which they can be brought into an empty archive."""
ENDS: Final = ("object", "place", "event")
END_KINDS: Final = {"object": "", "place": Kind.PLACE.value, "event": Kind.EVENT.value}

PID: Final = Column(
    "pid",
    _("permanent identifier"),
    _("Of an entry that is there: the row changes it. Empty for a new one."),
)
ANCHOR: Final = Column(
    "id", _("anchor"), _("Of a statement that is there: the row changes it. Empty for a new one.")
)
YEARS: Final = Column(
    "years",
    _("years"),
    _("As 1879/1940. Tells namesakes apart, and becomes birth and death of who is new."),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its key, its sections, and columns that are only written for people to read."""

    code: str
    key: Column
    sections: tuple[Section, ...]
    shown: tuple[Column, ...]

    @property
    def columns(self) -> list[Column]:
        """All columns, in the order of a file."""
        inner = [column for section in self.sections for column in section.columns]
        extra = {one.code.removesuffix("_name"): one for one in self.shown}
        found = [self.key]
        for column in inner:
            found.append(column)
            if column.code in extra:
                found.append(extra.pop(column.code))
        return [*found, *extra.values()]

    @property
    def codes(self) -> list[str]:
        """The headings of a file."""
        return [column.code for column in self.columns]

    def write(self, doc: Plain) -> dict[str, Cell]:
        """Return the cells of a record, or of a statement with its subject, by column."""
        cells: dict[str, Cell] = {}
        for section in self.sections:
            cells |= section.write(doc)
        return cells

    def read(self, doc: Plain, cells: Cells, at: Looking) -> Problems:
        """Change a record, or a statement with its subject, to what the cells say."""
        problems = Problems()
        for section in self.sections:
            section.read(doc, cells, at, problems)
        return problems

    def asked(self, cells: Cells) -> Iterable[Asked]:
        """Return the entries that the cells refer to."""
        return [one for section in self.sections for one in section.asked(cells)]


@cache
def table_of(code: str) -> Table:
    """Return the table of a kind or of statements; raises KeyError."""
    if code == STATEMENT:
        return _statements()
    if code not in MODELS:
        raise KeyError(code)
    return _entries(code)


def title_of(code: str) -> Any:
    """Return what a table is called, for people."""
    if code == STATEMENT:
        return Statement._meta.verbose_name_plural
    return MODELS[code]._meta.verbose_name_plural


def _entries(kind: str) -> Table:
    fields = field_sections(kind)
    sections: list[Section] = [
        Names(),
        *fields,
        Texts(),
        Identifiers(),
        Evidence(),
        One(
            Column("descriptive", _("descriptive name"), _("yes, if the sources give no name.")),
            lambda text, _at: read_switch(text),
            lambda value: "yes" if value else "",
        ),
        One(Column("editors_note", _("editors' note")), _whole_text),
        Images(),
        *_standing(),
        Others(["withdrawal_reason"]),
    ]
    return Table(kind, PID, tuple(sections), (YEARS,))


def _standing() -> list[Section]:
    """Return the sections of how an entry stands: for new ones, and for publishers alone."""
    told = _("Of new entries, if a publisher says so; what is there keeps its status.")
    return [
        One(Column("status", _("status"), told), lambda text, _at: STATUSES.read(text)),
        One(Column("published_at", _("first published"), told), _moment),
        One(Column("withdrawn_at", _("withdrawn"), told), _moment),
        InLanguages("withdrawal_reason", _("reason of withdrawal"), told),
        One(Column("merged_into", _("merged into"), told), _any_entry, asks=""),
    ]


def _whole_text(text: str, at: Looking) -> str:
    return text if text.strip() else ""


def _moment(text: str, at: Looking) -> str | None:
    return text.strip() or None


def _any_entry(text: str, at: Looking) -> str | None:
    return at.entry("", text) if text.strip() else None


def _end(kind: str) -> Any:
    def read(text: str, at: Looking) -> str | None:
        return at.entry(kind, text) if text.strip() else None

    return read


def _property(text: str, at: Looking) -> str:
    return at.vocabulary.property(text.strip()).code


def _label(name: str) -> tuple[Any, Any]:
    field = Statement._meta.get_field(name)
    return field.verbose_name, getattr(field, "help_text", "")  # type: ignore[union-attr]


def _statements() -> Table:
    def localised(name: str) -> Section:
        return InLanguages(name, *_label(name))

    def end(name: str) -> Section:
        kind = END_KINDS.get(name, "")
        return One(Column(name, _label(name)[0], KIND_HELP), _end(kind), asks=kind)

    def choice(name: str, choices: Choices, usual: str) -> Section:
        column = Column(name, *_label(name))
        return One(column, lambda text, _at: choices.read(text) if text.strip() else usual)

    sections: list[Section] = [
        end("subject"),
        One(Column("property", _label("property")[0], _("Code or label.")), _property),
        end("object"),
        localised("value"),
        One(Column("date", *_label("date")), lambda text, _at: read_date(text), write_date),
        end("place"),
        end("event"),
        localised("qualifier"),
        choice("certainty", Choices(Certainty.choices), Certainty.CERTAIN),
        choice("rank", Choices(Rank.choices), Rank.NORMAL),
        localised("rank_reason"),
        localised("note"),
        One(Column("editors_note", *_label("editors_note")), _whole_text),
        Evidence(),
        Others(["value", "qualifier", "rank_reason", "note"]),
    ]
    shown = tuple(
        Column(
            f"{name}_name", _("name of the %(end)s") % {"end": _label(name)[0]}, only_written=True
        )
        for name in ("subject", "property", *ENDS)
    )
    return Table(STATEMENT, ANCHOR, tuple(sections), shown)


def labelled(columns: Iterable[Column]) -> Mapping[str, Column]:
    """Return columns by code."""
    return {column.code: column for column in columns}


__all__ = ["STANDING", "STATEMENT", "TABLES", "Table", "labelled", "table_of", "title_of"]
