"""List, histogram, map and network of one question agree, and agree with plain rows.

Two hundred questions are drawn from a fixed seed, so that a failure can be repeated.
"""

from collections import Counter
from collections.abc import Iterable

import pytest

from browse.networks.choosing import asked_kinds, between, choose_nodes, members_of
from browse.timelines.rows import fetch_things
from browse.timelines.window import make_columns, read_window
from entries.choices import Kind
from search.query import SearchQuery
from search.resultset import DATED, ResultSet, undated, valued
from tests.corpus.conftest import Corpus
from tests.corpus.plain import Plain
from tests.corpus.questions import QUESTIONS, draw


@pytest.fixture(scope="module")
def plain(_corpus_of_module: Corpus) -> Plain:
    return Plain()


def test_every_view_counts_the_same_entries(corpus: Corpus, plain: Plain) -> None:
    answered = 0
    for _address, query, expected, _chance in draw(plain):
        found = ResultSet(query)
        assert query.count() == found.count() == len(expected)
        assert set(found.keys(10_000)) == expected
        assert found.members(sorted(plain.entries)) == expected
        assert sum(found.count_by_kind().values()) == len(expected)
        dated = {pk for pk in expected if plain.years[pk]}
        assert (found.count(DATED), found.count(undated())) == (
            len(dated),
            len(expected - dated),
        )
        answered += bool(expected)
    assert answered > QUESTIONS / 3


def test_years_of_the_timeline_are_those_of_the_histogram(corpus: Corpus, plain: Plain) -> None:
    for _address, query, expected, _chance in draw(plain):
        found = ResultSet(query)
        for field, length in (("year", 1), ("decade", 10)):
            assert found.tally(field) == count(
                {year // length for year in plain.years[pk]} for pk in expected
            )
        assert found.tally("month") == count(plain.months[pk] for pk in expected)
        by_kind = found.tally_by_kind("year")
        for kind in {plain.entries[pk].kind for pk in expected}:
            of_kind = [pk for pk in expected if plain.entries[pk].kind == kind]
            assert by_kind.get(kind, {}) == count(plain.years[pk] for pk in of_kind)
        if not query.stretch.is_limited:
            bars = {bar.year: bar.count for bar in query.run(only=("kind",)).histogram}
            assert bars == found.tally("year")


def test_lanes_and_columns_of_the_timeline_count_what_plain_rows_count(
    corpus: Corpus, plain: Plain
) -> None:
    for _address, query, expected, chance in draw(plain):
        found = ResultSet(query)
        year, month = chance.randrange(1895, 1925), chance.randrange(1, 13)
        for text in (f"{year // 10}X", f"{year}", f"{year}-{month:02}"):
            window = read_window(text, found)
            among = dated_in(plain, expected, text)
            assert found.count(*window.conditions) == len(among)
            for column in make_columns(window, found):
                inside = dated_in(plain, among, column.at)
                assert column.counts == dict(Counter(plain.entries[pk].kind for pk in inside))
            some = sorted(among)[:20]
            fetched = fetch_things(some, window)
            drawn = {owner for thing in fetched.things for owner in thing.owners}
            assert fetched.cut or drawn == set(some)


def dated_in(plain: Plain, among: set[int], text: str) -> set[int]:
    """Return which of the entries have something in a decade, year or month."""
    if "-" in text:
        year, month = text.split("-")
        return {pk for pk in among if int(year) * 12 + int(month) - 1 in plain.months[pk]}
    first, length = int(text.replace("X", "0")), 10 if "X" in text else 1
    span = range(first, first + length)
    return {pk for pk in among if any(year in span for year in plain.years[pk])}


def test_places_on_the_map_have_the_entries_that_the_list_has(corpus: Corpus, plain: Plain) -> None:
    for _address, query, expected, chance in draw(plain):
        found = ResultSet(query)
        counts = found.tally("f_place")
        assert counts == plain.places(expected)
        year = chance.randrange(1875, 1941)
        assert found.tally(f"there.{year}") == plain.places(expected, year)
        for place in list(counts)[:1]:
            assert found.count(valued("f_place", place)) == counts[place]
            if "place" not in query.selected:
                narrowed = query.where("place", [plain.entries[place].pid])
                assert narrowed.count() == counts[place]


def test_what_rests_on_a_source_is_what_plain_rows_show_it_for(
    corpus: Corpus, plain: Plain
) -> None:
    query, resting = SearchQuery(), set()
    for source, expected in plain.cited.items():
        pid = plain.entries[source].pid
        assert set(ResultSet(query.matching(f"source:{pid}")).keys(10_000)) == expected
        without = ResultSet(query.matching(f"-source:{pid}"))
        assert set(without.keys(10_000)) == plain.entries.keys() - expected
        resting |= expected
    assert len(resting) > len(plain.entries) / 2
    for word in ("Trotsky", "энциклопедия", "Brit*"):
        named = set(SearchQuery().matching(f"name:{word}").where("kind", ["source"]).keys(1_000))
        assert named
        expected = set().union(*(plain.cited[source] for source in named))
        assert set(ResultSet(query.matching(f"источник:{word}")).keys(10_000)) == expected


def test_the_network_joins_whom_plain_rows_join(corpus: Corpus, plain: Plain) -> None:
    codes = sorted({code for links in plain.links.values() for code, _other in links})
    joined = 0
    for _address, query, expected, chance in draw(plain):
        members = members_of(ResultSet(query))
        places = {pk for pk in expected if plain.entries[pk].kind == Kind.PLACE}
        inside = expected if asked_kinds(query) else expected - places
        assert members.count() == len(inside)
        for code in ("", chance.choice(codes)):
            pairs = plain.pairs(inside, {code} if code else set())
            degrees = count(set(pair) for pair in pairs)
            assert choose_nodes(members, code, 10_000) == degrees
            best = choose_nodes(members, code, 5)
            assert sorted(best.values(), reverse=True) == sorted(degrees.values())[:-6:-1]
            statements = between(degrees, code).values_list("subject", "object", "event")
            drawn = {
                frozenset({subject, other})
                for subject, *others in statements
                for other in others
                if other in degrees and other != subject
            }
            assert drawn == pairs
            joined += bool(pairs)
    assert joined > QUESTIONS / 10


def count(many: Iterable[set[int]]) -> dict[int, int]:
    """Return how many of the sets have each value."""
    counted: dict[int, int] = {}
    for one in many:
        for value in one:
            counted[value] = counted.get(value, 0) + 1
    return counted
