"""The own columns of the parties side by side, and which value the survivor gets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext as _

from dates import HistoricalDate
from entries.choices import Kind
from entries.languages import current_language
from entries.models import Entry
from history.merging.choices import BOTH, NOTHING, OTHER
from records.columns import column_names

TOGETHER: Final = {Kind.PLACE: {"longitude": "latitude"}}
"""Columns that are chosen with another: half a pair of coordinates is no place."""

DESCRIPTIVE: Final = "descriptive"


@dataclass(frozen=True, slots=True)
class Option:
    """The value of one party."""

    pid: str
    value: Any
    shown: str
    barred: bool
    """Whether it cannot be taken, for it leads to one of the parties."""

    @property
    def mark(self) -> str:
        """The value in one word that no language changes."""
        return repr(_comparable(self.value))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take."""
        return self.value in (None, "", [])


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column: what the parties have, what was chosen, what the survivor gets."""

    name: str
    label: str
    options: list[Option]
    choice: str
    value: Any
    is_list: bool
    differ: bool
    """Whether two parties say different things."""
    typeable: bool
    """Whether something else may be typed."""

    @property
    def shown(self) -> str:
        """The value as a reader would see it."""
        return show_value(self.value)


def plan_columns(
    parties: Sequence[Entry], choices: Mapping[str, str], typed: Mapping[str, Any]
) -> list[ColumnPlan]:
    """Return the columns of the kind, the survivor's value first; parties are of one kind.

    Lists are many-to-many columns and lists of language tags; their terms must have been fetched.
    """
    survivor = parties[0]
    together = TOGETHER.get(Kind(survivor.kind), {})
    names = [*column_names(survivor.kind), DESCRIPTIVE]
    plans = {}
    for name in names:
        choice = choices.get(together.get(name, name), "")
        plans[name] = _plan_column(parties, name, choice, typed)
    for follower, leader in together.items():
        pid = plans[leader].choice
        plans[follower] = _plan_column(parties, follower, pid, typed)
    return list(plans.values())


def _plan_column(
    parties: Sequence[Entry], name: str, choice: str, typed: Mapping[str, Any]
) -> ColumnPlan:
    field: Any = parties[0]._meta.get_field(name)
    keys = {party.pk for party in parties}
    options = [_option(party, field, keys) for party in parties]
    is_list = isinstance(field, models.ManyToManyField | models.JSONField)
    choice = _valid(choice, options, is_list, name in typed) or _default(options, is_list)
    taken = {option.pid: option.value for option in options}
    value = taken.get(choice)
    if choice == BOTH:
        value = _united(options)
    elif choice == OTHER:
        value = typed[name]
    elif choice == NOTHING:
        value = empty_value(field)
    filled = {_comparable(one.value) for one in options if not one.is_empty}
    return ColumnPlan(
        name=name,
        label=str(field.verbose_name),
        options=options,
        choice=choice,
        value=value,
        is_list=is_list,
        differ=len(filled) > 1,
        typeable=not is_list and field.remote_field is None and name != DESCRIPTIVE,
    )


def _option(party: Entry, field: Any, keys: set[int]) -> Option:
    value = getattr(party, field.name)
    if isinstance(field, models.ManyToManyField):
        value = list(value.all())
    barred = isinstance(value, Entry) and value.pk in keys
    return Option(party.pid, value, show_value(value), barred)


def _valid(choice: str, options: Sequence[Option], is_list: bool, is_typed: bool) -> str:
    """Return the choice if it can be made here, else an empty one."""
    open_to_choice = {one.pid for one in options if not one.barred} | {NOTHING}
    if is_list:
        open_to_choice.add(BOTH)
    if is_typed:
        open_to_choice.add(OTHER)
    return choice if choice in open_to_choice else ""


def _default(options: Sequence[Option], is_list: bool) -> str:
    """Return the first party that has something to take; of lists all."""
    if is_list:
        return BOTH
    usable = (one.pid for one in options if not one.barred and not one.is_empty)
    fallback = NOTHING if options[0].barred else options[0].pid
    return next(usable, fallback)


def _united(options: Iterable[Option]) -> list[Any]:
    """Return what the lists hold, each once."""
    found: list[Any] = []
    for option in options:
        found += [one for one in option.value if one not in found]
    return found


def empty_value(field: Any) -> Any:
    """Return what stands in a column without a value."""
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.ManyToManyField | models.JSONField):
        return []
    return None if field.null else ""


def _comparable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(sorted(str(_comparable(one)) for one in value))
    return value.pk if isinstance(value, models.Model) else value


def show_value(value: Any) -> str:
    """Return a value as a short text for an editor."""
    if value is None or value == "":
        return ""
    if isinstance(value, HistoricalDate):
        return value.format(current_language(), "long")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def leads_round(parties: Sequence[Entry], plan: ColumnPlan) -> list[Entry]:
    """Return the way by which a parent column would lead from the survivor back to it.

    Empty if it does not. Costs a query a step.
    """
    model = type(parties[0])
    field: Any = model._meta.get_field(plan.name)
    if field.related_model is not model:
        return []
    keys = {party.pk for party in parties}
    way: list[Entry] = []
    above: Entry | None = plan.value
    for _step in range(100):
        if above is None:
            return []
        way.append(above)
        if above.pk in keys:
            return way
        above = getattr(above, plan.name)
    return way
