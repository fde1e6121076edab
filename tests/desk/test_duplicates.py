"""Possible duplicates: found, weighed, kept apart, and shown."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.models import Pair
from desk.worklists.inspecting import inspect_all
from entries.models import AuditRecord, Identifier
from tests import make
from tests.desk.forms import text_of

pytestmark = pytest.mark.django_db


def scores() -> dict[tuple[str, str], int]:
    inspect_all()
    return {
        (str(one.first), str(one.second)): one.score
        for one in Pair.objects.filter(dismissed_at=None)
    }


def test_one_name_in_two_scripts_makes_a_couple_and_years_weigh_it() -> None:
    make.make_statement(make.make_person({"ru": "Лев Троцкий"}), "born", date="1879")
    make.make_statement(make.make_person({"en": "Lev Trotskii"}), "born", date="1880")
    make.make_statement(make.make_person({"ru": "Юлий Мартов"}), "born", date="1873")
    make.make_statement(make.make_person({"en": "Yuly Martov"}), "born", date="1903")
    make.make_topic("Lev Trotsky")

    found = scores()

    assert found == {("Лев Троцкий", "Lev Trotskii"): 9}


def test_two_numbers_of_one_authority_speak_against_a_couple() -> None:
    one, other = make.make_person(make.LENIN), make.make_person(make.LENIN)
    assert len(scores()) == 1

    Identifier.objects.create(entry=one, scheme="wikidata", value="Q1394")
    Identifier.objects.create(entry=other, scheme="wikidata", value="Q42")

    assert scores() == {}


def test_a_couple_is_kept_apart_for_good_and_can_be_taken_up_again(
    editor: Client, contributor: Client
) -> None:
    one, _other = make.make_person(make.LENIN), make.make_person(make.LENIN)
    page = text_of(editor.get("/desk/work/duplicates/"))
    assert "the same name: Vladimir Lenin" in page
    address = f"/desk/work/duplicates/{Pair.objects.get().pk}/"

    assert contributor.post(address).status_code == 403
    editor.post(address)
    one.save()

    assert scores() == {}
    assert "Vladimir Lenin" in text_of(editor.get("/desk/work/duplicates/?apart=1"))
    assert AuditRecord.objects.filter(action="keep_apart").count() == 2
    editor.post(address, {"again": "1"})
    assert len(scores()) == 1


def test_a_name_that_very_many_share_makes_no_couples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.worklists.pairs.MOST_ALIKE", 2)
    for _number in range(3):
        make.make_work("Manifesto")

    assert scores() == {}


def test_the_list_of_couples_costs_the_same_whatever_their_number(editor: Client) -> None:
    def cost() -> int:
        editor.get("/desk/work/duplicates/")
        with CaptureQueriesContext(connection) as queries:
            editor.get("/desk/work/duplicates/")
        return len(queries)

    def fill(count: int) -> None:
        for number in range(count):
            for _time in range(2):
                make.make_person(f"Grigory Zinoviev {'abcdefghijk'[number] * 3}")

    fill(2)
    few = cost()
    fill(8)

    assert cost() == few <= 20
