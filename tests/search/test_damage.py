"""An index that is damaged, lost, old or another's is made anew; `verify` tells."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from tantivy import Query

from entries.choices import NameType, Status
from entries.models import Name
from entries.querysets import EntryQuerySet
from people.models import Person
from search import changelog, follower, ordering, store
from search.documents import build_documents
from search.models import Change
from search.query import SearchQuery
from search.schema import schema
from tests.search.making import (
    found_by,
    make_paper,
    make_person,
    name,
    rename,
    set_status,
)

pytestmark = pytest.mark.django_db

LANGUAGES = ("th", "en", "ru")


def folder() -> Path:
    return Path(settings.SEARCH_INDEX_DIR) / store.current_name()


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

    def while_editing() -> Mapping[int, dict[str, int]]:
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
