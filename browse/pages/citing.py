"""Everything that rests on a source: the other direction of the numbered notes."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from browse.pages.sentences import Teller
from browse.words import link, when
from entries.choices import Stance, Status
from entries.models import Entry, Statement
from sources.models import Citation

PAGE_SIZE: Final = 50
MOST_SPOTS: Final = 5000
"""Spots of one source that are put in order."""
MOST_REACHES: Final = 60
"""Pages that are named by what is on them."""

_NUMBERS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class CitingLine:
    """One claim that rests on the source."""

    when: SafeString
    link: SafeString
    sentence: SafeString
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph or page of the source with the claims that rest on it; `goes_on` from before."""

    locator: str
    lines: list[CitingLine]
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """A page of the list: the first and the last spot on it, empty for none.

    `part` counts the pages that end without one, from 1: nothing else tells them apart.
    """

    number: int
    first: str
    last: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class Citing:
    """A page of the claims, spot by spot through the source."""

    total: int
    spots: list[Spot]
    page: Page[int]
    reaches: list[Reach]
    """What each page has, where there are several and not too many to name."""


def public_citations(source: Entry) -> QuerySet[Citation]:
    """Return the citations of `source` of which the public may see the claim."""
    statement = Q(statement__in=Statement.objects.public())
    name = Q(name__entry__status=Status.PUBLISHED)
    whole = Q(entry__status=Status.PUBLISHED)
    return Citation.objects.filter(statement | name | whole, source_id=source.pk)


def fetch(source: Entry, number: int) -> Citing:
    """Return one page of what cites `source`, in the order of the source: two queries.

    A number too high gives the last.
    """
    order = _Order(public_citations(source))
    paginator = Paginator(range(order.total), PAGE_SIZE)
    page = paginator.get_page(number)
    start = (page.number - 1) * PAGE_SIZE
    rows = order.rows(start).select_related(
        "statement__property",
        "statement__subject",
        "statement__object",
        "statement__place",
        "statement__event",
        "name__entry",
        "entry",
    )
    spots = [
        Spot(locator, [_line(one) for one in together], False)
        for locator, together in groupby(rows, key=lambda one: one.locator)
    ]
    if spots and order.goes_on(start):
        spots[0] = replace(spots[0], goes_on=True)
    return Citing(order.total, spots, page, order.reaches(paginator.num_pages))


class _Order:
    """The citations of a source in the order of its spots: paragraph 8 before paragraph 16.

    A database would put 16 first. The spots with their numbers are few and come in one query; of a
    source with more than `MOST_SPOTS`, the order is that of the database.
    """

    def __init__(self, citations: QuerySet[Citation]) -> None:
        self.citations = citations
        counted = citations.order_by("locator").values_list("locator")
        spots = list(counted.annotate(count=Count("pk"))[: MOST_SPOTS + 1])
        self.is_plain = len(spots) > MOST_SPOTS
        spots.sort(key=lambda spot: natural(spot[0]))
        self.spots = [locator for locator, _count in spots]
        self.ends = list(accumulate(count for _locator, count in spots))
        """How many citations there are up to each spot."""
        self.total = citations.count() if self.is_plain else (self.ends or [0])[-1]

    def rows(self, start: int) -> QuerySet[Citation]:
        """Return the page of citations that begins after `start` others."""
        by_date = F("statement__date_earliest").asc(nulls_last=True), "pk"
        if self.is_plain:
            return self.citations.order_by("locator", *by_date)[start : start + PAGE_SIZE]
        first = bisect_right(self.ends, start)
        shown = self.spots[first : bisect_left(self.ends, start + PAGE_SIZE) + 1]
        if not shown:
            return self.citations.none()
        before = self.ends[first - 1] if first else 0
        place = Case(*[When(locator=one, then=Value(at)) for at, one in enumerate(shown)])
        rows = self.citations.filter(locator__in=shown).order_by(place, *by_date)
        return rows[start - before : start - before + PAGE_SIZE]

    def goes_on(self, start: int) -> bool:
        """Tell whether the first spot of a page began on the page before."""
        return not self.is_plain and start > 0 and start not in self.ends

    def reaches(self, pages: int) -> list[Reach]:
        """Return the first and last spot of each page."""
        if self.is_plain or not 1 < pages <= MOST_REACHES:
            return []
        found: list[Reach] = []
        for number in range(pages):
            first = self.spots[bisect_right(self.ends, number * PAGE_SIZE)]
            last = self.spots[bisect_left(self.ends, min((number + 1) * PAGE_SIZE, self.total))]
            before = found[-1].part if found else 0
            found.append(Reach(number + 1, first, last, 0 if last else before + 1))
        return found


def natural(locator: str) -> list[tuple[int, int, str]]:
    """Return what to sort spots by: numbers as numbers, signs as signs, nothing last."""
    parts = _NUMBERS.split(locator.casefold())
    key = [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts if part]
    return key or [(2, 0, "")]


def _line(citation: Citation) -> CitingLine:
    """Return one line. The ends came with the citation."""
    entry = citation.cited_entry
    statement = citation.statement
    if statement is not None:
        sentence = Teller(entry.pk).tell(statement)
    elif citation.name is not None:
        sentence = format_html(_("the name {name}"), name=citation.name.text)
    else:
        sentence = format_html("{}", _("the entry as a whole"))
    return CitingLine(
        when=when(statement.date) if statement is not None else SafeString(""),
        link=link(entry),
        sentence=sentence,
        contradicts=citation.stance == Stance.CONTRADICTS,
    )
