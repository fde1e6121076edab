"""Adding to a list in a record, or taking from it: occupations, languages, sources."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from entries.choices import Kind
from exchange.tables.columns import Table
from exchange.tables.references import Asked
from exchange.tables.sections import Problems
from exchange.tables.values import Looking, Plain, citation_of

SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Amendment:
    """One thing that is added to a list of each record, or taken from it."""

    column: str
    adds: bool
    value: str
    where: str = ""
    """The spot in a source."""

    @classmethod
    def of(cls, plain: dict[str, Any] | None) -> "Amendment | None":
        """Return what was kept, if anything was."""
        return cls(**plain) if plain else None

    def asked(self, table: Table) -> Iterable[Asked]:
        """Return the entries that it refers to."""
        if self.column == SOURCE:
            return [(Kind.SOURCE, self.value.strip())]
        return table.asked({self.column: self.value})


def amend(doc: Plain, what: Amendment, table: Table, at: Looking, problems: Problems) -> None:
    """Add to the list, or take from it; what is there already, or is not there, changes nothing."""
    with problems.at(what.column):
        if what.column == SOURCE:
            _amend_sources(doc, what, at)
            return
        read = deepcopy(doc)
        problems.found += table.read(read, {what.column: what.value}, at).found
        given, before = set(read["fields"][what.column]), set(doc["fields"][what.column])
        doc["fields"][what.column] = sorted(before | given if what.adds else before - given)


def _amend_sources(doc: Plain, what: Amendment, at: Looking) -> None:
    one = citation_of(what.value, what.where, at)
    if one is None:
        return
    same = [
        other
        for other in doc["citations"]
        if other["source"] == one["source"]
        and (not what.where or other["locator"] == one["locator"])
    ]
    if not what.adds:
        doc["citations"] = [other for other in doc["citations"] if other not in same]
    elif not same:
        doc["citations"] = [*doc["citations"], one]
