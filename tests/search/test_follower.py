"""The index follows the database: edits, order, damage, and the traps of the engine."""

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import translation
from tantivy import Query

from entries.choices import NameType, Status
from entries.models import Entry, Name
from entries.querysets import EntryQuerySet
from events.models import Event
from people.models import Person
from search import changelog, follower, ordering, store
from search.documents import build_documents
from search.models import Change
from search.query import SearchQuery
from search.schema import schema
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
from works.models import Publication

pytestmark = pytest.mark.django_db

LANGUAGES = ("th", "en", "ru")


def folder() -> Path:
    return Path(settings.SEARCH_INDEX_DIR) / store.current_name()


def listed(language: str) -> list[int]:
    with translation.override(language):
        return found(SearchQuery().sorted_by("name"))


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


# Order


def agree_with_a_rebuild() -> None:
    """Check the place of every entry in every list against the database and a new index."""
    for language in LANGUAGES:
        expected = Entry.objects.published().in_reading_order(language)
        assert listed(language) == list(expected.values_list("pk", flat=True)), language


NAMES = [
    "Iskra", "Nachalo", "Nashe Slovo", "Novaya Zhizn", "Novy Mir", "Pravda", "Proletary", "Rabochy",
    "Vperyod", "Zarya", "Vorwärts", "Die Neue Zeit", "Byulleten Oppozitsii", "Kievskaya Mysl",
]  # fmt: skip
RUSSIAN = ["Искра", "Начало", "Ёлка", "Енисей", "Правда", "Заря", "Новый мир", "Вперёд"]
THAI = ["เลนิน", "ตรอตสกี", "แอมสเตอร์ดัม", "ปราฟดา", "โคมินเทิร์น", "กรุงเวียนนา", "อิสครา"]


@pytest.mark.parametrize("seed", range(4))
def test_places_after_any_edits_are_those_of_a_rebuild(seed: int) -> None:
    chance = random.Random(seed)
    make_paper("Luch")
    follower.fresh_reader()
    before = store.current_name()
    for _round in range(12):
        for _edit in range(chance.randint(1, 4)):
            papers = list(Publication.objects.all())
            step = chance.random()
            label = f"{chance.choice(NAMES)} {chance.randint(1, 30)}"
            if step < 0.5 or len(papers) < 3:
                paper = make_paper(label)
                if chance.random() < 0.7:
                    name(paper, f"{chance.choice(RUSSIAN)} {chance.randint(1, 9)}", "ru")
                if chance.random() < 0.7:
                    name(paper, f"{chance.choice(THAI)} {chance.randint(1, 9)}", "th")
            elif step < 0.8:
                rename(chance.choice(papers), label)
            elif step < 0.9:
                chance.choice(papers).delete()
            else:
                set_status(chance.choice(papers), chance.choice(["published", "draft"]))
        agree_with_a_rebuild()
    assert store.current_name() == before  # and no rebuild was needed
    assert follower.verify().is_clean
    follower.rebuild()
    agree_with_a_rebuild()


def test_many_neighbours_at_once_find_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than fit one batch, between two that stand, entered in no order."""
    monkeypatch.setattr(follower, "BATCH", 7)
    make_paper("Nashe Slovo")
    make_paper("Pravda")
    agree_with_a_rebuild()
    before = store.current_name()
    for number in random.Random(1).sample(range(100), 40):
        make_paper(f"Novosti {number:03}")
    rename(Publication.objects.get(labels__en="Pravda"), "Izvestia")
    agree_with_a_rebuild()
    assert store.current_name() == before


def test_a_serial_entered_in_order_finds_room_without_a_rebuild() -> None:
    make_paper("Nashe Slovo")
    make_paper("Pravda")
    agree_with_a_rebuild()
    before = store.current_name()
    for number in range(60):
        make_paper(f"Novosti {number:03}")
        follower.fresh_reader()
    agree_with_a_rebuild()
    assert store.current_name() == before


def test_a_gap_that_is_full_makes_the_index_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "GAP", 4)
    make_paper("Nashe Slovo")
    make_paper("Pravda")
    agree_with_a_rebuild()
    before = store.current_name()
    for number in (5, 4, 3, 2):
        make_paper(f"Novosti {number:03}")
        agree_with_a_rebuild()
    assert store.current_name() != before


def test_names_that_are_the_same_stand_by_their_identifiers() -> None:
    for _ in range(6):
        make_paper("Pravda")
        agree_with_a_rebuild()


def test_deep_pages_are_exact() -> None:
    for number in range(45):
        make_paper(f"Novosti {number:03}")
    query = SearchQuery().sized(2)
    pages = [hit.entry.labels["en"] for n in range(1, 24) for hit in query.page(n).run().hits]
    assert pages == [f"Novosti {number:03}" for number in range(45)]
    assert query.run().pages == 23
    assert query.page(23).run().number == 23


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


# Damage


def test_a_folder_that_is_gone_comes_back() -> None:
    trotsky = make_person()
    assert found_by("Trotsky") == [trotsky.pk]
    shutil.rmtree(settings.SEARCH_INDEX_DIR)
    assert found_by("Trotsky") == [trotsky.pk]


def spoil_meta(index: Path) -> None:
    (index / "meta.json").write_bytes(b"\xff\x00 no json")


def lose_meta(index: Path) -> None:
    (index / "meta.json").unlink()


def cut_files(index: Path) -> None:
    store.forget()  # as a new process finds it
    for path in [*index.glob("*.store"), *index.glob("*.term"), *index.glob("*.idx")]:
        path.write_bytes(path.read_bytes()[:10])


def lose_files(index: Path) -> None:
    store.forget()
    for path in index.glob("*.fast"):
        path.unlink()


def spoil_pointer(index: Path) -> None:
    (index.parent / "current").write_bytes(b"\xff\xfe\x00")


def empty_pointer(index: Path) -> None:
    (index.parent / "current").write_bytes(b"")


def another_version(index: Path) -> None:
    index.rename(index.parent / "v0-0123456789ab")
    (index.parent / "current").write_text("v0-0123456789ab")


@pytest.mark.parametrize(
    "damage",
    [
        spoil_meta,
        lose_meta,
        cut_files,
        lose_files,
        spoil_pointer,
        empty_pointer,
        another_version,
    ],
)
@pytest.mark.parametrize("pending", [False, True])
def test_a_damaged_index_is_made_anew_by_the_next_search(damage: object, pending: bool) -> None:
    trotsky = make_person()
    assert found_by("Trotsky") == [trotsky.pk]
    before = store.current_name()
    if pending:
        rename(trotsky, "Lev Trotsky")
    assert callable(damage)

    damage(folder())

    assert found_by("Trotsky") == [trotsky.pk]
    assert store.current_name() not in {"", before}
    assert [path.name for path in Path(settings.SEARCH_INDEX_DIR).iterdir() if path.is_dir()] == [
        store.current_name()
    ]
    assert follower.verify().is_clean


def test_an_index_without_its_cursor_is_applied_from_the_beginning() -> None:
    trotsky = make_person()
    follower.fresh_reader()
    with store.writer(store.current_name()) as writer:
        writer.delete_documents_by_term("key", "cursor")
        writer.commit()
    store.forget()
    assert found_by("Trotsky") == [trotsky.pk]
    assert follower.verify().is_clean


def test_an_index_of_another_database_is_made_anew() -> None:
    make_person()
    assert found_by("Trotsky")
    Person.objects.all().delete()
    Change.objects.all().delete()  # as after restoring an older or an empty database
    assert found_by("Trotsky") == []
    assert follower.verify().is_clean


def test_an_index_that_was_away_longer_than_the_log_is_made_anew() -> None:
    trotsky = make_person()
    follower.fresh_reader()
    before = store.current_name()
    Name.objects.filter(entry=trotsky).update(text="Lev Trotsky", folded="lev trotsky")
    changelog.log_changes([trotsky.pk])
    make_person("Vladimir Lenin")
    Change.objects.filter(pk__lt=changelog.head()).delete()

    assert found_by("Lev") == [trotsky.pk]
    assert store.current_name() != before


def test_an_index_of_the_empty_archive_knows_when_it_was_away_too_long() -> None:
    assert found_by("Trotsky") == []
    trotsky = make_person()
    make_person("Vladimir Lenin")
    Change.objects.filter(pk__lt=changelog.head()).delete()
    assert found_by("Trotsky") == [trotsky.pk]


def test_a_log_that_is_shortened_behind_the_index_is_no_gap() -> None:
    make_person()
    follower.fresh_reader()
    before = store.current_name()
    Change.objects.filter(pk__lt=changelog.head()).delete()
    lenin = make_person("Vladimir Lenin")
    assert found_by("Lenin") == [lenin.pk]
    assert store.current_name() == before


def test_a_rebuild_does_not_disturb_who_reads() -> None:
    trotsky = make_person()
    old = follower.fresh_reader()
    assert follower.rebuild() == 1
    query = Query.term_query(schema(), "key", str(trotsky.pk))
    assert len(old.searcher.search(query, limit=1).hits) == 1
    assert follower.fresh_reader().generation != old.generation


def test_an_entry_published_in_the_midst_of_a_rebuild_comes_from_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A rebuild reads the order of each language in turn; the archive does not stand still."""
    make_paper("Luch")
    draft = make_paper("Nashe Slovo", Status.DRAFT)
    real = ordering.places_anew

    def while_editing() -> dict[int, dict[str, int]]:
        places = real()
        set_status(draft, Status.PUBLISHED)
        return places

    monkeypatch.setattr(follower, "places_anew", while_editing)
    assert follower.rebuild() == 1
    assert found_by("Slovo") == [draft.pk]


def test_places_that_not_all_languages_know_yet_are_left_to_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_paper("Luch")
    draft = make_paper("Nashe Slovo", Status.DRAFT)
    real = EntryQuerySet.in_reading_order

    def publish_before_russian(self: Any, language: str) -> Any:
        if language == "ru":
            set_status(draft, Status.PUBLISHED)
        return real(self, language)

    monkeypatch.setattr(EntryQuerySet, "in_reading_order", publish_before_russian)
    assert draft.pk not in ordering.places_anew()


def test_verify_names_what_differs() -> None:
    trotsky, lenin, stalin = make_person(), make_person("Lenin"), make_person("Stalin")
    follower.fresh_reader()
    Person.objects.filter(pk=trotsky.pk).update(status=Status.DRAFT)  # behind everybody's back
    Name.objects.filter(entry=lenin).update(text="Ulyanov")
    with store.writer(store.current_name()) as writer:
        writer.delete_documents_by_term("key", str(stalin.pk))
        writer.commit()
    report = follower.verify()
    assert (report.surplus, report.different) == ({trotsky.pk}, {lenin.pk})
    assert report.missing == {stalin.pk}
    assert not report.is_clean


def test_a_doubled_document_does_not_go_unnoticed() -> None:
    from search.schema import to_engine

    trotsky = make_person()
    follower.fresh_reader()
    with store.writer(store.current_name()) as writer:
        document = build_documents([trotsky.pk])[0]
        writer.add_document(to_engine(document, dict.fromkeys(LANGUAGES, 1)))
        writer.commit()
    assert follower.verify().different == {trotsky.pk}


def test_pen_names_make_no_label_but_are_found() -> None:
    trotsky = make_person()
    name(trotsky, "Антид Ото", "ru", NameType.PEN)
    assert found_by("Антид") == [trotsky.pk]
    hit = SearchQuery().matching("антид").run().hits[0]
    assert hit.matched is not None
    assert (hit.matched.text, hit.matched.language) == ("Антид Ото", "ru")
