"""The index follows the database: edits, order, damage, and the traps of the engine."""

import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from entries.choices import Status
from entries.models import Entry
from events.models import Event
from search import changelog, follower, store
from search.documents import build_documents
from search.query import SearchQuery
from sources.models import Source
from tests.search.making import (
    cite,
    facet_of,
    found,
    found_by,
    make,
    make_paper,
    make_person,
    make_place,
    make_property,
    name,
    rename,
    set_status,
    state,
    summarise,
    values_of,
)

pytestmark = pytest.mark.django_db


def folder() -> Path:
    return Path(settings.SEARCH_INDEX_DIR) / store.current_name()


# Following


@pytest.mark.django_db(transaction=True)
def test_the_index_has_an_edit_as_soon_as_it_is_committed() -> None:
    with transaction.atomic():
        trotsky = make_person()
    with transaction.atomic():
        rename(trotsky, "Lev Trotsky")
    reader = store.reader()
    assert reader is not None
    assert reader.cursor == changelog.head()
    assert found_by("Lev") == [trotsky.pk]
    assert follower.verify().is_clean


@pytest.mark.django_db(transaction=True)
def test_the_index_has_an_edit_that_was_made_outside_a_transaction() -> None:
    trotsky = make_person()
    rename(trotsky, "Lev Trotsky")
    assert found_by("Lev") == [trotsky.pk]
    assert follower.verify().is_clean


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_in_the_index() -> None:
    with transaction.atomic():
        trotsky = make_person()
    with transaction.atomic():
        rename(trotsky, "Joseph Stalin")
        assert found_by("Stalin") == []  # nor while it may still be taken back
        transaction.set_rollback(True)
    with transaction.atomic():
        make_person("Vladimir Lenin")  # may be given the numbers of what was rolled back
    assert found_by("Stalin") == []
    assert found_by("Trotsky") == [trotsky.pk]
    assert follower.verify().is_clean


@pytest.mark.django_db(transaction=True)
def test_an_index_made_in_a_transaction_that_fails_is_made_again() -> None:
    with transaction.atomic():
        trotsky = make_person()
    shutil.rmtree(settings.SEARCH_INDEX_DIR)
    with transaction.atomic():
        rename(trotsky, "Joseph Stalin")
        assert found_by("Stalin") == [trotsky.pk]  # there is no other index to ask
        transaction.set_rollback(True)
    with transaction.atomic():
        make_person("Vladimir Lenin")
    assert found_by("Stalin") == []
    assert follower.verify().is_clean


def test_a_search_applies_what_nobody_has_applied_yet() -> None:
    assert found_by("Trotsky") == []
    trotsky = make_person()
    assert found_by("Trotsky") == [trotsky.pk]
    trotsky.delete()
    assert found_by("Trotsky") == []


def test_who_finds_another_writing_reads_on_with_the_index_there_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trotsky = make_person()
    assert found_by("Trotsky") == [trotsky.pk]
    rename(trotsky, "Lev Trotsky")
    with store.write_lock(0):
        assert found_by("Lev") == []
        monkeypatch.setattr(follower, "PATIENCE", 0.05)
        follower.follow()  # gives up quietly; the next search will do it
    assert found_by("Lev") == [trotsky.pk]


def test_without_any_index_a_search_says_so_rather_than_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(follower, "_apply_pending", lambda: None)
    with pytest.raises(RuntimeError, match="no search index"):
        SearchQuery().run()


# What must not show


def hidden_everywhere(hidden: Entry, other: Entry, word: str) -> None:
    """Check that nothing of `hidden`, which `word` names, comes out of the index."""
    assert found_by(word) == []
    results = SearchQuery().run()
    assert hidden.pk not in {hit.entry.pk for hit in results.hits}
    assert results.total == 1
    for facet in results.facets:
        assert hidden.pid not in {one.param for one in facet.values}, facet.facet.code
        assert all(one.count <= 1 for one in facet.values)
    assert 1914 not in {bar.year for bar in results.histogram}
    assert "edited" not in values_of(results, "role")
    query = SearchQuery().where(hidden.kind, [hidden.pid])
    assert found(query) == []
    document = build_documents([other.pk])[0]
    assert not any(word.casefold() in token for token in document.near)
    assert build_documents([hidden.pk]) == []
    assert follower.verify().is_clean


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN])
def test_what_is_not_public_is_nowhere(status: Status) -> None:
    trotsky, paper = make_person(), make_paper(status=status)
    state(trotsky, paper, "1914")
    hidden_everywhere(paper, trotsky, "Slovo")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_what_is_no_longer_public_leaves_no_trace(status: Status) -> None:
    trotsky, paper = make_person(), make_paper()
    state(trotsky, paper, "1914")
    assert set(found_by("Slovo")) == {trotsky.pk, paper.pk}

    set_status(paper, status)
    hidden_everywhere(paper, trotsky, "Slovo")

    set_status(paper, Status.PUBLISHED)
    assert set(found_by("Slovo")) == {trotsky.pk, paper.pk}
    assert 1914 in {bar.year for bar in SearchQuery().run().histogram}


def test_a_merged_entry_is_found_no_more() -> None:
    survivor, twin = make_paper(), make_paper("Our Word")
    twin.status, twin.merged_into = Status.MERGED, survivor
    twin.save()
    assert found_by("Our Word") == []
    assert found_by("Nashe Slovo") == [survivor.pk]


def test_a_hidden_place_or_event_hides_the_statement() -> None:
    trotsky, paper = make_person(), make_paper()
    secret = make_place("Zimmerwald", Status.DRAFT)
    congress = make(Event, "Conference", Status.DRAFT)
    state(trotsky, paper, "1915", place=secret)
    state(trotsky, paper, "1916", event=congress)
    results = SearchQuery().run()
    assert results.histogram == []
    assert values_of(results, "place") == values_of(results, "event") == {}
    assert found_by("Zimmerwald") == []


def test_a_column_does_not_show_what_is_not_public() -> None:
    secret = make_place("Zimmerwald", Status.DRAFT)
    event = make(Event, "Conference of 1915", place=secret)
    assert values_of(SearchQuery().run(), "place") == {}
    set_status(secret, Status.PUBLISHED)
    assert values_of(SearchQuery().run(), "place") == {secret.pid: 1}
    assert found(SearchQuery().where("place", [secret.pid])) == [event.pk]


def test_an_index_that_lags_shows_nothing_that_is_no_longer_public() -> None:
    trotsky, paper = make_person(), make_paper()
    assert len(SearchQuery().run().hits) == 2
    with store.write_lock(0):
        set_status(paper, Status.WITHDRAWN)
        results = SearchQuery().run()
    assert [hit.entry.pk for hit in results.hits] == [trotsky.pk]


def test_a_draft_source_is_no_evidence() -> None:
    trotsky, paper = make_person(), make_paper()
    source = make(Source, "My Life", Status.DRAFT)
    cite(state(trotsky, paper), source)
    assert values_of(SearchQuery().run(), "evidence") == {"none": 2}
    set_status(source, Status.PUBLISHED)
    assert found(SearchQuery().where("evidence", ["cited"])) == [trotsky.pk]
    set_status(source, Status.WITHDRAWN)
    assert values_of(SearchQuery().run(), "evidence") == {"none": 2}
    assert follower.verify().is_clean


# Neighbours


def test_neighbours_are_found_by_the_new_name() -> None:
    trotsky, paper = make_person(), make_paper()
    state(trotsky, paper)
    assert found_by("Trotsky") == [trotsky.pk, paper.pk]

    rename(trotsky, "Lev Bronstein")

    assert found_by("Bronstein") == [trotsky.pk, paper.pk]
    assert found_by("Trotsky") == []


def test_a_statement_that_moves_is_counted_at_its_new_object() -> None:
    trotsky, old, new = make_person(), make_paper(), make_paper("Novaya Zhizn")
    statement = state(trotsky, old, "1915")
    assert values_of(SearchQuery().run(), "publication") == {old.pid: 1}

    statement.object = new
    statement.save()

    assert values_of(SearchQuery().run(), "publication") == {new.pid: 1}
    assert found(SearchQuery().where("person", [trotsky.pid])) == [new.pk]
    assert set(found(SearchQuery().between(1915, 1915))) == {trotsky.pk, new.pk}


def test_what_the_archive_no_longer_holds_is_found_but_not_counted() -> None:
    trotsky, paper = make_person(), make_paper()
    state(trotsky, paper, "1904", rank="deprecated", note={"en": "a slip of memory"})
    results = SearchQuery().run()
    assert values_of(results, "publication") == {}
    assert results.histogram == []
    assert set(found_by("slip")) == {trotsky.pk, paper.pk}
    assert values_of(results, "evidence") == {"none": 2, "disputed": 1}


def test_both_ends_of_a_symmetric_property_have_the_role() -> None:
    make_property("ally-of", symmetric=True)
    trotsky, helphand = make_person(), make_person("Alexander Helphand")
    state(trotsky, helphand, code="ally-of")
    state(trotsky, make_paper(), code="edited")
    assert values_of(SearchQuery().run(), "role") == {"ally-of": 2, "edited": 1}


def test_a_date_too_vague_to_count_fills_no_years() -> None:
    trotsky = make_person()
    state(trotsky, None, "1XXX")
    state(trotsky, None, "19XX")
    years = [bar.year for bar in SearchQuery().run().histogram]
    assert years == list(range(1900, 2000))


def test_a_page_of_an_older_state_reads_the_index_that_is_ahead_of_it() -> None:
    """Another thread may apply a change between the state that a page takes and its searches."""
    make_person("Leon Trotsky")
    follower.fresh_reader()
    before = folder()
    with changelog.knowing(changelog.state()):
        make_person("Karl Radek")
        follower.follow()
        with CaptureQueriesContext(connection) as queries, store.write_lock(0.0):
            ahead = follower.fresh_reader()
    assert len(queries) == 0
    assert ahead.searcher.num_docs - 1 == 2
    assert folder() == before  # it was not made anew


def test_a_change_beyond_a_known_state_is_applied_and_nothing_made_anew() -> None:
    make_person("Leon Trotsky")
    follower.fresh_reader()
    before = folder()
    known = changelog.state()
    make_person("Karl Radek")
    follower.follow()
    with changelog.knowing(known):
        make_person("Adolf Joffe")
        follower.follow()
    assert documents() == 3
    assert folder() == before


# Traps of the engine


def documents() -> int:
    reader = store.reader()
    assert reader is not None
    return reader.searcher.num_docs - 1  # the cursor is a document too


def test_an_entry_that_was_edited_is_one_document() -> None:
    trotsky = make_person()
    for text in ("Lev Trotsky", "Leo Trotzki", "Leon Trotsky"):
        rename(trotsky, text)
        follower.fresh_reader()
    assert documents() == 1
    assert SearchQuery().run().total == 1
    trotsky.delete()
    follower.fresh_reader()
    assert documents() == 0


def test_counts_are_exact_over_several_segments() -> None:
    """An engine that keeps only the commonest values of each segment gets these wrong."""
    papers = [make_paper(f"Paper {number:02}") for number in range(70)]
    follower.fresh_reader()
    rare = papers[-1]
    for start in range(0, 60, 20):
        for paper in papers[start : start + 19]:
            state(make_person(f"Writer of {paper}"), paper)
        state(make_person(f"Friend {start}"), rare)
        follower.fresh_reader()
    reader = store.reader()
    assert reader is not None
    assert reader.searcher.num_segments > 1
    publications = facet_of(SearchQuery().run(), "publication")
    assert publications.values[0].param == rare.pid
    assert publications.values[0].count == 3
    assert len(publications.values) + publications.more == 58


def test_fifty_edits_leave_no_files_of_dead_segments() -> None:
    trotsky = make_person()
    follower.fresh_reader()
    for number in range(50):
        rename(trotsky, f"Leon Trotsky {number}")
        follower.fresh_reader()
    meta = json.loads((folder() / "meta.json").read_text())
    alive = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
    there = {path.name.split(".")[0] for path in folder().glob("*.term")}
    assert len(alive) <= 10
    assert len(there - alive) <= 2  # what the last merge has just replaced
    assert len(list(folder().iterdir())) < 100


def test_a_thai_word_keeps_its_tone_marks() -> None:
    place = make_place("Vienna")
    name(place, "ที่มั่น", "th")
    other = make_place("Village")
    name(other, "ทีมัน", "th")
    assert found_by("ที่มั่น")[0] == place.pk
    assert found_by("ทีมัน")[0] == other.pk
    assert build_documents([place.pk])[0].names >= {"ที่มั่น"}


def test_a_part_of_a_thai_compound_is_found_in_names_and_texts() -> None:
    october, lenin = make_person("October"), make_person("Lenin")
    name(october, "การปฏิวัติเดือนตุลาคม", "th")
    summarise(lenin, "ผู้นำการปฏิวัติรัสเซีย", "th")
    assert found_by("ปฏิวัติ") == [october.pk, lenin.pk]
    assert found_by("การปฏิวัติ") == [october.pk, lenin.pk]
