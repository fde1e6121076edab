"""Entries that belong to another: issues and works of a serial, parts of a place or an event.

A list that is too long for a page ends with the way to the whole of it.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, Final

from django.db.models import Count
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from browse.addresses import browse_url
from browse.pages.lines import Listing, Row, YearCount
from browse.words import link, when
from entries.choices import Kind
from entries.languages import current_language
from entries.models import Entry
from events.models import Event
from places.models import Place
from topics.models import Topic
from works.models import Issue, Work

LONGEST: Final = 100
MOST_ISSUES: Final = 250
"""Issues that are named on the page of their serial: a year of a daily."""


def tell(entry: Any) -> list[Listing]:
    """Return the lists that this kind of entry has: one query each."""
    make = _MAKERS.get(entry.kind)
    return [one for one in make(entry) if one.groups or one.years] if make else []


def _public(model: type[Entry]) -> Any:
    """Return the published entries of a kind, to be narrowed by columns of that kind."""
    return model.objects.published()


def _publication(publication: Any) -> Iterable[Listing]:
    yield _issues(publication)
    works = _public(Work).filter(publication=publication).order_by("date_earliest", "pk")
    yield _plain(_("Works published in it"), works, kind="work", publication=publication.pid)


def _issues(publication: Any) -> Listing:
    """Return the issues by year; of very many, how many each year has, and the way to them."""
    issues = _public(Issue).filter(publication=publication)
    found: list[Issue] = list(
        issues.order_by("sort_number", "volume", "number", "pk")[: MOST_ISSUES + 1]
    )
    if len(found) > MOST_ISSUES:
        whole = {"kind": "issue", "publication": publication.pid}
        return Listing(
            _("Issues"), [], browse_url(**whole, sort="date"), _issues_of_years(issues, whole)
        )
    groups = [
        (year, [_issue_row(one) for one in together])
        for year, together in groupby(found, key=_year)
    ]
    return Listing(_("Issues"), groups)


def _issues_of_years(issues: Any, whole: dict[str, str]) -> list[YearCount]:
    """Return how many of the issues each year has: one query, however many there are.

    EDTF begins with the year. Of what begins otherwise, “undated” among it, no year is told.
    """
    years = issues.annotate(year=Substr("date", 1, 4)).values_list("year").order_by("year")
    counts = [(year, count) for year, count in years.annotate(count=Count("pk")) if year]
    return [
        YearCount(year, count, browse_url(**whole, from_=int(year), to=int(year)))
        for year, count in counts
        if year.isascii() and year.isdigit()
    ]


def _year(issue: Issue) -> str:
    years = issue.date.years() if issue.date is not None else ()
    return str(years[0]) if years else _("undated")


def _issue_row(issue: Issue) -> Row:
    return Row(when(issue.date), link(issue), issue.number_printed)


def _issue(issue: Any) -> Iterable[Listing]:
    works = _public(Work).filter(issue=issue).order_by("pages", "pk")
    yield _plain(_("In this issue"), works)


def _event(event: Any) -> Iterable[Listing]:
    parts = _public(Event).filter(part_of=event).order_by("date_earliest", "pk")
    yield _plain(_("Parts of this event"), parts, kind="event", event=event.pid)


def _place(place: Any) -> Iterable[Listing]:
    language = current_language()
    parts = _public(Place).filter(part_of=place).in_reading_order(language)
    yield _plain(_("Places within it"), parts, kind="place", place=place.pid)
    events = _public(Event).filter(place=place).order_by("date_earliest", "pk")
    yield _plain(_("Events here"), events, kind="event", place=place.pid)
    issues = _public(Issue).filter(printed_at=place).order_by("date_earliest", "pk")
    yield _plain(_("Issues printed here"), issues, kind="issue", place=place.pid)


def _topic(topic: Any) -> Iterable[Listing]:
    rows = _public(Topic).filter(broader=topic).in_reading_order(current_language())
    yield _plain(_("Narrower topics"), rows, kind="topic", topic=topic.pid)


def _plain(heading: str, entries: Any, **facets: str) -> Listing:
    """Return one list; `facets` lead to the whole of it."""
    found: list[Entry] = list(entries[: LONGEST + 1])
    rows = [Row(when(one.span), link(one)) for one in found[:LONGEST]]
    more = browse_url(**facets) if facets and len(found) > LONGEST else ""
    return Listing(heading, [("", rows)] if rows else [], more)


_MAKERS: Final[dict[str, Callable[[Any], Iterable[Listing]]]] = {
    Kind.PUBLICATION: _publication,
    Kind.ISSUE: _issue,
    Kind.EVENT: _event,
    Kind.PLACE: _place,
    Kind.TOPIC: _topic,
}
