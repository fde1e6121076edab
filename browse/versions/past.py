"""A version as the plain objects that the pages of entries are made of, without the database.

Entries, names and statements have their places in the version for keys: those of the database may
be gone. Everything goes by the names that it had then.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.db import models

from browse.pages.claims import Claim, End
from browse.pages.evidence import Cited, Register
from dates import HistoricalDate
from dates.fields import HistoricalDateField
from entries.choices import Status
from entries.models import Entry, Identifier, Image, Name, Property, Term
from history.versions.parts import Document
from history.versions.reading import Snapshot
from history.versions.vocabulary import Vocabulary
from records.columns import MODELS, is_term

OWN_KEY = 1
"""The key of the entry itself."""


class Past:
    """One version of an entry."""

    def __init__(self, snapshot: Snapshot, vocabulary: Vocabulary) -> None:
        """Read a version in the words of its time."""
        self.snapshot = snapshot
        self.document = snapshot.document
        self.pid: str = self.document["pid"]
        self.kind: str = self.document["kind"]
        self._vocabulary = vocabulary
        others = sorted(pid for pid in snapshot.labels if pid != self.pid)
        self._ends = {
            pid: End(key, pid, named.kind, named.slug, named.labels)
            for key, pid in enumerate([self.pid, *others], OWN_KEY)
            if (named := snapshot.labels.get(pid)) is not None
        }
        self._properties = {
            code: _with_key(key, one)
            for key, (code, one) in enumerate(vocabulary.properties.items(), 1)
        }

    @property
    def withheld(self) -> int:
        """Statements that are not shown since they name what has been closed."""
        return self.snapshot.withheld

    def end(self, pid: str | None) -> End | None:
        """Return an entry that the version names; None for one that may not be named any more."""
        return self._ends.get(pid or "")

    def entry(self, pid: str | None = None) -> Entry | None:
        """Return the entry itself, or another that the version names, as it was called."""
        end = self.end(pid or self.pid)
        if end is None:
            return None
        return Entry(
            pid=end.pid, kind=end.kind, slug=end.slug, labels=end.labels, status=Status.PUBLISHED
        )

    def claims(self) -> list[Claim]:
        """Return the statements whose ends may all be named, the entry's own first."""
        own, incoming = self.document["statements"], self.document["incoming"]
        rows = (self.claim(row, key) for key, row in enumerate([*own, *incoming], 1))
        return [row for row in rows if row is not None]

    def claim(self, row: Document, key: int = 0) -> Claim | None:
        """Return one statement; None if an end of it may not be named any more."""
        ends = {
            name: self.end(row.get(name) or (self.pid if name == "subject" else None))
            for name in ("subject", "object", "place", "event")
        }
        subject, other, place, event = ends.values()
        if subject is None or any(row.get(name) and end is None for name, end in ends.items()):
            return None
        return Claim(
            pk=key,
            uid=row["id"],
            property=self._properties[row["property"]],
            subject_id=subject.pk,
            subject=subject,
            object_id=other and other.pk,
            object=other,
            place_id=place and place.pk,
            place=place,
            event_id=event and event.pk,
            event=event,
            value=row["value"],
            qualifier=row["qualifier"],
            date=to_date(row["date"]),
            rank=row["rank"],
            rank_reason=row["rank_reason"],
            certainty=row["certainty"],
            note=row["note"],
            position=key,
        )

    def names(self) -> list[Name]:
        """Return the names, never to be saved."""
        return [self.name(row, key) for key, row in enumerate(self.document["names"], 1)]

    def name(self, row: Document, key: int = 0) -> Name:
        """Return one name, never to be saved."""
        return Name(
            pk=key,
            text=row["text"],
            language=row["language"],
            type=row["type"],
            date=to_date(row["date"]),
            note=row["note"],
        )

    def register(self, claims: Iterable[Claim]) -> Register:
        """Return the register of the evidence for the entry, its names and these statements."""
        by_uid = {
            row["id"]: row for row in (*self.document["statements"], *self.document["incoming"])
        }
        cited = list(self._cited(self.document))
        for key, row in enumerate(self.document["names"], 1):
            cited += self._cited(row, name=key)
        for claim in claims:
            cited += self._cited(by_uid[claim.uid], statement=claim.pk)
        return Register(cited, in_place=True)

    def _cited(
        self, row: Document, *, statement: int | None = None, name: int | None = None
    ) -> Iterator[Cited]:
        """Yield the evidence for a row whose source may be named."""
        for one in row["citations"]:
            source = self.end(one["source"])
            if source is not None:
                yield Cited(statement, name, source, one["locator"], one["stance"], one["note"])

    def columns(self) -> Any:
        """Return the own columns under their names, as the facts of a page read them."""
        values = {name: self.column(name) for name in self.document["fields"]}
        if "csl_type" in values:
            display = _choice(self.kind, "csl_type", values["csl_type"])
            values["get_csl_type_display"] = lambda: display
        return SimpleNamespace(kind=self.kind, **values)

    def column(self, name: str) -> Any:
        """Return one column as its model would have it: a term, an entry, a date, a number."""
        value = self.document["fields"].get(name)
        field: Any = MODELS[self.kind]._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            return _All([self._term(field, code) for code in value or ()])
        if isinstance(field, models.ForeignKey):
            if not value:
                return None
            return self._term(field, value) if is_term(field) else self.entry(value)
        if isinstance(field, HistoricalDateField):
            return to_date(value)
        if isinstance(field, models.DecimalField):
            return None if value is None else Decimal(str(value))
        return value

    def _term(self, field: Any, code: str) -> Term:
        return self._vocabulary.terms[str(field.get_limit_choices_to()["scheme"]), code]

    def identifiers(self) -> list[Identifier]:
        """Return the identifiers, never to be saved."""
        return [Identifier(**row) for row in self.document["identifiers"]]

    def images(self) -> list[Image]:
        """Return the pictures, never to be saved. Their files stay as long as the archive does."""
        return [Image(**row) for row in self.document["images"]]


class _All(list[Any]):
    """Rows that are asked for as those of a relation are."""

    def all(self) -> "_All":
        """Return them."""
        return self


def to_date(row: Document | None) -> HistoricalDate | None:
    """Return a date of a document."""
    if row is None:
        return None
    return HistoricalDate(row["edtf"], row["calendar"], row["written"])


def _with_key(key: int, one: Property) -> Property:
    """Give a property a key, for those that have lost theirs."""
    one.pk = key
    return one


def _choice(kind: str, name: str, value: str) -> str:
    """Return what a value out of a closed list is called; of one that is gone, its code."""
    field: Any = MODELS[kind]._meta.get_field(name)
    return str(dict(field.flatchoices).get(value, value))
