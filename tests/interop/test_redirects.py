"""The list of all addresses that answer for another entry or for nothing any more."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from entries.choices import Status
from entries.models import Entry
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.merging.undo import undo
from tests import make

pytestmark = pytest.mark.django_db


def listed(client: Client) -> list[dict[str, Any]]:
    response = client.get("/redirects.json")
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    return list(json.loads(response.getvalue())["redirects"])


def test_a_merge_is_listed_with_its_day_and_no_name(client: Client) -> None:
    one, other = make.make_person(), make.make_person(make.LENIN)
    merge = carry_out(plan([other], one), make.make_editor(), "").merge

    (row,) = listed(client)

    assert row == {
        "pid": other.pid,
        "kind": "person",
        "status": 301,
        "to": one.pid,
        "since": merge.at.isoformat(timespec="seconds"),
    }


def test_a_chain_of_merges_is_one_hop(client: Client) -> None:
    first, second, last = (make.make_person(name) for name in ("Bronstein", "Trotzki", "Trotsky"))
    krupskaya = make.make_editor()
    carry_out(plan([first], second), krupskaya, "")
    carry_out(plan([second], last), krupskaya, "")

    assert {row["pid"]: row["to"] for row in listed(client)} == {
        first.pid: last.pid,
        second.pid: last.pid,
    }


def test_what_is_gone_leads_nowhere(client: Client) -> None:
    gone = make.make_person(status=Status.WITHDRAWN)
    merged = make.make_person(make.LENIN)
    Entry.objects.filter(pk=merged.pk).update(status=Status.MERGED, merged_into=gone.pk)

    rows = {row["pid"]: (row["status"], row["to"]) for row in listed(client)}

    assert rows == {gone.pid: (410, ""), merged.pid: (410, "")}


def test_drafts_and_what_is_public_are_not_listed(client: Client) -> None:
    make.make_person()
    make.make_person(make.LENIN, status=Status.DRAFT)

    assert listed(client) == []


def test_an_undone_merge_is_not_listed(client: Client) -> None:
    one, other = make.make_person(), make.make_person(make.LENIN)
    krupskaya = make.make_editor()
    undo(carry_out(plan([other], one), krupskaya, "").merge, krupskaya, "")

    assert listed(client) == []


def test_the_table_says_the_same(client: Client) -> None:
    one, other = make.make_person(), make.make_person(make.LENIN)
    carry_out(plan([other], one), make.make_editor(), "")

    response = client.get("/redirects.csv")
    content = response.getvalue().decode()

    (row,) = csv.DictReader(io.StringIO(content))
    assert {**row, "status": int(row["status"])} == listed(client)[0]


def test_who_has_the_list_is_told_that_it_has_not_changed(client: Client) -> None:
    one, other = make.make_person(), make.make_person(make.LENIN)
    tag = client.get("/redirects.json")["ETag"]

    again = client.get("/redirects.json", headers={"if-none-match": tag})
    carry_out(plan([other], one), make.make_editor(), "")
    changed = client.get("/redirects.json", headers={"if-none-match": tag})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_a_long_list_takes_one_query(client: Client, django_assert_num_queries: Any) -> None:
    survivor = make.make_person()
    for number in range(5):
        merged = make.make_person(f"Trotzki {number}")
        Entry.objects.filter(pk=merged.pk).update(status=Status.MERGED, merged_into=survivor.pk)

    with django_assert_num_queries(3):  # two for the tag
        assert len(listed(client)) == 5
