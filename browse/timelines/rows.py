"""The rows of a timeline: some entries of each kind, and what is dated of them in the window."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from django.db.models import Q
from django.utils.safestring import SafeString

from browse.addresses import entry_url
from browse.charts import per_cent
from browse.marks import Mark, draw_mark
from browse.pages.claims import Claim, fetch_claims
from browse.pages.sentences import Teller, in_brief
from browse.timelines.window import Window
from browse.words import link, when
from dates import HistoricalDate
from dates.calendars import JULIAN
from dates.lookups import overlaps
from entries.choices import Certainty
from entries.languages import Shown, current_language
from entries.models import Entry, Statement
from entries.querysets import StatementQuerySet
from records.columns import MODELS

MOST_STATEMENTS: Final = 500
"""Statements of one picture; of more, the earliest in the window."""
SHIFT: Final = 100
"""Days by which the calendars may differ, in years long before or after."""
NOBODY: Final = 0
"""No entry: sentences name both of their ends."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something dated: a statement, or an event, issue or work itself."""

    owners: tuple[int, ...]
    date: HistoricalDate
    title: str
    sentence: SafeString
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One entry with its marks; `life` is where the line of its years runs, if it has one."""

    name: Shown
    url: str
    when: SafeString
    life: tuple[str, str] | None
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Fetched:
    """All that is dated of some entries in a window; `cut` if there was more than is drawn."""

    entries: dict[int, Entry]
    things: list[Thing]
    cut: bool

    @property
    def julian(self) -> bool:
        """Whether anything is dated in the Julian calendar."""
        return any(thing.date.calendar == JULIAN for thing in self.things)


@cache
def dated_kinds() -> frozenset[str]:
    """Return the kinds whose date is a column of their own; others have the years of a life."""
    return frozenset(kind for kind, model in MODELS.items() if model().has_own_date)


def fetch_things(keys: Sequence[int], window: Window) -> Fetched:
    """Return what counts in the window, in the order of time (four queries)."""
    entries = Entry.objects.published().in_bulk(list(keys))
    claims = fetch_claims(_statements(entries, window)[: MOST_STATEMENTS + 1]) if entries else []
    teller = Teller(NOBODY)
    things = [
        _statement(claim, claim.date, entries, teller)
        for claim in claims[:MOST_STATEMENTS]
        if claim.date is not None and _counts(claim.date, window)
    ]
    things += [
        Thing((pk,), entry.span, _title(entry.span, entry.label.text), link(entry), False)
        for pk, entry in entries.items()
        if entry.kind in dated_kinds() and entry.span is not None and _counts(entry.span, window)
    ]
    things.sort(key=lambda thing: thing.date.sort_key)
    return Fetched(entries, things, len(claims) > MOST_STATEMENTS)


def _counts(date: HistoricalDate, window: Window) -> bool:
    """Tell whether a date counts in the window and, where that is all years asked for, in them."""
    if not window.holds(date):
        return False
    first = date.earliest if date.earliest is not None else date.latest
    last = date.latest if date.latest is not None else date.earliest
    if window.unit != "all" or first is None or last is None:
        return first is not None
    return first <= window.last and last >= window.first


def _statements(entries: Iterable[int], window: Window) -> StatementQuerySet:
    """Return the statements about the entries that may count in the window, the earliest first."""
    keys = list(entries)
    ends = Q(subject__in=keys) | Q(object__in=keys) | Q(place__in=keys) | Q(event__in=keys)
    statements = Statement.objects.public().standing().filter(ends, date__isnull=False)
    if window.unit != "all":
        statements = statements.filter(overlaps("date", window.first - SHIFT, window.last + SHIFT))
    return statements.order_by("date_earliest", "pk")


def _statement(
    claim: Claim, date: HistoricalDate, entries: dict[int, Entry], teller: Teller
) -> Thing:
    ends = (claim.subject_id, claim.object_id, claim.place_id, claim.event_id)
    owners = tuple(dict.fromkeys(end for end in ends if end in entries))
    sentence = teller.tell(claim)
    title = _title(date, in_brief(sentence))
    return Thing(owners, date, title, sentence, claim.certainty != Certainty.CERTAIN)


def _title(date: HistoricalDate, text: str) -> str:
    return f"{_said(date, current_language())}: {text}"


@lru_cache(maxsize=4096)
def _said(date: HistoricalDate, language: str) -> str:
    return date.format(language, "long")


def make_rows(keys: Iterable[int], fetched: Fetched, window: Window) -> list[Row]:
    """Return the rows of some of the entries, in the order of their first mark."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    wanted = set(keys)
    for thing in fetched.things:
        owners = wanted.intersection(thing.owners)
        if not owners:
            continue
        mark = draw_mark(thing.date, window, thing.title, doubtful=thing.doubtful)
        if mark is not None:
            for owner in owners:
                marks[owner].append(mark)
    rows = [_row(fetched.entries[pk], marks[pk], window) for pk in keys if pk in fetched.entries]
    return sorted(rows, key=lambda row: min((mark.at for mark in row.marks), default=101.0))


def _row(entry: Entry, marks: list[Mark], window: Window) -> Row:
    label = entry.label
    return Row(
        label if label.text else Shown(entry.pid, "", False),
        entry_url(entry),
        when(entry.span),
        None if entry.kind in dated_kinds() else _life(entry.span, window),
        marks,
    )


def _life(span: HistoricalDate | None, window: Window) -> tuple[str, str] | None:
    """Return from where to where the years of an entry run in the window."""
    if span is None or span.earliest is None or span.latest is None:
        return None
    begin, end = window.place(span.earliest), window.place(span.latest + 1)
    if end < 0 or begin > 100:
        return None
    return per_cent(max(begin, 0)), per_cent(min(end, 100))
