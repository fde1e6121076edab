"""What a reader of any language finds in the corpus."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from browse.helping import field_lines, lines
from entries.choices import Kind
from entries.models import Entry
from search.asking import read
from search.follower import rebuild, verify
from search.query import MAX_PAGES, SearchQuery, find_entries
from search.remembered import forget_remembered
from search.results import Hit
from tests.corpus.conftest import Corpus


def hits(text: str) -> list[Hit]:
    return SearchQuery().matching(text).sized(500).run(facets=False).hits


def english(found: list[Hit]) -> list[str]:
    return [hit.entry.labels["en"] for hit in found]


@pytest.mark.parametrize("language", ["th", "en", "ru"])
@pytest.mark.parametrize(
    "text",
    [
        "ตรอตสกี",
        "Trotsky",
        "trotsky",
        "Trotzki",
        "Trotskii",
        "Троцкий",
        "Троцкого",
        "Bronstein",
        "Бронштейн",
        "บรอนชไตน์",
        "Leon Trotsky",
        "Trotsky, Leon",
        "Лев Троцкий",
    ],
)
def test_trotsky_comes_first_under_every_name(text: str, language: str) -> None:
    with translation.override(language):
        assert english(hits(text))[0] == "Leon Trotsky"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Nashe Slovo", "Nashe Slovo"),
        ("Наше слово", "Nashe Slovo"),
        ("Ленин", "Vladimir Lenin"),
        ("Ulyanov", "Vladimir Lenin"),
        ("เลนิน", "Vladimir Lenin"),
        ("Сталин", "Joseph Stalin"),
        ("Stalin", "Joseph Stalin"),
        ("Сталина", "Joseph Stalin"),
        ("Мартов", "Julius Martov"),
        ("Кронштадтское восстание", "Kronstadt Revolt"),
        ("Petrograd", "Saint Petersburg"),
        ("Ленинград", "Saint Petersburg"),
        ("перманентная революция", "Permanent revolution"),
        ("Парвус", "Alexander Helphand"),
    ],
)
def test_what_is_meant_comes_first(text: str, label: str) -> None:
    assert english(hits(text))[0] == label


def test_both_pravdas_lead_the_list_of_their_name() -> None:
    for text in ("Pravda", "Правда", "ปราฟดา"):
        assert set(english(hits(text))[:2]) == {"Pravda (Vienna)", "Pravda (St Petersburg)"}


def test_a_thai_compound_is_found_by_its_part() -> None:
    named = Entry.objects.published().filter(names__text__contains="การปฏิวัติ")
    expected = set(named.values_list("pk", flat=True))
    assert len(expected) > 5
    assert expected <= {hit.entry.pk for hit in hits("ปฏิวัติ")}


def test_every_entry_is_found_first_or_nearly_so_by_each_of_its_labels() -> None:
    for entry in Entry.objects.published():
        for text in entry.labels.values():
            found = SearchQuery().matching(text).sized(5).run(facets=False).hits
            assert entry.pk in {hit.entry.pk for hit in found}, text


def test_the_name_that_matched_is_reported() -> None:
    first = hits("Бронштейн")[0]
    assert first.entry.labels["en"] == "Leon Trotsky"
    assert first.matched is not None
    assert "Бронштейн" in first.matched.text
    assert first.matched.language == "ru"


def test_nothing_is_reported_when_the_label_itself_matched() -> None:
    first = hits("Nashe Slovo")[0]
    assert first.matched is None
    with translation.override("ru"):
        assert hits("Наше слово")[0].matched is None


def test_a_key_of_another_script_is_reported_with_the_name_it_stands_for() -> None:
    first = hits("Trotzki")[0]
    assert first.matched is not None
    assert first.matched.text.lower().startswith("trot")


def test_a_hit_shows_its_other_scripts_and_its_summary() -> None:
    first = hits("Nashe Slovo")[0]
    assert [one.language for one in first.names] == ["th", "ru"]
    assert first.summary.language == "en"
    assert "[[" not in first.summary.text
    with translation.override("th"):
        assert hits("Nashe Slovo")[0].summary.language == "th"


def test_a_passage_shows_where_the_text_says_it() -> None:
    found = [hit for hit in hits("banished") if hit.passage]
    assert found
    assert all("banished" in (hit.passage or "").casefold() for hit in found)


def test_a_word_left_out_takes_entries_away() -> None:
    everything = {hit.entry.pk for hit in hits("Pravda")}
    without = {hit.entry.pk for hit in hits("Pravda -Vienna")}
    assert without < everything
    vienna = Entry.objects.get(labels__en="Pravda (Vienna)").pk
    assert vienna in everything - without


def test_a_phrase_asks_for_neighbours() -> None:
    phrase = {hit.entry.pk for hit in hits('"permanent revolution"')}
    words = {hit.entry.pk for hit in hits("permanent revolution")}
    assert phrase
    assert phrase <= words
    assert not hits('"revolution permanent"')


@pytest.mark.parametrize("language", ["th", "en", "ru"])
def test_pages_together_are_the_whole_list_in_reading_order(language: str) -> None:
    with translation.override(language):
        query = SearchQuery().sorted_by("name")
        first = query.run(facets=False)
        found = [
            hit.entry.pk
            for number in range(1, first.pages + 1)
            for hit in query.page(number).run(facets=False).hits
        ]
    whole = Entry.objects.published().in_reading_order(language).values_list("pk", flat=True)
    assert found == list(whole)
    assert first.pages == -(-len(found) // 25)


def test_beyond_the_last_page_there_is_nothing_and_no_error() -> None:
    results = SearchQuery().page(MAX_PAGES).run()
    assert results.hits == []
    assert results.total == Entry.objects.published().count()
    assert SearchQuery().page(10**9).number == MAX_PAGES


def test_dates_sort_both_ways_with_the_undated_last() -> None:
    for sort, sign in (("date", 1), ("-date", -1)):
        found = SearchQuery().sorted_by(sort).sized(1000).run(facets=False).hits
        spans = [hit.entry.span.earliest if hit.entry.span else None for hit in found]
        dated = [sign * day for day in spans if day is not None]
        assert dated == sorted(dated)
        assert None not in spans[: len(dated)]


def test_a_picker_finds_what_is_begun() -> None:
    labels = Entry.objects.in_bulk(find_entries("Nashe Sl", [Kind.PUBLICATION], limit=5))
    assert "Nashe Slovo" in {one.labels["en"] for one in labels.values()}
    person = find_entries("Trot", [Kind.PERSON], limit=1)
    assert Entry.objects.get(pk=person[0]).labels["en"] == "Leon Trotsky"


def test_the_index_of_the_corpus_agrees_with_the_database(corpus: Corpus) -> None:
    assert verify().is_clean
    assert rebuild() == len(Entry.objects.published())
    assert verify().is_clean


def test_a_page_costs_the_same_queries_however_much_it_shows() -> None:
    costs = set()
    for size in (1, 25, 300):
        forget_remembered()
        with CaptureQueriesContext(connection) as queries:
            SearchQuery().matching("Троцкий").sized(size).run()
        costs.add(len(queries))
    assert len(costs) == 1
    assert costs.pop() <= 14


@pytest.mark.parametrize("language", ["th", "en", "ru"])
def test_every_example_of_the_help_finds_something(language: str) -> None:
    with translation.override(language):
        for text, _meaning in (*lines(), *field_lines()):
            assert read(text).remarks == ()
            assert hits(text), text
