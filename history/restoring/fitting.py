"""Fitting a record of the past into the archive of today: what still can be, and what cannot.

Since a revision was made, an entry that it names may have been deleted or merged, an identifier
may belong to another, a picture's file may be lost. Each such point is a `Loss`: it is named to
the editor, who has to agree before anything is left out.
"""

import hashlib
import json
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext as _
from pydantic import ValidationError as DocumentError

from entries.choices import Status
from entries.showable import newly_lacking
from history.restoring.world import ENDS, World, cited_rows, leads_to_entry, scheme_of
from history.versions.comparing import STANDING
from history.versions.parts import Document, canonical
from records.read import parse_record
from records.schema import EntryRecord

NOT_PUBLIC: Final[Document] = {
    "status": Status.DRAFT,
    "published_at": None,
    "withdrawn_at": None,
    "withdrawal_reason": {},
    "merged_into": None,
}
"""How an entry stands that is brought back: nothing that was deleted had ever been public."""
STAYS: Final = "stays"


class Reason(StrEnum):
    """Why something cannot be brought back as it was."""

    GONE = "gone"
    """The entry that it refers to has been deleted."""
    MERGED = "merged"
    """That entry is merged into another, which is referred to instead."""
    ITSELF = "itself"
    """That entry is merged into this one, and nothing refers to itself."""
    ELSEWHERE = "elsewhere"
    """The statement belongs to another entry now, as after a merge."""
    HELD = "held"
    """Another entry has this identifier now."""
    NO_FILE = "no-file"
    NO_WORDS = "no-words"
    """The entry is public, and the picture, which never was, lacks what readers must be told."""
    NO_PROPERTY = "no-property"
    NO_TERM = "no-term"
    ROUND = "round"
    """It would make the entry a part of itself."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One point in which the revision cannot be brought back as it was."""

    reason: Reason
    section: str
    """Where it stands: `fields`, `statements`, `identifiers`, `images`, `citations`."""
    row: Any
    """The row, as plain data; of a field its value."""
    what: str = ""
    """The name of the field, or of the end of a statement; `STAYS` of a picture that stays."""
    pid: str = ""
    """The entry that is gone, or that was merged."""
    to: str = ""
    """The entry that it leads to instead, or that has it now."""

    @property
    def is_left_out(self) -> bool:
        """Whether something is left out; otherwise it only leads elsewhere."""
        return self.reason != Reason.MERGED


@dataclass(slots=True)
class Fitted:
    """A record that can be read back, and in what it is not the one of the revision."""

    document: Document
    record: EntryRecord | None = None
    """None if it cannot be read back at all: then `obstacle` says why."""
    losses: list[Loss] = field(default_factory=list)
    obstacle: str = ""

    @property
    def left_out(self) -> list[Loss]:
        """What is not brought back."""
        return [one for one in self.losses if one.is_left_out]

    @property
    def digest(self) -> str:
        """What an editor has seen who agrees to the losses; empty where nothing is left out."""
        if not self.left_out:
            return ""
        said = canonical([asdict(one) for one in self.losses])
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def fit(document: Document, now: Document | None) -> Fitted:
    """Fit the record of a revision in, in the place of what the entry is now; None if it is gone.

    How the entry stands is taken from now. Costs the queries of `World`.
    """
    fitted = Fitted(deepcopy(document))
    standing = NOT_PUBLIC if now is None else {name: now[name] for name in STANDING}
    fitted.document.update(standing)
    world = World(document, document["pid"])
    _fit_fields(fitted, world, now)
    _fit_statements(fitted, world)
    _fit_citations(fitted, world)
    _fit_rest(fitted, world, now)
    if not fitted.obstacle:
        try:
            fitted.record = parse_record.validate_json(json.dumps(fitted.document))
        except DocumentError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            fitted.obstacle = f"{where}: {first['msg']}"
    if fitted.record is not None:
        fitted.document = fitted.record.model_dump(mode="json")
    return fitted


def _fit_fields(fitted: Fitted, world: World, now: Document | None) -> None:
    """See to it that every column leads to something. What cannot be, stays as it is now."""
    fields = fitted.document["fields"]
    for name, model_field in world.fields.items():
        value = fields[name]
        scheme = scheme_of(model_field)
        if not value:
            continue
        if leads_to_entry(model_field):
            if _fit_reference(fitted, world, name):
                continue
        elif scheme is None:
            continue
        elif isinstance(value, list):
            lost = [code for code in value if (scheme, code) not in world.terms]
            fields[name] = [code for code in value if code not in lost]
            fitted.losses += [Loss(Reason.NO_TERM, "fields", code, name) for code in lost]
            continue
        elif (scheme, value) in world.terms:
            continue
        else:
            fitted.losses.append(Loss(Reason.NO_TERM, "fields", value, name))
        fields[name] = None if now is None else now["fields"].get(name)
        if fields[name] is None and not model_field.null:
            fitted.obstacle = _("it needs a %(column)s, and the one it had is gone.") % {
                "column": model_field.verbose_name
            }


def _fit_reference(fitted: Fitted, world: World, name: str) -> bool:
    """Let a column lead to what stands for its entry now; tell whether anything does."""
    pid = fitted.document["fields"][name]
    entry = world.standing_for(pid)
    if entry is None:
        fitted.losses.append(Loss(Reason.GONE, "fields", pid, name, pid))
    elif entry.pid == world.pid:
        fitted.losses.append(Loss(Reason.ITSELF, "fields", pid, name, pid))
    elif world.leads_round(name, entry):
        fitted.losses.append(Loss(Reason.ROUND, "fields", pid, name, pid))
    else:
        if entry.pid != pid:
            fitted.losses.append(Loss(Reason.MERGED, "fields", pid, name, pid, entry.pid))
        fitted.document["fields"][name] = entry.pid
        return True
    return False


def _fit_statements(fitted: Fitted, world: World) -> None:
    """Keep the statements that still can be; an end that is gone is left empty."""
    kept = []
    for row in fitted.document["statements"]:
        before = deepcopy(row)
        holder = world.statements.get(row["id"])
        if holder is not None:
            loss = Loss(Reason.ELSEWHERE, "statements", before, to=holder.pid)
            fitted.losses.append(loss)
        elif row["property"] not in world.properties:
            fitted.losses.append(Loss(Reason.NO_PROPERTY, "statements", before))
        elif all(_fit_end(fitted, world, row, end, before) for end in ENDS):
            kept.append(row)
    fitted.document["statements"] = kept


def _fit_end(fitted: Fitted, world: World, row: Document, end: str, before: Document) -> bool:
    """Let one end of a statement lead to what stands for it now; tell whether that is enough.

    Without its object a statement says nothing; without its place it still does.
    """
    pid = row.get(end)
    if not pid:
        return True
    entry = world.standing_for(pid)
    if entry is None or entry.pid == world.pid:
        reason = Reason.GONE if entry is None else Reason.ITSELF
        fitted.losses.append(Loss(reason, "statements", before, end, pid))
        row[end] = None
        return end != "object"
    if entry.pid != pid:
        fitted.losses.append(Loss(Reason.MERGED, "statements", before, end, pid, entry.pid))
        row[end] = entry.pid
    return True


def _fit_citations(fitted: Fitted, world: World) -> None:
    """Keep the evidence whose source is still there."""
    for row in cited_rows(fitted.document):
        kept = []
        for one in row["citations"]:
            entry = world.standing_for(one["source"])
            pid = one["source"]
            if entry is None:
                fitted.losses.append(Loss(Reason.GONE, "citations", dict(one), pid=pid))
                continue
            if entry.pid != pid:
                loss = Loss(Reason.MERGED, "citations", dict(one), pid=pid, to=entry.pid)
                fitted.losses.append(loss)
            kept.append({**one, "source": entry.pid})
        row["citations"] = kept


def _fit_rest(fitted: Fitted, world: World, now: Document | None) -> None:
    """Keep the identifiers that nobody else has, and the pictures that can still be shown."""
    document = fitted.document
    for row in document["identifiers"]:
        holder = world.identifiers.get((row["scheme"], row["value"]))
        if holder is not None:
            fitted.losses.append(Loss(Reason.HELD, "identifiers", row, to=holder.pid))
    document["identifiers"] = [
        row
        for row in document["identifiers"]
        if (row["scheme"], row["value"]) not in world.identifiers
    ]
    held = {row["file"]: row for row in now["images"]} if now is not None else {}
    document["images"] = [
        image
        for row in document["images"]
        if (image := _fit_image(fitted, world, row, held.get(row["file"]))) is not None
    ]


def _fit_image(
    fitted: Fitted, world: World, row: Document, now: Document | None
) -> Document | None:
    """Return a picture as it can be brought back; of a public entry, with all it must have.

    What readers have seen with these words they may see again. None leaves it out; one that is
    there now stays as it is now, rather than lose what it has.
    """
    if row["file"] in world.missing_files:
        fitted.losses.append(Loss(Reason.NO_FILE, "images", row))
        return None
    is_seen = fitted.document["status"] != Status.PUBLISHED or canonical(row) in world.shown_images
    if is_seen or not newly_lacking([now] if now is not None else [], [row]):
        return row
    if now is not None:
        fitted.losses.append(Loss(Reason.NO_WORDS, "images", row, STAYS))
        return now
    fitted.losses.append(Loss(Reason.NO_WORDS, "images", row))
    return None
