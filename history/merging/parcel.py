"""What is kept of a merge so that it can be undone.

Nothing in it is a primary key: entries are named by pid, statements by anchor, evidence by what it
says. So a merge can still be undone after a restore from a data package, and after an editor has
restored an earlier version of the survivor.
"""

import zlib
from typing import Final, Literal

from pydantic import TypeAdapter

from records.parts import CitationRecord, Document, LocalisedText, Pid, StatementId, StatementRecord
from records.schema import EntryRecord

LEVEL: Final = 6
"""Of compression: a merge of ten thousand statements takes some 150 KB."""


class MovedEnd(Document):
    """An end of a statement that was a merged entry and is the survivor now."""

    statement: StatementId
    end: Literal["subject", "object", "place", "event"]
    before: Pid


class Remarks(Document):
    """What a statement that others were folded into says beside its claim."""

    rank: str
    rank_reason: LocalisedText = {}
    certainty: str
    note: LocalisedText = {}
    editors_note: str = ""


class Removed(Document):
    """A statement that is gone: folded into another, or dropped."""

    subject: Pid
    statement: StatementRecord
    into: StatementId | None = None
    given: list[CitationRecord] = []
    """The evidence that the other statement did not have before."""


class Kept(Document):
    """A statement that others were folded into, before and after."""

    statement: StatementId
    before: Remarks
    after: Remarks


class Turned(Document):
    """A statement that would have related the survivor to itself, and says it in words now."""

    subject: Pid
    before: StatementRecord
    value: LocalisedText = {}
    """Its text since then."""


class MovedColumn(Document):
    """A column of another entry that led to a merged entry and leads to the survivor now."""

    entry: Pid
    column: str
    before: Pid


class MovedCitation(Document):
    """A citation of a merged source; it is of the survivor now."""

    before: Pid
    citation: CitationRecord
    statement: StatementId | None = None
    entry: Pid | None = None
    name: tuple[str, str] | None = None
    """Text and language of the cited name of `entry`."""
    folded: bool = False
    """Whether it is gone, because the survivor was cited alike already."""


class Redirected(Document):
    """An entry that had been merged into a merged entry."""

    entry: Pid
    before: Pid


class Parcel(Document):
    """All that one merge changed."""

    format: Literal[1] = 1
    survivor: Pid
    before: dict[Pid, EntryRecord]
    """The parties without their statements, survivor first."""
    after: EntryRecord | None = None
    """The survivor as the merge left it, without its statements."""
    ends: list[MovedEnd] = []
    removed: list[Removed] = []
    kept: list[Kept] = []
    turned: list[Turned] = []
    columns: list[MovedColumn] = []
    citations: list[MovedCitation] = []
    redirects: list[Redirected] = []
    known: list[StatementId] = []
    """The statements that there were at any party, so that later ones can be told."""


_adapter: TypeAdapter[Parcel] = TypeAdapter(Parcel)


def pack(parcel: Parcel) -> bytes:
    """Return the parcel as compressed JSON."""
    return zlib.compress(_adapter.dump_json(parcel), LEVEL)


def unpack(packed: bytes) -> Parcel:
    """Return the parcel from compressed JSON."""
    return _adapter.validate_json(zlib.decompress(packed))
