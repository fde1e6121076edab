"""Which entry a row of a table means: by identifier, by authority, or by name and date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from dates import HistoricalDate
from entries import pid as pids
from entries.choices import Status
from entries.fields import LANGUAGE_LABELS
from entries.models import Entry, Identifier, Name
from entries.schemes import SCHEMES
from exchange.tables.entries import identifiers_in
from exchange.tables.faults import CellError
from exchange.tables.references import MOST_CANDIDATES
from exchange.tables.values import read_date
from exchange.work.planning import Plan, check_pids, fail_cell
from records.columns import MODELS
from writing import fold, skeleton

NEW, SKIP, SAME = "new", "skip", "same"
"""What may be answered besides an identifier; the last of all rows with only one candidate."""
EVERYWHERE: Final = "*"
"""The answer for all rows that have none of their own."""
SHORTEST: Final = 4
"""Signs that a skeleton needs to tell anything."""


@dataclass(slots=True)
class _Named:
    """What is compared of a row that names its entry."""

    folded: set[str]
    skeletons: set[str]
    date: HistoricalDate | None


def match(plans: Sequence[Plan], kind: str, answers: dict[str, str]) -> None:
    """Set `entry`, `pid`, `asked` or a problem of each plan: six queries, whatever their number.

    An identifier counts before an authority's number, and that before a name. A name with the same
    date is enough; a name without, or one that is only written alike, is asked about.
    """
    by_pid(plans, kind, answers)
    rest = [one for one in plans if not (one.pid or one.entry or one.problems.found)]
    rest = [one for one in rest if answers.get(str(one.row.line)) != NEW]
    by_number(rest, kind)
    rest = [one for one in rest if not (one.entry or one.problems.found)]
    by_name(rest, kind, answers.get(EVERYWHERE, ""))


def leave_out(plan: Plan, answers: dict[str, str]) -> None:
    """Let a row do nothing of which an editor said so."""
    if answers.get(str(plan.row.line)) == SKIP:
        plan.problems.found.clear()
        plan.asked, plan.before, plan.after = (), {}, {}


def by_pid(plans: Sequence[Plan], kind: str, answers: dict[str, str]) -> None:
    """Find the entries whose identifiers stand in the rows, or were chosen for them."""
    wanted: dict[str, list[Plan]] = {}
    for plan in plans:
        answer = answers.get(str(plan.row.line), "")
        text = answer if pids.is_valid(answer) else plan.cells.get("pid", "").strip()
        if text:
            wanted.setdefault(text.rstrip("/").rsplit("/", 1)[-1].lower(), []).append(plan)
    found = {one.pid: one for one in Entry.objects.filter(pid__in=wanted)}
    faults = check_pids(wanted.keys() - found.keys())
    for text, some in wanted.items():
        for plan in some:
            if text in faults:
                message = {
                    "pid": _("“%(pid)s” is not a valid identifier: a sign is wrong."),
                    "gone": _("“%(pid)s” was deleted: bring it back first, or leave this empty."),
                }[faults[text]]
                plan.problems.add(faults[text], "pid", message % {"pid": text[:40]})
                continue
            plan.pid = text
            if text in found:
                _take(plan, found[text], kind, "pid")


def by_number(plans: Sequence[Plan], kind: str) -> None:
    """Find the entries that have the authorities' numbers of the rows (one query)."""
    wanted: dict[tuple[str, str], list[Plan]] = {}
    for plan in plans:
        for code in SCHEMES:
            try:
                for value in identifiers_in(code, plan.cells.get(code, "")):
                    wanted.setdefault((code, value), []).append(plan)
            except CellError:
                continue  # the section that reads the cell says so
    values = {value for _code, value in wanted}
    for one in Identifier.objects.filter(value__in=values).select_related("entry"):
        for plan in wanted.get((one.scheme, one.value), ()):
            if plan.entry is not None and plan.entry.pk != one.entry_id:
                message = _("Its identifiers belong to different entries: %(one)s, %(other)s.")
                told = {"one": plan.entry.pid, "other": one.entry.pid}
                plan.problems.add("identifier", one.scheme, message % told)
            else:
                _take(plan, one.entry, kind, one.scheme)


def by_name(plans: Sequence[Plan], kind: str, otherwise: str = "") -> None:
    """Find namesakes: the entry itself where the dates agree, else those to choose from.

    `otherwise` is what an editor said of all rows that would be asked about.
    """
    named = [(plan, _named(plan, kind)) for plan in plans]
    folded = {text for _plan, one in named for text in one.folded}
    keys = {text for _plan, one in named for text in one.skeletons}
    rows = Name.objects.filter(Q(folded__in=folded) | Q(skeleton__in=keys), entry__kind=kind)
    by_folded: dict[str, dict[int, Entry]] = {}
    by_key: dict[str, dict[int, Entry]] = {}
    if folded:
        rows = rows.exclude(entry__status=Status.MERGED).select_related("entry")
        for name in rows.order_by("entry_id"):
            by_folded.setdefault(name.folded, {})[name.entry_id] = name.entry
            by_key.setdefault(name.skeleton, {})[name.entry_id] = name.entry
    for plan, one in named:
        same = {pk: e for text in one.folded for pk, e in by_folded.get(text, {}).items()}
        alike = {pk: e for text in one.skeletons for pk, e in by_key.get(text, {}).items()}
        _choose(plan, one, same, alike)
        if plan.asked and otherwise:
            _settle(plan, alike | same, otherwise)


def _settle(plan: Plan, entries: dict[int, Entry], answer: str) -> None:
    """Answer what would be asked of a row by what was said of all."""
    if answer == SAME and len(plan.asked) == 1:
        plan.entry = entries[plan.asked[0]]
        plan.pid = plan.entry.pid
    if answer == SKIP:
        plan.before, plan.after = {}, {}
    if answer in {NEW, SKIP} or plan.entry is not None:
        plan.asked = ()


def _choose(plan: Plan, named: _Named, same: dict[int, Entry], alike: dict[int, Entry]) -> None:
    agreed = {pk: agree(entry.span, named.date) for pk, entry in (alike | same).items()}
    sure = [entry for pk, entry in same.items() if agreed[pk]]
    if len(sure) == 1:
        plan.entry, plan.pid = sure[0], sure[0].pid
        return
    possible = [pk for pk, agrees in agreed.items() if agrees is not False]
    plan.asked = tuple(sorted(possible, key=lambda pk: (pk not in same, pk))[:MOST_CANDIDATES])


def agree(one: HistoricalDate | None, other: HistoricalDate | None) -> bool | None:
    """Tell whether two dates may be the same; None if either is not known.

    Sources are often a year apart, not least between the calendars.
    """
    first, second = (date.years() if date is not None else () for date in (one, other))
    if not first or not second:
        return None
    return abs(first[0] - second[0]) <= 1 and abs(first[-1] - second[-1]) <= 1


def _named(plan: Plan, kind: str) -> _Named:
    """Return names and date of a row."""
    names = [plan.cells.get(f"name_{tag}", "").strip() for tag in LANGUAGE_LABELS]
    names = [name for name in names if name]
    if not names:
        first = plan.cells.get("names", "").strip().split("\n")[0].split(" | ")[0].strip()
        names = [first] if first else []
    keys = {skeleton(name) for name in names}
    date = None
    for column in (*own_dates(kind), "years"):
        try:
            read = read_date(plan.cells.get(column, ""))
        except CellError as error:
            if column == "years":
                fail_cell(plan, column, error)
            continue
        if read is not None:
            date = HistoricalDate(read["edtf"], read["calendar"], read["written"])
            break
    return _Named({fold(name) for name in names}, {k for k in keys if len(k) >= SHORTEST}, date)


def own_dates(kind: str) -> list[str]:
    """Return the columns of a kind that hold its date."""
    return [
        name for name in ("date", "issued") if name in {f.name for f in MODELS[kind]._meta.fields}
    ]


def _take(plan: Plan, entry: Entry, kind: str, column: str) -> None:
    """Let a row mean an entry, if it can."""
    if entry.status == Status.MERGED and "merged_into" not in plan.cells:
        message = _("“%(entry)s” was merged into %(pid)s.")
        told = {"entry": entry, "pid": entry.survivor().pid}
        plan.problems.add("merged", column, message % told)
    elif entry.kind != kind:
        message = _("“%(entry)s” (%(pid)s) is of another kind: %(kind)s.")
        told = {"entry": entry, "pid": entry.pid, "kind": entry.get_kind_display()}
        plan.problems.add("kind", column, message % told)
    else:
        plan.entry, plan.pid = entry, entry.pid
