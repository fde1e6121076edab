"""The years of an entry, from what bounds its life or from its own date."""

import pytest

from dates import HistoricalDate
from entries.choices import Rank
from entries.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


def span(entry: Entry) -> str | None:
    """Return the stored span as EDTF."""
    stored = Entry.objects.get(pk=entry.pk).span
    return None if stored is None else stored.edtf


def test_birth_and_death_span_a_life() -> None:
    person = make.make_person()
    assert span(person) is None

    make.make_statement(person, "born", date="7 November 1879")
    assert span(person) == "1879/"

    make.make_statement(person, "died", date="21 August 1940")
    assert span(person) == "1879/1940"


def test_a_death_alone_leaves_the_beginning_unknown() -> None:
    person = make.make_person("Nikolai Potresov")
    make.make_statement(person, "died", date="1934")

    assert span(person) == "/1934"


def test_the_preferred_statement_counts_and_a_deprecated_one_never() -> None:
    stalin = make.make_person("Joseph Stalin")
    make.make_statement(stalin, "born", date="1879", rank=Rank.DEPRECATED)
    assert span(stalin) is None

    make.make_statement(stalin, "born", date="1879")
    best = make.make_statement(stalin, "born", date="1878", rank=Rank.PREFERRED)
    assert span(stalin) == "1878/"

    best.rank = Rank.DEPRECATED
    best.save()
    assert span(stalin) == "1879/"


def test_of_two_equal_statements_the_earlier_counts() -> None:
    person = make.make_person()
    make.make_statement(person, "born", date="1880")
    make.make_statement(person, "born", date="1879")

    assert span(person) == "1879/"


def test_of_a_vague_date_the_widest_years_count() -> None:
    person = make.make_person("Georgy Khrustalev-Nosar")
    make.make_statement(person, "born", date="1877 or 1879")
    make.make_statement(person, "died", date="1918 or 1919")

    assert span(person) == "1877/1919"


def test_years_before_our_era_keep_four_digits() -> None:
    person = make.make_person("Spartacus")
    make.make_statement(person, "born", date=HistoricalDate("-0110"))
    make.make_statement(person, "died", date=HistoricalDate("-0070"))

    assert span(person) == "-0110/-0070"


def test_years_far_away_are_written_as_the_standard_has_it() -> None:
    place = make.make_place("A sea")
    make.make_statement(place, "born", date=HistoricalDate("Y-12000"))

    assert span(place) == "Y-12000/"


def test_a_death_before_the_birth_does_not_keep_an_editor_from_saving() -> None:
    person = make.make_person()
    make.make_statement(person, "born", date="1879")
    make.make_statement(person, "died", date="1840")

    assert span(person) == "1879/"


def test_a_date_that_is_open_or_unknown_bounds_as_far_as_it_is_known() -> None:
    person = make.make_person()
    make.make_statement(person, "born", date=HistoricalDate("../1880"))

    assert span(person) == "1880/"


def test_a_statement_that_bounds_nothing_changes_nothing() -> None:
    person = make.make_person()
    make.make_statement(person, "met", make.make_person(make.LENIN), date="1902")

    assert span(person) is None


def test_a_deleted_statement_takes_its_year_with_it() -> None:
    person = make.make_person()
    born = make.make_statement(person, "born", date="1879")
    died = make.make_statement(person, "died", date="1940")

    died.delete()
    assert span(person) == "1879/"

    born.delete()
    assert span(person) is None


def test_an_event_is_dated_by_its_own_column_whatever_is_said_of_it() -> None:
    event = make.make_event(date=HistoricalDate("1915-09-05/1915-09-08"))
    make.make_statement(event, "born", date="1914")
    assert span(event) == "1915-09-05/1915-09-08"

    event.date = HistoricalDate("1915-09")
    event.save(update_fields=["date"])
    assert span(event) == "1915-09"


def test_works_issues_and_sources_are_dated_by_their_own_columns() -> None:
    work = make.make_work(date=HistoricalDate("1906"))
    issue = make.make_issue(make.make_publication(), date="1915-01-29")
    source = make.make_source(issued=HistoricalDate("2006"))

    assert [span(one) for one in (work, issue, source)] == ["1906", "1915-01-29", "2006"]
    assert [one.own_date for one in (work, issue, source)] == [work.date, issue.date, source.issued]


def test_a_person_has_no_date_of_its_own() -> None:
    person = make.make_person()

    assert not person.has_own_date
    assert person.own_date is None
