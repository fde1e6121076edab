"""The lines of a file of history. Entries are named by pid, users by name, statements by anchor.

A part of a state carries no moments of its own: they are those of the states it began and ended
with. A field that has its default value is left out.
"""

import json
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, TypeAdapter

from entries.choices import Kind
from history.merging.parcel import Parcel
from history.models import Closure
from records.parts import Document, Filled, Pid

Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class HeadLine(Document):
    """Whose history it is, and what only the archive itself knows of the entry.

    Of an entry that was deleted there is no more than pid and kind.
    """

    what: Literal["entry"] = "entry"
    pid: Pid
    kind: Kind
    revision: int = Field(0, ge=0, le=2**31 - 1)
    created_at: AwareDatetime | None = None
    created_by: str = ""
    changed_at: AwareDatetime | None = None
    changed_by: str = ""


class Dated(Document):
    """What was done at a moment by somebody."""

    at: AwareDatetime
    user: str = ""
    note: str = ""


class LogLine(Dated):
    """A line of the log."""

    what: Literal["log"] = "log"
    action: str
    revision: int = Field(ge=0, le=2**31 - 1)


class ClosureLine(Dated):
    """A withdrawal for law or privacy."""

    what: Literal["closure"] = "closure"
    ground: Closure.Ground
    lifted_at: AwareDatetime | None = None
    lifted_by: str = ""


class MergeLine(Dated):
    """A merge of others into this entry."""

    what: Literal["merge"] = "merge"
    merged: list[Pid]
    counts: dict[str, int] = {}
    parcel: Parcel
    undone_at: AwareDatetime | None = None
    undone_by: str = ""
    undo_note: str = ""


class StateLine(Dated):
    """A version (public) or a revision (the desk's)."""

    what: Literal["version", "revision"]
    number: Number
    action: str


class PartLine(Document):
    """A part of versions or of revisions. `body` is JSON, and its text is canonical when stored."""

    what: Literal["version-part", "revision-part"]
    key: Annotated[Filled, Field(max_length=200)]
    position: float
    first: Number
    last: Number | None = None
    body: dict[str, Any]


Line = Annotated[
    HeadLine | LogLine | ClosureLine | MergeLine | StateLine | PartLine,
    Field(discriminator="what"),
]


class UserLine(Document):
    """Somebody who is named in a history. Passwords and rights are not part of it."""

    username: Filled
    first_name: str = ""
    last_name: str = ""


class WordingLine(Document):
    """What a property or term was called until a moment."""

    scheme: Filled
    code: Filled
    labels: dict[str, dict[str, str]]
    until: AwareDatetime


parse_line: TypeAdapter[Line] = TypeAdapter(Line)
parse_user = TypeAdapter(UserLine)
parse_wording = TypeAdapter(WordingLine)


def line_of(document: Document) -> str:
    """Return the line, with what it is in front."""
    plain = document.model_dump(mode="json", exclude_defaults=True)
    if isinstance(document, MergeLine):
        plain["parcel"] = document.parcel.model_dump(mode="json")  # kinds and all
    what = getattr(document, "what", None)
    if what is not None:
        plain = {"what": what, **plain}
    return json.dumps(plain, ensure_ascii=False) + "\n"
