"""Two to four entries side by side on one axis of time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from browse.charts import Dated, LifeLine, draw_life
from browse.pages import statements
from browse.pages.claims import Claim, End
from browse.pages.life import is_doubtful, span_years
from browse.pages.sentences import Teller
from browse.ways.chosen import Choice, Option, choose
from browse.words import link
from entries.choices import Kind, Rank
from entries.models import Entry

MOST: Final = 4
LONGEST: Final = 150
"""Years beyond which a date is too vague for a line."""
MOST_COMMON: Final = 60


@dataclass(frozen=True, slots=True)
class Lane:
    """One entry on the axis."""

    option: Option
    line: LifeLine | None
    truncated: bool
    """Whether it has more statements than are compared."""


class Said(NamedTuple):
    """A statement in one cell: its date where that says more than the year, and how it is held."""

    when: SafeString
    text: SafeString
    verdict: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """What is said of each in one year, the same but once."""

    year: str
    cells: list[list[Said]]


@dataclass(frozen=True, slots=True)
class Common:
    """An entry to which several of those compared are connected, with how many statements."""

    link: SafeString
    kind: str
    counts: list[int]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """All that the template is given."""

    choice: Choice
    lanes: list[Lane]
    axis: LifeLine | None
    """Any of the lines: they share their years."""
    rows: list[YearRow]
    common: list[Common]


def build_comparison(params: QueryDict) -> ComparePage:
    """Return the page for the entries that `with` names: three queries for each, no more."""
    choice = choose(params, MOST)
    told = [_claims(option.entry) for option in choice.chosen]
    claims = [found for found, _more in told]
    years = [
        year
        for option, found in zip(choice.chosen, claims, strict=True)
        for one in found
        if (covered := _in_life(one, option))
        for year in (covered[0], covered[-1])
    ]
    within = (min(years), max(years)) if years else None
    tellers = [Teller(option.entry.pk) for option in choice.chosen]
    lanes = [
        Lane(option, _line(option, found, within, teller), more)
        for option, (found, more), teller in zip(choice.chosen, told, tellers, strict=True)
    ]
    enough = len(lanes) > 1
    return ComparePage(
        choice=choice,
        lanes=lanes,
        axis=next((lane.line for lane in lanes if lane.line), None),
        rows=_rows(tellers, claims) if enough else [],
        common=_common(choice.chosen, claims) if enough else [],
    )


def _claims(end: End) -> tuple[list[Claim], bool]:
    """Return what the archive holds of an entry, its own first, and whether there is more."""
    fetched = statements.fetch(Entry(pk=end.pk))
    held = [one for one in fetched.statements if one.rank != Rank.DEPRECATED]
    return held, fetched.has_next


def _years(claim: Claim) -> Sequence[int]:
    years = claim.date.years() if claim.date is not None else ()
    return years if years and years[-1] - years[0] <= LONGEST else ()


def _in_life(claim: Claim, option: Option) -> Sequence[int]:
    """Return the years of what is drawn of an entry: what is dated of it, within its own years."""
    if option.entry.pk not in {claim.subject_id, claim.object_id}:
        return ()
    years = _years(claim)
    first, last = span_years(option.span)
    return years if years and first <= years[0] and years[-1] <= last else ()


def _line(
    option: Option, claims: list[Claim], within: tuple[int, int] | None, teller: Teller
) -> LifeLine | None:
    if within is None:
        return None
    return draw_life(
        (
            Dated(years, teller.say(one), is_doubtful(one))
            for one in claims
            if (years := _in_life(one, option))
        ),
        within,
    )


def _rows(tellers: list[Teller], claims: list[list[Claim]]) -> list[YearRow]:
    """Return a row for each year in which something begins, and one for what is undated."""
    by_year: dict[int | None, list[dict[Said, None]]] = defaultdict(lambda: [{} for _ in tellers])
    for column, (teller, found) in enumerate(zip(tellers, claims, strict=True)):
        for one in sorted(found, key=_moment):
            years = _years(one)
            cell = by_year[years[0] if years else None][column]
            cell[_said(one, teller)] = None
    dated = sorted(year for year in by_year if year is not None)
    headings: dict[int | None, str] = {year: str(year) for year in dated}
    if None in by_year:
        headings[None] = _("undated")
    return [YearRow(words, list(map(list, by_year[year]))) for year, words in headings.items()]


def _said(claim: Claim, teller: Teller) -> Said:
    years = _years(claim)
    is_year = claim.date is not None and len(years) == 1 and claim.date.edtf == str(years[0])
    when = SafeString("") if is_year else teller.when(claim.date)
    return Said(when, teller.tell(claim), teller.verdict(claim))


def _moment(claim: Claim) -> tuple[float, int]:
    earliest = claim.date.earliest if claim.date is not None else None
    return (earliest if earliest is not None else float("inf"), claim.position)


def _common(chosen: list[Option], claims: list[list[Claim]]) -> list[Common]:
    """Return what two or more of them are connected with, the most shared first."""
    ends: dict[int, End] = {}
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * len(chosen))
    for column, (option, found) in enumerate(zip(chosen, claims, strict=True)):
        for one in found:
            others = {end.pk: end for end in _ends(one) if end.pk != option.entry.pk}
            ends |= others
            for pk in others:
                counts[pk][column] += 1
    shared = [pk for pk, row in counts.items() if sum(1 for count in row if count) > 1]
    shared.sort(key=lambda pk: (-sum(map(bool, counts[pk])), -min(counts[pk]), ends[pk].pid))
    return [
        Common(link(ends[pk]), str(Kind(ends[pk].kind).label), counts[pk])
        for pk in shared[:MOST_COMMON]
    ]


def _ends(claim: Claim) -> list[End]:
    found = (claim.subject, claim.object, claim.place, claim.event)
    return [end for end in found if end is not None]
