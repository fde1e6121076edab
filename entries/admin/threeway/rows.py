"""The three-way merge of rows: pure. Rows are told apart by the key of their record."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from entries.admin.threeway.values import MINE, THEIRS, Choice, Clash, Shape, Values, join

Fate = Literal["gone", "deleted"]
"""Deleted by the other and changed by me, or deleted by me and changed by the other."""
SameThing = Callable[[Mapping[str, list[str]]], Hashable | None]

WHOLE = "row"
"""The name under which the fate of a whole row is chosen."""


@dataclass(frozen=True)
class Row:
    """A row of a form."""

    key: int | None
    """Of its record; None for a new one."""
    values: Values
    deleted: bool = False
    place: int | None = None
    """Where it stood in what was sent; None if it was not in it."""


@dataclass
class BaseRows:
    """What the form was opened on, and what an earlier merge left open."""

    rows: dict[int, Values] = field(default_factory=dict)
    opened: dict[int, dict[str, Values | None]] = field(default_factory=dict)
    """Units, by row and first key, with what stood there before."""
    gone: dict[int, Values | None] = field(default_factory=dict)
    """Rows that somebody deleted and I changed, with what they were before."""
    deleted: dict[int, Values | None] = field(default_factory=dict)
    """Rows that I delete and somebody changed, with what they were before."""


@dataclass
class JoinedRows:
    """What comes of merging the rows."""

    stored: list[Row] = field(default_factory=list)
    """Rows that have a record, and those whose record is gone while their fate is open."""
    new: list[Row] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    """Rows in which something came from the other side."""
    added: list[int] = field(default_factory=list)
    removed: list[Values] = field(default_factory=list)
    """Rows that the other side deleted, as they were."""
    clashes: dict[int, list[Clash]] = field(default_factory=dict)
    fates: dict[int, tuple[Fate, Values | None]] = field(default_factory=dict)
    """Rows of which it is open whether they stay, with what they were before."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to be chosen."""
        return not self.clashes and not self.fates


Chosen = Mapping[tuple[int, str], Choice]


def join_rows(
    shape: Shape,
    base: BaseRows,
    mine: list[Row],
    theirs: Mapping[int, Values],
    added: Mapping[int, Values],
    choices: Chosen,
    same_thing: SameThing = lambda _values: None,
) -> JoinedRows:
    """Merge the rows of a form with those that are stored now.

    `mine` are the rows that were sent, the new ones without those left empty; `theirs` are the
    stored ones among them, and `added` those stored since. `same_thing` answers the same for two
    rows of which there may be only one; such rows added by both sides become one.
    """
    result = JoinedRows()
    for row in mine:
        if row.key is None:
            continue
        if row.key not in theirs:
            _join_gone(shape, base, row, choices, result)
        elif row.deleted:
            _join_deleted(shape, base, row, theirs[row.key], choices, result)
        else:
            _join_kept(shape, base, row, theirs[row.key], choices, result)
    _join_new(shape, [row for row in mine if row.key is None], added, same_thing, result)
    return result


def _join_gone(shape: Shape, base: BaseRows, row: Row, choices: Chosen, result: JoinedRows) -> None:
    """Deal with a row whose record somebody deleted."""
    key = row.key or 0
    before = base.rows.get(key, base.gone.get(key))
    untouched = before is not None and shape.same(before, row.values)
    chosen = choices.get((key, WHOLE), "") if key in base.gone else ""
    if row.deleted or untouched or chosen == THEIRS:
        result.removed.append(before or row.values)
    elif chosen == MINE:
        result.new.append(replace(row, key=None))
    else:
        result.stored.append(row)
        result.fates[key] = ("gone", before)


def _join_deleted(
    shape: Shape, base: BaseRows, row: Row, theirs: Values, choices: Chosen, result: JoinedRows
) -> None:
    """Deal with a row that I delete."""
    key = row.key or 0
    before = base.rows.get(key)
    unchanged = before is not None and shape.same(before, theirs)
    chosen = choices.get((key, WHOLE), "") if key in base.deleted else ""
    if chosen == THEIRS:
        result.stored.append(replace(row, values=theirs, deleted=False))
        return
    result.stored.append(replace(row, values=theirs))
    unsettled = key in base.deleted and chosen != MINE
    if unsettled or not unchanged:
        result.fates[key] = ("deleted", base.deleted[key] if unsettled else before)


def _join_kept(
    shape: Shape, base: BaseRows, row: Row, theirs: Values, choices: Chosen, result: JoinedRows
) -> None:
    """Deal with a row that is there on both sides."""
    key = row.key or 0
    own = {unit: choice for (one, unit), choice in choices.items() if one == key}
    joined = join(shape, base.rows.get(key), row.values, theirs, base.opened.get(key), own)
    result.stored.append(replace(row, values=joined.values))
    if joined.came:
        result.changed.append(key)
    if joined.clashes:
        result.clashes[key] = joined.clashes


def _join_new(
    shape: Shape,
    new: list[Row],
    added: Mapping[int, Values],
    same_thing: SameThing,
    result: JoinedRows,
) -> None:
    """Put my new rows beside those that were added meanwhile; what is the same becomes one."""
    left = dict(added)
    things = {thing: key for key, one in added.items() if (thing := same_thing(one)) is not None}
    for row in new:
        thing = same_thing(row.values)
        twin = things.pop(thing, None) if thing is not None else None
        if twin is None:
            twin = next((key for key, one in left.items() if shape.same(one, row.values)), None)
        if twin is None or twin not in left:
            result.new.append(row)
            continue
        joined = join(shape, {}, row.values, left.pop(twin))
        result.stored.append(replace(row, key=twin, values=joined.values))
        if joined.clashes:
            result.clashes[twin] = joined.clashes
    result.stored += [Row(key, values) for key, values in left.items()]
    result.added += left
