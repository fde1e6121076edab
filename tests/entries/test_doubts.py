"""What looks wrong and is told: one condition and one sentence each."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dates import HistoricalDate
from entries.doubts import all_checks, check_of, doubts_of, entries_in_doubt, rows_in_doubt
from entries.models import Entry, Name
from people.models import Person
from tests import make

pytestmark = pytest.mark.django_db


def make_life(name: str, born: str = "1879", died: str = "1940") -> Person:
    """Make a person with a birth and a death, each with its source."""
    person = make.make_person(name)
    for code, date in (("born", born), ("died", died)):
        if date:
            make.cite(make.make_statement(person, code, date=date))
    person.refresh_from_db()
    return person


def make_congress(date: str = "1915-09-05/1915-09-08") -> Any:
    return make.make_event(date=HistoricalDate(date))


def told(entry: Entry, *groups: Any) -> list[str]:
    """Return the codes of what is in doubt about an entry."""
    return [doubt.check.code for doubt in doubts_of(entry, *(groups or ("dates", "names")))]


def test_a_life_that_holds_together_is_in_no_doubt() -> None:
    trotsky, congress = make_life("Leon Trotsky"), make_congress()
    make.make_statement(trotsky, "delegate-at", congress, date="September 1915")
    make.make_statement(trotsky, "buried-at", make.make_place(), date="1941")
    make.make_statement(trotsky, "met", make_life("Karl Radek", "1885", "1939"), date="1910")

    assert told(trotsky) == []
    assert told(congress) == []


def test_what_is_dated_after_death_or_before_birth_is_told_with_the_years() -> None:
    trotsky, party = make_life("Leon Trotsky"), make.make_organisation("Bolsheviks")
    late = make.make_statement(trotsky, "member-of", party, date="1941")
    make.make_statement(trotsky, "edited", make.make_publication(), date="1870")

    doubts = doubts_of(trotsky, "dates")

    assert [doubt.check.code for doubt in doubts] == ["after-death", "before-birth"]
    assert doubts[0].row == late
    assert doubts[0].entry_key == trotsky.pk
    assert doubts[0].sentence == (
        "“member of Bolsheviks” is dated 1941, but Leon Trotsky: 1879–1940."
    )


def test_what_the_archive_no_longer_holds_with_is_left_in_peace() -> None:
    trotsky = make_life("Leon Trotsky")
    make.make_statement(trotsky, "edited", make.make_publication(), date="1950", rank="deprecated")

    assert told(trotsky) == []


def test_an_event_before_the_birth_of_a_participant_is_told_at_both() -> None:
    late, congress = make_life("Sergei Sedov", "1937", ""), make_congress()
    make.make_statement(late, "delegate-at", congress)

    assert told(late) == ["event-outside-life"]
    assert told(congress) == ["event-outside-life"]
    assert doubts_of(congress, "dates")[0].entry_key == late.pk


def test_writing_about_an_event_one_did_not_live_to_see_is_no_doubt() -> None:
    late = make_life("Isaac Deutscher", "1907", "1967")
    make.make_statement(late, "wrote-about", make_congress("1905"))

    assert told(late) == []


def test_a_part_in_an_event_at_another_time_is_told() -> None:
    trotsky = make_life("Leon Trotsky")
    make.make_statement(trotsky, "delegate-at", make_congress(), date="1916")

    assert told(trotsky) == ["date-outside-event"]


@pytest.mark.parametrize(
    ("code", "years", "expected"),
    [
        ("met", ("1818", "1883"), []),
        ("met", ("1818", "1870"), ["never-together"]),
        ("parent-of", ("1885", ""), ["parent-too-young"]),
        ("parent-of", ("1906", "1938"), []),
        ("influenced", ("1950", "1990"), []),
    ],
)
def test_two_lives_are_held_beside_one_another(
    code: str, years: tuple[str, str], expected: list[str]
) -> None:
    trotsky = make_life("Leon Trotsky")
    make.make_statement(trotsky, code, make_life("The other", *years))

    assert told(trotsky) == expected


def test_an_author_is_older_than_the_work_and_may_die_before_it_comes_out() -> None:
    trotsky = make_life("Leon Trotsky")
    early = make.make_work("The Manifesto", date=HistoricalDate("1848"))
    late = make.make_work("Stalin", date=HistoricalDate("1946"))
    make.make_statement(trotsky, "wrote", late)

    assert told(trotsky) == []
    make.make_statement(trotsky, "wrote", early)
    assert told(trotsky) == ["made-before-birth"]


def test_nobody_joins_an_organisation_before_it_is_founded() -> None:
    trotsky, soviet = make_life("Leon Trotsky"), make.make_organisation()
    make.make_property("established", boundary="begin")
    make.make_statement(soviet, "established", date="1905")
    make.make_statement(trotsky, "member-of", soviet, date="1903")

    assert told(trotsky) == ["organisation-not-there"]


def test_a_life_that_ends_before_it_begins_or_never_ends_is_told() -> None:
    assert told(make_life("Turned round", "1940", "1879")) == ["life-turned-round"]
    assert told(make_life("Methuselah", "1800", "1940")) == ["life-too-long"]


def test_an_issue_outside_the_run_of_its_serial_is_told_at_both() -> None:
    paper = make.make_publication()
    make.make_property("established", boundary="begin")
    make.make_statement(paper, "established", date="1915")
    inside, outside = make.make_issue(paper, 1), make.make_issue(paper, 2, "1914-01-29")

    assert told(inside) == []
    assert told(outside) == ["issue-outside-run"]
    assert "Nashe Slovo: 1915" in doubts_of(paper)[0].sentence


def test_an_event_outside_the_one_it_is_part_of_is_told() -> None:
    whole = make_congress()
    part = make.make_event("First session", part_of=whole, date=HistoricalDate("1915-09-05"))
    late = make.make_event("Aftermath", part_of=whole, date=HistoricalDate("1916"))

    assert told(part) == []
    assert told(late) == ["event-outside-whole"]


def test_a_name_that_mixes_scripts_is_told_and_one_with_a_thai_word_is_not() -> None:
    person = make.make_person({"en": "Tрoцкий", "th": "Trotsky ตรอตสกี"})

    assert [doubt.sentence for doubt in doubts_of(person, "names")] == [
        "“Tрoцкий” mixes letters of two scripts that look alike."
    ]


def test_a_statement_without_a_source_is_told_at_its_subject_alone() -> None:
    person, paper = make.make_person(), make.make_publication()
    make.make_statement(person, "edited", paper)
    make.cite(make.make_statement(person, "met", make.make_person(make.LENIN)))

    assert [doubt.sentence for doubt in doubts_of(person, "evidence")] == [
        "“edited Nashe Slovo” names no source."
    ]
    assert doubts_of(paper, "evidence") == []


def test_a_work_list_asks_the_same_of_all() -> None:
    trotsky, lenin = make_life("Leon Trotsky"), make_life("Vladimir Lenin", "1870", "1924")
    make.make_statement(trotsky, "edited", make.make_publication(), date="1950")
    Name.objects.create(entry=lenin, text="Лeнин", language="ru")
    after, mixed = check_of("after-death"), check_of("mixed-scripts")
    assert after is not None
    assert mixed is not None

    assert [row.subject_id for row in rows_in_doubt(after)] == [trotsky.pk]
    assert {entry.pk for entry in entries_in_doubt(after, mixed)} == {trotsky.pk, lenin.pk}


def test_every_check_can_be_asked_of_an_empty_archive() -> None:
    for check in all_checks():
        assert list(rows_in_doubt(check)) == []
        assert not entries_in_doubt(check).exists()


def test_asking_about_an_entry_costs_the_same_however_much_is_wrong() -> None:
    trotsky = make_life("Leon Trotsky")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            doubts_of(trotsky)
        return len(queries)

    without = cost()
    for number in range(8):
        make.make_statement(trotsky, "edited", make.make_publication(f"№ {number}"), date="1950")

    assert cost() == without
    assert len(doubts_of(trotsky, "dates")) == 8
    assert len(doubts_of(trotsky, "dates", most=3)) == 3
