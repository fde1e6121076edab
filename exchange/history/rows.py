"""From the rows of a history to their lines."""

import json
from typing import Any

from django.contrib.auth.models import User

from entries.models import AuditRecord, Entry
from exchange.history.lines import (
    ClosureLine,
    HeadLine,
    LogLine,
    MergeLine,
    PartLine,
    StateLine,
    UserLine,
    WordingLine,
)
from history.merging.parcel import unpack
from history.models import Closure, Merge, Wording
from history.models.version import State, StatePart
from records.parts import Document


def head_line(entry: Entry) -> HeadLine:
    """Return the first line of an entry's file."""
    return HeadLine(
        pid=entry.pid,
        kind=entry.kind,
        revision=entry.revision,
        created_at=entry.created_at,
        created_by=_name(entry.created_by),
        changed_at=entry.changed_at,
        changed_by=_name(entry.changed_by),
    )


def logged_line(row: AuditRecord) -> tuple[int, Document]:
    """Return a line of the log, with the entry's key."""
    return row.entry_id, LogLine(
        at=row.at, user=_name(row.user), action=row.action, note=row.note, revision=row.revision
    )


def closure_line(row: Closure) -> tuple[int, Document]:
    """Return a closure, with the entry's key."""
    return row.entry_id, ClosureLine(
        at=row.at,
        user=_name(row.user),
        note=row.note,
        ground=row.ground,
        lifted_at=row.lifted_at,
        lifted_by=_name(row.lifted_by),
    )


def merge_line(row: Merge) -> tuple[int, Document]:
    """Return a merge, with the survivor's key."""
    return row.survivor_id, MergeLine(
        at=row.at,
        user=_name(row.user),
        note=row.note,
        merged=[party.entry.pid for party in row.parties.all()],
        counts=row.counts,
        parcel=unpack(bytes(row.parcel)),
        undone_at=row.undone_at,
        undone_by=_name(row.undone_by),
        undo_note=row.undo_note,
    )


def state_line(row: State, what: Any) -> StateLine:
    """Return a version or a revision."""
    return StateLine(
        what=what,
        number=row.number,
        at=row.at,
        user=_name(row.user),
        action=row.action,
        note=row.note,
    )


def part_line(row: StatePart, what: Any) -> PartLine:
    """Return a part of one."""
    return PartLine.model_construct(
        what=what,
        key=row.key,
        position=row.position,
        first=row.first,
        last=row.last,
        body=json.loads(row.body),
    )


def user_line(user: User) -> UserLine:
    """Return somebody who is named."""
    return UserLine(username=user.username, first_name=user.first_name, last_name=user.last_name)


def wording_line(row: Wording) -> WordingLine:
    """Return a former wording."""
    return WordingLine(scheme=row.scheme, code=row.code, labels=row.labels, until=row.until)


def _name(user: User | None) -> str:
    return user.username if user is not None else ""
