"""What the database itself refuses, whoever writes to it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
from django.db import IntegrityError, transaction

from entries.choices import NameType, Status
from entries.models import Entry, Identifier, Name, Property, Statement, Term, Text
from events.models import Event
from places.models import Place
from sources.models import Citation
from tests import make
from topics.models import Topic

pytestmark = pytest.mark.django_db

WHEN = datetime(2026, 11, 22, tzinfo=UTC)
UNIQUE = "(?i)unique"


class Broken(NamedTuple):
    """A fault, the constraint that refuses it, and how to write it past the models."""

    what: str
    constraint: str
    write: Callable[[Entry], object]


def change(entry: Entry, **columns: Any) -> None:
    """Write columns past the model."""
    type(entry)._base_manager.filter(pk=entry.pk).update(**columns)


def place(**columns: Any) -> None:
    Place(**columns).save()


def name(entry: Entry, text: str, type_: str = NameType.PREFERRED) -> None:
    Name.objects.create(entry=entry, text=text, language="en", type=type_)


def statement(entry: Entry, **columns: Any) -> None:
    Statement.objects.create(subject=entry, property=make.make_property("met"), **columns)


def cite(**targets: Any) -> None:
    Citation.objects.create(source=make.make_source(), **targets)


def within_itself(entry: Entry, column: str) -> None:
    change(entry, **{column: entry.pk})


def twice(write: Callable[..., object], *args: Any, **columns: Any) -> None:
    write(*args, **columns)
    write(*args, **columns)


def lenin() -> Entry:
    return Entry.objects.get(pk=make.make_person(make.LENIN).pk)


BROKEN = [
    Broken("an unknown kind", "entry_kind_known", lambda one: change(one, kind="ship")),
    Broken("an unknown status", "entry_status_known", lambda one: change(one, status="lost")),
    Broken(
        "merged without a survivor",
        "entry_merged_iff_survivor",
        lambda one: change(one, status=Status.MERGED),
    ),
    Broken(
        "a survivor without being merged",
        "entry_merged_iff_survivor",
        lambda one: change(one, merged_into=lenin()),
    ),
    Broken(
        "merged into itself",
        "entry_not_merged_into_itself",
        lambda one: change(one, status=Status.MERGED, merged_into=one),
    ),
    Broken(
        "withdrawn without a date",
        "entry_withdrawn_has_date",
        lambda one: change(one, status=Status.WITHDRAWN),
    ),
    Broken(
        "published without a date",
        "entry_published_has_date",
        lambda one: change(one, published_at=None),
    ),
    Broken("one pid for two", UNIQUE, lambda one: change(lenin(), pid=one.pid)),
    Broken(
        "two preferred names in a language",
        "(?i)name_one_preferred_per_language|unique",
        lambda one: name(one, "Lev Trotsky"),
    ),
    Broken("a name without text", "name_has_text", lambda one: name(one, "", NameType.PEN)),
    Broken(
        "a name of an unknown type", "name_type_known", lambda one: name(one, "Pero", "nickname")
    ),
    Broken(
        "two summaries in a language",
        UNIQUE,
        lambda one: twice(Text.objects.create, entry=one, language="en", role="summary", body="B"),
    ),
    Broken(
        "one identifier for two",
        UNIQUE,
        lambda one: [
            Identifier.objects.create(entry=entry, scheme="wikidata", value="Q33391")
            for entry in (one, lenin())
        ],
    ),
    Broken(
        "a statement about itself",
        "statement_not_about_itself",
        lambda one: statement(one, object=one),
    ),
    Broken(
        "a statement of unknown rank",
        "statement_rank_known",
        lambda one: statement(one, rank="best"),
    ),
    Broken(
        "a statement of unknown certainty",
        "statement_certainty_known",
        lambda one: statement(one, certainty="sure"),
    ),
    Broken(
        "two statements with one anchor",
        UNIQUE,
        lambda one: twice(statement, one, uid="b123456789"),
    ),
    Broken(
        "one property twice",
        UNIQUE,
        lambda one: twice(Property.objects.create, code="born", label={"en": "born"}),
    ),
    Broken(
        "one term twice in its list",
        UNIQUE,
        lambda one: twice(Term.objects.create, scheme="occupation", code="x", label={"en": "x"}),
    ),
    Broken("a citation of nothing", "citation_of_exactly_one_thing", lambda one: cite()),
    Broken(
        "a citation of two things",
        "citation_of_exactly_one_thing",
        lambda one: cite(entry=one, name=one.names.first()),
    ),
    Broken(
        "a citation of unknown stance",
        "citation_stance_known",
        lambda one: cite(entry=one, stance="doubts"),
    ),
    Broken(
        "a place with a latitude alone",
        "place_has_both_coordinates_or_none",
        lambda one: place(latitude="47.7"),
    ),
    Broken(
        "a place with a longitude alone",
        "place_has_both_coordinates_or_none",
        lambda one: place(longitude="32.6"),
    ),
    Broken(
        "a place beyond the pole",
        "place_has_both_coordinates_or_none",
        lambda one: place(latitude="90.5", longitude="0"),
    ),
    Broken(
        "a place beyond the date line",
        "place_has_both_coordinates_or_none",
        lambda one: place(latitude="0", longitude="-180.5"),
    ),
    Broken(
        "a place within itself",
        "place_not_part_of_itself",
        lambda one: within_itself(make.make_place(), "part_of"),
    ),
    Broken(
        "a topic above itself",
        "topic_not_broader_than_itself",
        lambda one: within_itself(make.make_topic(), "broader"),
    ),
    Broken(
        "an event within itself",
        "event_not_part_of_itself",
        lambda one: within_itself(make.make_event(), "part_of"),
    ),
]


def bare_trotsky() -> Entry:
    """Return a stored entry as statements point to it."""
    return Entry.objects.get(pk=make.make_person().pk)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.what)
def test_the_database_refuses(broken: Broken) -> None:
    one = bare_trotsky()

    with pytest.raises(IntegrityError, match=broken.constraint), transaction.atomic():
        broken.write(one)


def test_what_lacks_the_fault_is_accepted() -> None:
    one, other = bare_trotsky(), lenin()

    place(latitude="47.7", longitude="32.6")
    place()
    name(one, "Pero", NameType.COVER)
    name(one, "Antid Oto", NameType.PEN)
    statement(one, object=other)
    cite(entry=one)
    cite(name=one.names.first())
    change(one, status=Status.WITHDRAWN, withdrawn_at=WHEN)
    change(one, status=Status.MERGED, merged_into=other)

    assert Place.objects.count() == 2
    assert Citation.objects.count() == 2
    assert Entry.objects.get(pk=one.pk).merged_into == other


@pytest.mark.parametrize(
    ("model", "column"), [(Place, "part_of"), (Topic, "broader"), (Event, "part_of")]
)
def test_a_whole_that_is_not_itself_is_accepted(model: type[Entry], column: str) -> None:
    whole = model()
    whole.save()
    part = model(**{column: whole})
    part.save()

    assert getattr(model._base_manager.get(pk=part.pk), column) == whole
