"""Which values of filters there are: merged ones by their survivor, and drafts as if never made."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entries import pid as pids
from entries.choices import Status
from entries.models import Entry
from search.facets import FACETS
from search.known import find_known
from tests import make

pytestmark = pytest.mark.django_db


def publish(*entries: Entry) -> None:
    """Let these alone have been public at some time, of what is not public now."""
    hidden = Entry.objects.exclude(status=Status.PUBLISHED)
    hidden.update(published_at=None)
    hidden.filter(pk__in=[one.pk for one in entries]).update(published_at=timezone.now())


def test_what_was_merged_is_its_survivor_once_with_its_sign() -> None:
    survivor = make.make_place()
    between = make.make_place("Yanowka", status=Status.MERGED, merged_into=survivor)
    first = make.make_place("Janovka", status=Status.MERGED, merged_into=between)
    publish(first)  # but never what is between

    known = find_known({"place": [first.pid, survivor.pid, f"-{first.pid}"]})

    assert known.values == {"place": (survivor.pid, f"-{survivor.pid}")}
    assert known.unknown == {}
    assert known.pks == {survivor.pid: survivor.pk}


def test_what_is_not_public_is_unknown_like_what_never_was() -> None:
    draft = make.make_place("Secret", status=Status.DRAFT)
    withdrawn = make.make_place("Gone", status=Status.WITHDRAWN)
    never = make.make_place("Hidden", status=Status.MERGED, merged_into=make.make_place())
    lost = make.make_place("Lost", status=Status.MERGED, merged_into=draft)
    publish(withdrawn, lost)
    given = [draft.pid, withdrawn.pid, never.pid, lost.pid, pids.mint(), "zzzzzzz"]

    known = find_known({"place": given})

    assert known.values == {"place": ()}
    assert known.unknown == {"place": tuple(given)}
    assert known.pks == {}


def test_an_entry_of_another_kind_is_unknown_like_what_never_was() -> None:
    paper, place = make.make_publication(), make.make_place()
    merged = make.make_publication("Old", status=Status.MERGED, merged_into=paper)
    publish(merged)

    known = find_known(
        {
            "place": [paper.pid, f"-{merged.pid}", place.pid],
            "publication": [merged.pid, place.pid],
            "event": [place.pid],
        }
    )

    assert known.values == {"place": (place.pid,), "publication": (paper.pid,), "event": ()}
    assert known.unknown == {
        "place": (paper.pid, merged.pid),
        "publication": (place.pid,),
        "event": (place.pid,),
    }
    assert known.pks == {place.pid: place.pk, paper.pid: paper.pk}


def test_each_filter_of_entries_takes_its_own_kind() -> None:
    made: dict[str, Entry] = {
        "person": make.make_person(),
        "organisation": make.make_organisation(),
        "publication": make.make_publication(),
        "work": make.make_work(),
        "place": make.make_place(),
        "event": make.make_event(),
        "topic": make.make_topic(),
    }
    asked = {code: [one.pid for one in made.values()] for code in made}

    known = find_known(asked)

    assert {facet.code for facet in FACETS if facet.is_integer} == set(made)
    assert known.values == {code: (one.pid,) for code, one in made.items()}


def test_merges_in_a_circle_end() -> None:
    survivor = make.make_place()
    one = make.make_place("Here", status=Status.MERGED, merged_into=survivor)
    other = make.make_place("There", status=Status.MERGED, merged_into=one)
    Entry.objects.filter(pk=one.pk).update(merged_into=other.pk)
    publish(one)

    assert find_known({"place": [one.pid]}).unknown == {"place": (one.pid,)}


def test_terms_properties_and_words_are_known_by_their_codes() -> None:
    make.make_property("edited")
    make.make_term("publication_type", "newspaper", {"en": "newspaper"})

    known = find_known(
        {
            "role": ["edited", "-zzz"],
            "type": ["newspaper", "edited"],
            "kind": ["person", "persons"],
            "evidence": ["cited", "none "],
            "language": ["ru-Latn", "ru_RU"],
        }
    )

    assert known.values == {
        "role": ("edited",),
        "type": ("newspaper",),
        "kind": ("person",),
        "evidence": ("cited",),
        "language": ("ru-Latn",),
    }
    assert known.unknown["role"] == ("zzz",)
    assert known.unknown["language"] == ("ru_RU",)


def test_entries_of_all_facets_cost_one_query() -> None:
    places = [make.make_place(f"Village {number}").pid for number in range(12)]
    person = make.make_person()

    with CaptureQueriesContext(connection) as queries:
        find_known({"place": [*places, "zzzzzzz"], "person": [person.pid], "kind": ["bogus"]})

    assert len(queries) == 1
