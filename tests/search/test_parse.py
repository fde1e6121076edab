"""Whatever somebody types is a question, and what it finds is what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.choices import NameType, Status
from search.parse import MAX_LENGTH, parse_prefix, parse_text
from search.passages import passage_around, plain_text
from search.query import SearchQuery, find_entries
from tests.search.making import found_by, make_paper, make_person, name, state, summarise

TYPED = st.text(max_size=300) | st.text(alphabet='"-+():*^~[]{}\\/|& aяก่', max_size=60)


@given(TYPED)
def test_no_text_is_an_error(text: str) -> None:
    parse_text(text)
    parse_prefix(text, ["trotsky"])
    plain_text(text)
    passage_around("Leon Trotsky", text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        '"', "-", '-"', "--", "name:trotsky", "f_kind:person", "*", "~trotsky", "AND OR NOT",
        "[a TO z]", "trotsky^5", "(", "\\", "\0", "\ud800", "ก็", "่", "😀", "|", "-Trotsky",
        "a" * 5000, " ".join("abcdefghijklmnopqrstuvwxyz"), '"' * 50, "%", "_", "'", "<script>",
    ],
)  # fmt: skip
def test_odd_questions_have_answers(text: str) -> None:
    trotsky = make_person()
    results = SearchQuery().matching(text).run()
    assert results.total >= len(results.hits)
    assert {hit.entry.pk for hit in results.hits} <= {trotsky.pk}
    find_entries(text)


def test_nothing_to_look_for_is_no_question() -> None:
    for text in ("", "   ", "...", "-", '""', "OR", "( )"):
        assert parse_text(text) is None
    assert parse_prefix(" . ", []) is None


@pytest.mark.django_db
def test_every_word_must_occur_somewhere() -> None:
    trotsky, paper = make_person(), make_paper()
    state(trotsky, paper)
    summarise(trotsky, "He wrote from Paris.")
    assert found_by("Trotsky Paris") == [trotsky.pk]
    assert found_by("Trotsky Slovo") == [trotsky.pk, paper.pk]
    assert found_by("Trotsky Vienna") == []


@pytest.mark.django_db
def test_a_word_with_a_minus_must_not_occur() -> None:
    vienna, petersburg = make_paper("Pravda (Vienna)"), make_paper("Pravda (St Petersburg)")
    assert set(found_by("Pravda")) == {vienna.pk, petersburg.pk}
    assert found_by("Pravda -Vienna") == [petersburg.pk]
    assert found_by('Pravda -"St Petersburg"') == [vienna.pk]


@pytest.mark.django_db
def test_words_in_quotes_follow_one_another() -> None:
    permanent, summary = make_paper("Permanent revolution"), make_paper("Iskra")
    summarise(summary, "A theory of permanent and total revolution.")
    assert set(found_by("permanent revolution")) == {permanent.pk, summary.pk}
    assert found_by('"permanent revolution"') == [permanent.pk]
    assert found_by('"revolution permanent"') == []
    assert found_by('"total revolution"') == [summary.pk]
    assert found_by('"permanent revolution') == [permanent.pk]  # a quote left open


@pytest.mark.django_db
def test_no_phrase_reaches_from_one_name_into_the_next() -> None:
    paper = make_paper("Novaya Zhizn")
    name(paper, "New Life", "en", NameType.TRANSLATION)
    assert found_by('"new life"') == [paper.pk]
    assert found_by('"zhizn new"') == []


@pytest.mark.django_db
def test_thai_in_quotes_is_found_in_names_and_texts() -> None:
    october, text = make_paper("October"), make_paper("Iskra")
    name(october, "การปฏิวัติเดือนตุลาคม", "th")
    summarise(text, "หนังสือพิมพ์ของการปฏิวัติเดือนตุลาคม", "th")
    assert found_by('"ปฏิวัติเดือนตุลาคม"')[0] == october.pk
    assert text.pk in found_by('"ปฏิวัติ"')
    assert found_by('"ตุลาคมปฏิวัติสันติภาพ"') == []


@pytest.mark.django_db
def test_a_whole_name_comes_before_its_words() -> None:
    make_paper("Novaya Zhizn of Petrograd")
    exact = make_paper("Novaya Zhizn")
    assert found_by("novaya zhizn")[0] == exact.pk


@pytest.mark.django_db
def test_an_inflected_word_and_another_script_find_the_name() -> None:
    trotsky = make_person()
    name(trotsky, "Лев Троцкий", "ru")
    for text in ("Троцкого", "Trotzki", "ТРОЦКИЙ", "Trotskij"):
        assert found_by(text) == [trotsky.pk], text


@pytest.mark.django_db
def test_a_long_question_is_cut() -> None:
    trotsky = make_person()
    query = SearchQuery().matching("Trotsky " * 100)
    assert len(query.text) <= MAX_LENGTH
    assert [hit.entry.pk for hit in query.run().hits] == [trotsky.pk]


@pytest.mark.django_db
def test_a_picker_finds_what_is_begun_and_drafts_on_demand() -> None:
    trotsky, draft = make_person(), make_person("Lev Trotsky", Status.DRAFT)
    paper = make_paper("Trotsky Bulletin")
    assert set(find_entries("Trots")) == {trotsky.pk, paper.pk}
    assert find_entries("Trots", ["person"]) == [trotsky.pk]
    assert find_entries("Trots", ["person"], drafts=True) == [trotsky.pk, draft.pk]
    assert find_entries("Lev Tr", drafts=True) == [draft.pk]
    assert find_entries("Trots", limit=1, drafts=True) in ([trotsky.pk], [paper.pk])
    assert find_entries("", drafts=True) == []
    assert find_entries("T") == []


def test_a_passage_is_cut_at_words_around_what_was_looked_for() -> None:
    text = "word " * 60 + "Zimmerwald " + "word " * 60
    passage = passage_around(text.strip(), "zimmerwald")
    assert passage is not None
    assert "Zimmerwald" in passage
    assert passage.startswith("… word")
    assert passage.endswith("word …")
    assert len(passage) < 200
    assert passage_around("Zimmerwald", "Zimmerwald") == "Zimmerwald"
    assert passage_around("Kienthal", "Zimmerwald") is None
    assert passage_around("Kienthal", "k") is None
    assert passage_around("a" * 500, "aaa") == "a" * 500


def test_plain_text_has_no_signs_of_markdown_and_no_links() -> None:
    markdown = "# **Leon** _Trotsky_\n> edited [[k7m2p9x|Nashe Slovo]] and [[abc]], [here](x)."
    assert plain_text(markdown) == "Leon Trotsky edited Nashe Slovo and abc, here."
