"""Every way in which a row can refer to an entry, and what a merge does with it.

The walk asks the models themselves, so a new foreign key is found whoever writes it. What a merge
does with each is said once, in `POLICIES`; a room above this one says it with `register`. A
reference that nobody has said anything about is an error of the system check `history.E001`, and a
merge refuses to begin: it would leave something pointing at an entry that has moved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from django.apps import apps
from django.core import checks
from django.db.models import Field, Model

from entries.models import Entry


class Policy(Enum):
    """What happens to a reference to an entry that is merged into another."""

    PARENT = "it is the entry itself, as its own kind"
    STATEMENT = "an end of a statement: moves, unless the statement is folded into another"
    UNITED = "a row of the entry's own: the survivor gets one like it unless it has it already"
    IDENTIFIER = "moves, for it may stand at one entry only"
    CITED = "a citation of a source: moves"
    COLUMN = "a column of another entry: moves"
    REDIRECT = "an entry merged before: leads to the survivor from now on"
    KEPT = "tells of the past: stays with the entry it was written about"


@dataclass(frozen=True, slots=True)
class Reference:
    """One field that leads to an entry."""

    model: type[Model]
    field: "Field[Any, Any]"

    @property
    def label(self) -> str:
        """How the reference is named in `POLICIES`: `works.Issue.publication`."""
        return f"{self.model._meta.label}.{self.field.name}"


POLICIES: Final[dict[str, Policy]] = {
    "entries.Statement.subject": Policy.STATEMENT,
    "entries.Statement.object": Policy.STATEMENT,
    "entries.Statement.place": Policy.STATEMENT,
    "entries.Statement.event": Policy.STATEMENT,
    "entries.Name.entry": Policy.UNITED,
    "entries.Text.entry": Policy.UNITED,
    "entries.Image.entry": Policy.UNITED,
    "entries.Identifier.entry": Policy.IDENTIFIER,
    "entries.AuditRecord.entry": Policy.KEPT,
    "entries.Entry.merged_into": Policy.REDIRECT,
    "sources.Citation.entry": Policy.UNITED,
    "sources.Citation.source": Policy.CITED,
    # An own list of a person; its other end is the vocabulary.
    "people.Person_occupations.person": Policy.UNITED,
    "places.Place.part_of": Policy.COLUMN,
    "topics.Topic.broader": Policy.COLUMN,
    "works.Issue.publication": Policy.COLUMN,
    "works.Issue.printed_at": Policy.COLUMN,
    "works.Work.publication": Policy.COLUMN,
    "works.Work.issue": Policy.COLUMN,
    "events.Event.place": Policy.COLUMN,
    "events.Event.part_of": Policy.COLUMN,
    "history.Merge.survivor": Policy.KEPT,
    "history.MergedEntry.entry": Policy.KEPT,
    "history.Closure.entry": Policy.KEPT,
    "history.Version.entry": Policy.KEPT,
    "history.VersionPart.entry": Policy.KEPT,
    "history.Revision.entry": Policy.KEPT,
    "history.RevisionPart.entry": Policy.KEPT,
}


class UnknownReferenceError(RuntimeError):
    """A model refers to entries and nobody has said what a merge does with that."""


def register(label: str, policy: Policy) -> None:
    """Say what a merge does with a reference of a room above: `desk.Watch.entry`, KEPT."""
    POLICIES[label] = policy


def references(models: Iterable[type[Model]] | None = None) -> Iterator[Reference]:
    """Yield every foreign key and one-to-one field that leads to an entry of any kind.

    A many-to-many field is found as the two foreign keys of its table. `models` defaults to all
    that are installed.
    """
    chosen = apps.get_models(include_auto_created=True) if models is None else models
    for model in chosen:
        for field in model._meta.local_fields:
            target = field.related_model
            if isinstance(target, type) and issubclass(target, Entry):
                yield Reference(model, field)


def policy_of(reference: Reference) -> Policy | None:
    """Return what a merge does with a reference; None if nobody has said."""
    remote = reference.field.remote_field
    if remote is not None and getattr(remote, "parent_link", False):
        return Policy.PARENT
    return POLICIES.get(reference.label)


def unknown_references(models: Iterable[type[Model]] | None = None) -> list[str]:
    """Return the labels of the references that a merge does not know."""
    return [one.label for one in references(models) if policy_of(one) is None]


def known(*policies: Policy) -> list[Reference]:
    """Return the references with one of these policies.

    Raises UnknownReferenceError if there is a reference that has none.
    """
    unknown = unknown_references()
    if unknown:
        raise UnknownReferenceError(
            f"Merging does not know what to do with {', '.join(unknown)}: "
            "say it in history.merging.references."
        )
    return [one for one in references() if policy_of(one) in policies]


def check_references(**kwargs: Any) -> list[checks.CheckMessage]:
    """Report references that a merge does not know, as Django's system checks do."""
    return [
        checks.Error(
            f"{label} refers to entries, and merging does not know what to do with it.",
            hint="Say it in history.merging.references.POLICIES, or register it from above.",
            id="history.E001",
        )
        for label in unknown_references()
    ]
