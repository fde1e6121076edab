"""What a pasted identifier or address points to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.choices import Status
from entries.models import Entry, Identifier
from entries.pointing import Pointer, pointed_at, resolve
from tests import make


@pytest.mark.parametrize(
    ("text", "scheme", "value"),
    [
        ("Q33391", "wikidata", "Q33391"),
        ("https://www.wikidata.org/wiki/Q33391", "wikidata", "Q33391"),
        ("http://www.wikidata.org/entity/Q33391", "wikidata", "Q33391"),
        ("https://viaf.org/viaf/14780182/", "viaf", "14780182"),
        ("VIAF 14780182", "viaf", "14780182"),
        ("https://d-nb.info/gnd/118642979", "gnd", "118642979"),
        ("GND: 118642979", "gnd", "118642979"),
        ("https://id.loc.gov/authorities/names/n79027035.html", "lcnaf", "n79027035"),
    ],
)
def test_an_address_or_number_of_an_authority_is_recognised(
    text: str, scheme: str, value: str
) -> None:
    assert pointed_at(text) == Pointer(scheme=scheme, value=value)


@pytest.mark.parametrize(
    "text", ["Leon Trotsky", "", "1905", "https://example.org/x", "http://[", "GND 1", "Q", "viaf:"]
)
def test_what_is_no_identifier_points_to_nothing(text: str) -> None:
    assert pointed_at(text) is None


@pytest.mark.django_db
def test_every_address_of_ours_points_to_its_entry() -> None:
    pid = make.make_person().pid
    addresses = [
        pid,
        pid.upper(),
        f"https://slovo.example/id/{pid}",
        f"https://slovo.example/id/{pid}/v3",
        f"https://slovo.example/th/persons/{pid}/leon-trotsky/?page=2",
        f"https://n2t.net/ark:/99999/{pid}",
        f"/en/persons/{pid}/",
    ]

    assert {pointed_at(address) for address in addresses} == {Pointer(pid=pid)}


@pytest.mark.django_db
def test_identifiers_names_and_the_survivor_of_a_merge_are_found() -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    Identifier.objects.create(entry=trotsky, scheme="wikidata", value="Q33391")
    merged = make.make_person("Lev Trotsky the elder")
    Entry.objects.filter(pk=merged.pk).update(status=Status.MERGED, merged_into=trotsky.pk)

    found = resolve(["Q33391", "ленин", "Владимир Ильич Ленин", merged.pid, "nobody", "", "\x00"])

    assert {text: [one.pk for one in entries] for text, entries in found.items()} == {
        "Q33391": [trotsky.pk],
        "ленин": [],
        "Владимир Ильич Ленин": [lenin.pk],
        merged.pid: [trotsky.pk],
        "nobody": [],
    }


@pytest.mark.django_db
def test_the_cost_does_not_grow_with_the_number_of_texts() -> None:
    persons = [make.make_person(f"Comrade {number}") for number in range(12)]

    def cost(count: int) -> int:
        texts = [text for one in persons[:count] for text in (one.pid, str(one))]
        with CaptureQueriesContext(connection) as queries:
            resolve([*texts, "Q1", "viaf 14780182"])
        return len(queries)

    assert cost(2) == cost(12)
    with CaptureQueriesContext(connection) as queries:
        assert resolve([]) == {}
    assert len(queries) == 0
