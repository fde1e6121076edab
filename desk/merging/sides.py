"""What the page that shows the parties side by side is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.utils.translation import gettext as _

from desk.merging.forms import ALL, MOST_SELF_RELATED, MergeForm
from entries.choices import TextRole
from entries.models import Entry, Name
from history.merging.moving import whole_statements
from history.merging.plan import MergePlan

SHOWN: Final = 50
"""Statements of one sort that are written out."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party has."""

    party: Entry
    text: str
    button: Any
    """The radio button that chooses it; None where it cannot be chosen."""


@dataclass(frozen=True, slots=True)
class Side:
    """One field: a cell for each party, then what else may be chosen."""

    label: str
    language: str
    cells: list[Cell]
    others: list[Any]
    box: Any
    """Where something else is typed; None if nothing else may be."""
    differ: bool


@dataclass(frozen=True, slots=True)
class NameLine:
    """One name of the result, with the box for its type."""

    name: Name
    party: Entry
    same: list[str]
    """Pids of the parties that have it too."""
    box: Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement written out, and the radio buttons of a decision about it."""

    text: str
    uid: str
    box: Any = None


@dataclass(frozen=True, slots=True)
class Sides:
    """The whole page."""

    columns: list[Side]
    texts: list[Side]
    names: list[NameLine]
    decisions: list[Sentence]
    decide_all: Any
    """The radio buttons for all that is undecided; None where there is one statement or none."""
    folded: list[Sentence]
    folded_more: int
    result: list[tuple[str, str]]
    """The survivor's columns as they will be."""


def build_sides(plan: MergePlan, form: MergeForm) -> Sides:
    """Return the page for a plan and its form: two queries, for the statements written out."""
    folds = plan.statements.folds
    related = {one.row.pk: one.row.uid for one in plan.statements.self_related[:MOST_SELF_RELATED]}
    wanted = [*related, *(fold.row.pk for fold in islice(folds, SHOWN))]
    sentences = {row.pk: str(row) for row in whole_statements(wanted)}
    return Sides(
        columns=_columns(plan, form),
        texts=_texts(plan, form),
        names=_names(plan, form),
        decisions=[
            Sentence(sentences[pk], uid, form[f"self-{uid}"]) for pk, uid in related.items()
        ],
        decide_all=form[ALL] if ALL in form.fields else None,
        folded=[Sentence(sentences[one.row.pk], one.into.uid) for one in folds[:SHOWN]],
        folded_more=max(len(folds) - SHOWN, 0),
        result=[(one.label, one.shown) for one in plan.columns if one.shown],
    )


def _columns(plan: MergePlan, form: MergeForm) -> list[Side]:
    """Return the columns in which any party has something."""
    sides = []
    for column in plan.columns:
        if all(one.is_empty or one.value is False for one in column.options):
            continue
        buttons, others = form.cells(f"column-{column.name}")
        texts = {one.pid: one.shown for one in column.options}
        typed = f"typed-{column.name}"
        sides.append(
            Side(
                label=column.label,
                language="",
                cells=_cells(plan.parties, texts, buttons),
                others=others,
                box=form[typed] if typed in form.fields else None,
                differ=column.differ,
            )
        )
    return sides


def _texts(plan: MergePlan, form: MergeForm) -> list[Side]:
    sides = []
    for text in plan.texts:
        buttons, others = form.cells(f"text-{text.role}-{text.language}")
        label = _("%(role)s, %(language)s") % {
            "role": TextRole(text.role).label,
            "language": text.language,
        }
        sides.append(
            Side(
                label=label,
                language=text.language,
                cells=_cells(plan.parties, dict(text.bodies), buttons),
                others=others,
                box=form[f"body-{text.role}-{text.language}"],
                differ=text.differ,
            )
        )
    return sides


def _cells(parties: Sequence[Entry], texts: dict[str, str], buttons: dict[str, Any]) -> list[Cell]:
    return [Cell(party, texts.get(party.pid, ""), buttons.get(party.pid)) for party in parties]


def _names(plan: MergePlan, form: MergeForm) -> list[NameLine]:
    by_key = {party.pk: party for party in plan.parties}
    return [
        NameLine(
            name=one.name,
            party=by_key[one.party],
            same=[by_key[double.entry_id].pid for double in one.same],
            box=form[f"name-{one.name.pk}"],
        )
        for one in plan.names
    ]
