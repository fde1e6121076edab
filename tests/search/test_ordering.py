"""Places in sorted lists are those that a rebuild would give."""

import random

import pytest
from django.utils import translation

from entries.models import Entry
from search import follower, ordering, store
from search.query import SearchQuery
from tests.search.making import (
    found,
    make_paper,
    name,
    rename,
    set_status,
)
from works.models import Publication

pytestmark = pytest.mark.django_db

LANGUAGES = ("th", "en", "ru")


def listed(language: str) -> list[int]:
    with translation.override(language):
        return found(SearchQuery().sorted_by("name"))


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
