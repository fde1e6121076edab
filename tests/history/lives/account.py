"""What the machine knows of what it did, in plain Python."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from entries.admin.base import count_revision
from entries.choices import Status
from entries.models import Entry, Statement
from history.versions.parts import canonical
from records.write import Scope, to_record

_numbers = count()


@dataclass
class Life:
    """What the machine knows of one entry."""

    pid: str
    kind: str
    secret: str
    """A word that stands in all its names, and in no other entry."""
    status: str = Status.DRAFT
    was_public: bool = False
    into: str | None = None
    closed: bool = False
    slugs: set[str] = field(default_factory=set)


@dataclass
class Claim:
    """What was said, in the words of those who said it: ends are those of then."""

    ends: tuple[str | None, ...]
    says: tuple[str, str, str]
    """Property, date, text."""
    evidence: set[tuple[str, str]] = field(default_factory=set)
    """Source and locator."""
    borrowed: dict[int, set[tuple[str, str]]] = field(default_factory=dict)
    """By merge, the evidence of what was folded into it."""
    asleep: int | None = None
    """The merge that folded or dropped it; undoing that wakes it."""
    turned: int | None = None
    """The merge that made words of an end."""


class Account:
    """Entries, statements and versions as they should be, and who is asked about."""

    user: User

    def __init__(self) -> None:
        """Begin with an empty archive."""
        super().__init__()
        cache.clear()
        # What is rolled back must not be in the index of the next archive.
        settings.SEARCH_INDEX_DIR = Path(settings.DATA_DIR) / f"index-{next(_numbers)}"
        self.atomic = transaction.atomic()
        self.atomic._from_testcase = True  # type: ignore[attr-defined]
        self.atomic.__enter__()
        self.client = Client()
        self.lives: dict[str, Life] = {}
        self.claims: dict[str, Claim] = {}
        self.versions: dict[tuple[str, int], str] = {}
        self.deleted: dict[str, Life] = {}
        self.touched: set[str] = set()
        self.count = 0

    def _one(self, at: int, *status: str, kind: str = "") -> Life | None:
        """Return one of the entries, not merged ones unless that is asked for."""
        found = [
            life
            for life in self.lives.values()
            if (life.status in status if status else life.status != Status.MERGED)
            and (not kind or life.kind == kind)
        ]
        return found[at % len(found)] if found else None

    def _statement(self, at: int) -> tuple[str, Statement | None]:
        """Return one of the statements that are there and whose subject can be edited."""
        awake = [uid for uid, claim in self.claims.items() if claim.asleep is None]
        if not awake:
            return "", None
        uid = awake[at % len(awake)]
        row = Statement.objects.select_related("subject").get(uid=uid)
        return (uid, row) if row.subject.status != Status.MERGED else ("", None)

    def _now(self, pid: str | None) -> str | None:
        """Return who stands for an entry now."""
        while pid is not None and (into := self.lives[pid].into) is not None:
            pid = into
        return pid

    def _chain(self, life: Life) -> set[str]:
        return {life.pid, *(one.pid for one in self.lives.values() if one.into == life.pid)}

    def _bare(self, life: Life) -> Entry:
        return Entry.objects.get(pid=life.pid)

    def _entry(self, life: Life) -> Any:
        return self._bare(life).specific

    def _public(self) -> int:
        return sum(life.status == Status.PUBLISHED for life in self.lives.values())

    def _is_public(self, life: Life) -> None:
        life.status, life.was_public = Status.PUBLISHED, True
        life.slugs.add(self._bare(life).slug)
        self.touched.add(life.pid)

    def _saved(self, life: Life) -> None:
        """Do what a form does at its end."""
        self._count(life, "change")
        if life.status == Status.PUBLISHED:
            self._is_public(life)
        self.touched.add(life.pid)

    def _count(self, life: Life, action: str) -> None:
        count_revision(self._bare(life), SimpleNamespace(user=self.user), action)  # type: ignore[arg-type]

    def _is_tangled(self, life: Life) -> bool:
        """Tell whether a merge that may be undone has to do with what is said of an entry."""
        if any(life.pid in {one.pid, one.into} for one in self.lives.values() if one.into):
            return True
        mine = [one for one in self.claims.values() if one.ends[0] == life.pid]
        return any(one.borrowed or one.turned or one.asleep for one in mine)

    def _said_anew(self, life: Life) -> None:
        """Take over what is said of an entry that was restored."""
        rows = Statement.objects.filter(subject__pid=life.pid)
        rows = rows.select_related("object", "place", "event", "property")
        found = {row.uid: row for row in rows.prefetch_related("citations__source")}
        for uid in [uid for uid, one in self.claims.items() if one.ends[0] == life.pid]:
            if uid not in found:
                del self.claims[uid]
        for uid, row in found.items():
            ends = (life.pid, *(end.pid if end else None for end in (row.object, row.place)), None)
            date = row.date.edtf if row.date else ""
            before = self.claims.get(uid)
            claim = Claim(ends, (row.property.code, date, row.value.get("en", "")))
            claim.evidence = {(one.source.pid, one.locator) for one in row.citations.all()}
            if before and tuple(map(self._now, before.ends)) == ends:
                claim.ends = before.ends
            if before and {(self._now(pid), at) for pid, at in before.evidence} == claim.evidence:
                claim.evidence = before.evidence
            self.claims[uid] = claim

    def _records(self) -> dict[str, Any]:
        """Return every record, as an editor would compare it."""
        records = {}
        for entry in Entry.objects.all():
            record = to_record(entry, Scope.FULL).model_dump(mode="json")
            record["statements"].sort(key=lambda one: one["id"])
            for row in record["statements"]:
                row["citations"].sort(key=canonical)
            records[entry.pid] = record
        return records
