"""The years in a table of persons: birth and death of who is new."""

import pytest
from django.contrib.auth.models import User

from exchange import actions
from people.models import Person
from tests import make
from tests.exchange.tables import as_csv, outcomes, tried

pytestmark = pytest.mark.django_db

ROWS = as_csv(
    "pid ¦ name_en ¦ years ¦ source ¦ where",
    " ¦ Vera Zasulich ¦ 27 July 1849 O.S./1919 ¦ ¦",
    " ¦ Karl Radek ¦ 1885/1939 ¦ Card index ¦ 7",
    " ¦ Leon Trotsky ¦ 1879/1940 ¦ ¦",
    "xd69sr4 ¦ Christian Rakovsky ¦ 1873/1941 ¦ ¦",
)


@pytest.fixture
def trotsky(db: None) -> Person:
    """Somebody who is there, in an archive that knows lives."""
    person = make.make_person({"en": "Leon Trotsky"})
    make.make_statement(person, "born", date="1879")
    make.make_statement(person, "died", date="1940")
    make.make_source("Card index")
    return person


def test_the_years_of_who_is_new_become_birth_and_death_with_the_source_of_the_row(
    trotsky: Person, admin_user: User
) -> None:
    job = tried(admin_user, "person", ROWS)
    assert outcomes(job) == ["error date", "create", "skip", "create"]

    actions.write_job(job, admin_user, "good")

    radek = Person.objects.get(labels__en="Karl Radek")
    said = [(one.property.code, str(one.date)) for one in radek.statements.order_by("position")]
    assert said == [("born", "1885"), ("died", "1939")]
    assert {one.citations.get().locator for one in radek.statements.all()} == {"7"}
    assert str(radek.span) == "1885/1939"
    assert trotsky.statements.count() == 2
    # An archive that is moved brings its statements in a table of their own.
    assert not Person.objects.get(pid="xd69sr4").statements.exists()


def test_what_came_of_years_goes_with_the_import(trotsky: Person, admin_user: User) -> None:
    job = tried(admin_user, "person", ROWS)
    actions.write_job(job, admin_user, "good")

    actions.undo_job(job, admin_user)

    assert list(Person.objects.all()) == [trotsky]
