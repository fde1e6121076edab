"""Small true records for the tests of searching."""

from typing import Any, TypeVar

from django.utils import timezone

from dates import HistoricalDate
from entries.choices import NameType, Status, TextRole
from entries.models import Entry, Name, Property, Statement, Text
from people.models import Person
from places.models import Place
from search.query import SearchQuery
from search.results import FacetResult, Results
from sources.models import Citation, Source
from works.models import Publication

Made = TypeVar("Made", bound=Entry)


def make(model: type[Made], label: str, status: str = Status.PUBLISHED, **columns: Any) -> Made:
    """Return a stored entry with a preferred English name; other columns as given."""
    entry = model(status=status, published_at=timezone.now(), **columns)
    if status == Status.WITHDRAWN:
        entry.withdrawn_at = timezone.now()
    entry.save()
    name(entry, label)
    return entry


def make_person(label: str = "Leon Trotsky", status: str = Status.PUBLISHED) -> Person:
    """Return a person."""
    return make(Person, label, status)


def make_paper(label: str = "Nashe Slovo", status: str = Status.PUBLISHED) -> Publication:
    """Return a newspaper."""
    return make(Publication, label, status)


def make_place(label: str = "Paris", status: str = Status.PUBLISHED) -> Place:
    """Return a place."""
    return make(Place, label, status)


def name(
    entry: Entry, text: str, language: str = "en", name_type: str = NameType.PREFERRED
) -> Name:
    """Give an entry a name."""
    return Name.objects.create(entry=entry, text=text, language=language, type=name_type)


def rename(entry: Entry, text: str, language: str = "en") -> None:
    """Change the preferred name of an entry."""
    one = Name.objects.get(entry=entry, language=language, type=NameType.PREFERRED)
    one.text = text
    one.save()


def summarise(entry: Entry, body: str, language: str = "en") -> Text:
    """Give an entry a summary."""
    return Text.objects.create(entry=entry, language=language, role=TextRole.SUMMARY, body=body)


def make_property(code: str = "edited", **columns: Any) -> Property:
    """Return the property with this code, made if it is not there."""
    defaults = {"label": {"en": code}, "role_label": {"en": f"role {code}"}, **columns}
    return Property.objects.get_or_create(code=code, defaults=defaults)[0]


def state(
    subject: Entry, other: Entry | None = None, date: str = "", code: str = "edited", **more: Any
) -> Statement:
    """Say something of an entry."""
    return Statement.objects.create(
        subject=subject,
        property=make_property(code),
        object=other,
        date=HistoricalDate(date) if date else None,
        **more,
    )


def cite(statement: Statement, source: Source) -> Citation:
    """Give a statement its evidence."""
    return Citation.objects.create(statement=statement, source=source)


def set_status(entry: Entry, status: str) -> None:
    """Move an entry to another status."""
    entry.status = status
    entry.withdrawn_at = timezone.now() if status == Status.WITHDRAWN else None
    entry.save()


def found(query: SearchQuery) -> list[int]:
    """Return the keys of what a query finds."""
    return [hit.entry.pk for hit in query.sized(200).run(facets=False).hits]


def found_by(text: str) -> list[int]:
    """Return the keys of what a text finds."""
    return found(SearchQuery().matching(text))


def facet_of(results: Results, code: str) -> FacetResult:
    """Return one facet of an answer."""
    return next(one for one in results.facets if one.facet.code == code)


def values_of(results: Results, code: str) -> dict[str, int]:
    """Return the counts of a facet by value."""
    return {one.param: one.count for one in facet_of(results, code).values}
