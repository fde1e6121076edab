"""Every count is what choosing it shows, against a second count that shares no code with it."""

import random

import pytest
from django.utils import translation

from browse.why import explain
from entries.models import Entry
from search.facets import BY_CODE, FACETS
from search.query import SearchQuery
from search.results import FacetResult, Results
from search.values import list_values
from tests.corpus.conftest import Corpus
from tests.corpus.plain import Plain

CODES = [facet.code for facet in FACETS]


@pytest.fixture(scope="module")
def _plain_of_module() -> dict[str, Plain]:
    return {}


@pytest.fixture
def plain(corpus: Corpus, _plain_of_module: dict[str, Plain]) -> Plain:
    """The second count, made once: tests of this module change nothing."""
    if not _plain_of_module:
        _plain_of_module["one"] = Plain()
    return _plain_of_module["one"]


def facet_of(results: Results, code: str) -> FacetResult:
    return next(one for one in results.facets if one.facet.code == code)


def found_by(query: SearchQuery) -> set[int]:
    return {hit.entry.pk for hit in query.sized(1000).run(facets=False).hits}


def check_facets(
    results: Results,
    plain: Plain,
    selected: dict[str, set[str]],
    years: tuple[int, int] | None = None,
    excluded: dict[str, set[str]] | None = None,
) -> None:
    """Compare every count of every facet with the second count."""
    excluded = excluded or {}
    for facet in results.facets:
        code = facet.facet.code
        others = {key: values for key, values in selected.items() if key != code}
        expected = plain.counts(code, plain.matching(others, years, excluded=excluded))
        chosen, left_out = selected.get(code, set()), excluded.get(code, set())
        for value in facet.values:
            assert value.selected == (value.param in chosen)
            assert value.excluded == (value.param in left_out)
            right = expected.get(value.param, 0)
            if value.excluded and not value.selected:
                instead = {**excluded, code: left_out - {value.param}}
                wanted = {**others, code: {value.param}}
                right = len(plain.matching(wanted, years, excluded=instead))
            assert value.count == right, (code, value.param, selected, excluded)
        shown = {value.param for value in facet.values}
        assert chosen & expected.keys() <= shown
        assert left_out <= shown
        assert len(shown & expected.keys()) + facet.more == len(expected), (code, selected)
        plainly = [one for one in facet.values if not one.selected and not one.excluded]
        least = min((one.count for one in plainly), default=0)
        assert all(count <= least for key, count in expected.items() if key not in shown)
    among = plain.matching(selected, excluded=excluded)
    bars = {bar.year: bar.count for bar in results.histogram}
    expected_bars: dict[int, int] = {}
    for pk in among:
        for year in plain.years[pk]:
            expected_bars[year] = expected_bars.get(year, 0) + 1
    assert bars == expected_bars


def test_the_whole_archive_is_counted_right(plain: Plain) -> None:
    results = SearchQuery().run()
    assert results.total == len(plain.entries)
    assert [one.facet.code for one in results.facets] == CODES
    check_facets(results, plain, {})


@pytest.mark.parametrize("code", CODES)
def test_choosing_any_value_of_a_facet_shows_what_its_count_says(code: str, plain: Plain) -> None:
    counts = plain.counts(code, set(plain.entries))
    assert len(counts) > 3
    for param, count in counts.items():
        query = SearchQuery().where(code, [param])
        assert found_by(query) == plain.matching({code: {param}}), param
        value = next(one for one in facet_of(query.run(), code).values if one.param == param)
        assert (value.count, value.selected) == (count, True), param


@pytest.mark.parametrize("seed", range(40))
def test_any_pair_or_triple_of_facets_is_counted_right(seed: int, plain: Plain) -> None:
    chance = random.Random(seed)
    selected: dict[str, set[str]] = {}
    for code in chance.sample(CODES, chance.choice([2, 2, 3])):
        among = plain.matching(selected) or set(plain.entries)
        values = sorted(plain.counts(code, among))
        if values:
            selected[code] = set(chance.sample(values, min(len(values), chance.choice([1, 1, 2]))))
    years = (1905, chance.randint(1905, 1940)) if seed % 4 == 0 else None

    query = SearchQuery()
    for code, params in selected.items():
        query = query.where(code, sorted(params))
    if years:
        query = query.between(*years)

    expected = plain.matching(selected, years)
    assert found_by(query) == expected
    results = query.run()
    assert results.total == len(expected)
    check_facets(results, plain, selected, years)


@pytest.mark.parametrize("code", CODES)
def test_leaving_out_any_value_of_a_facet_keeps_the_rest(code: str, plain: Plain) -> None:
    counts = sorted(plain.counts(code, set(plain.entries)).items(), key=lambda pair: -pair[1])
    for param, _count in counts[:6] + counts[-2:]:
        query = SearchQuery().without(code, [param])
        assert found_by(query) == plain.matching({}, excluded={code: {param}}), param
        check_facets(query.run(), plain, {}, None, {code: {param}})


@pytest.mark.parametrize("seed", range(40))
def test_what_is_left_out_is_counted_right_beside_what_is_chosen(seed: int, plain: Plain) -> None:
    chance = random.Random(seed)
    picked: list[dict[str, set[str]]] = []
    for most in (2, 3):
        drawn: dict[str, set[str]] = {}
        for code in chance.sample(CODES, chance.choice([1, 1, 2])):
            frequent = plain.counts(code, set(plain.entries))
            values = sorted(frequent, key=lambda one: (-frequent[one], one))[:8]
            drawn[code] = set(chance.sample(values, chance.randint(1, most)))
        picked.append(drawn)
    selected, excluded = picked
    years = (1905, chance.randint(1905, 1940)) if seed % 4 == 0 else None

    query = SearchQuery().between(*(years or (None, None)))
    for code, params in selected.items():
        query = query.where(code, sorted(params))
    for code, params in excluded.items():
        query = query.without(code, sorted(params))

    expected = plain.matching(selected, years, excluded=excluded)
    assert found_by(query) == expected
    check_facets(query.run(), plain, selected, years, excluded)


def test_values_of_one_facet_add_up_and_facets_narrow_down(plain: Plain) -> None:
    either = SearchQuery().where("kind", ["person", "publication"])
    assert found_by(either) == plain.matching({"kind": {"person"}}) | plain.matching(
        {"kind": {"publication"}}
    )
    vienna = Entry.objects.get(labels__en="Vienna").pid
    both = either.where("place", [vienna])
    assert found_by(both) == found_by(either) & plain.matching({"place": {vienna}})
    assert 0 < len(found_by(both)) < len(found_by(either))


def test_choosing_in_a_facet_leaves_its_own_counts_alone(plain: Plain) -> None:
    before = {one.param: one.count for one in facet_of(SearchQuery().run(), "kind").values}
    results = SearchQuery().where("kind", ["person"]).run()
    after = {one.param: one.count for one in facet_of(results, "kind").values}
    assert after == before
    assert results.total == before["person"] == 52


def test_a_chosen_value_without_any_entry_left_stays_in_sight(plain: Plain) -> None:
    vienna = Entry.objects.get(labels__en="Vienna").pid
    results = SearchQuery().where("place", [vienna]).matching("Putin -Putin").run()
    assert results.total == 0
    value = next(one for one in facet_of(results, "place").values if one.selected)
    assert (value.param, value.count) == (vienna, 0)
    assert facet_of(results, "place").more == 0


@pytest.mark.parametrize("text", ["Троцкий", "Ленин", "การปฏิวัติ", "newspaper", "Vienna"])
def test_counts_hold_under_a_text(text: str, plain: Plain) -> None:
    among = found_by(SearchQuery().matching(text))
    assert len(among) > 5
    results = SearchQuery().matching(text).run()
    for facet in results.facets:
        expected = plain.counts(facet.facet.code, among)
        assert {one.param: one.count for one in facet.values} == {
            one.param: expected[one.param] for one in facet.values
        }
        assert len(facet.values) + facet.more == len(expected)


def test_every_bar_is_what_choosing_its_year_shows(plain: Plain) -> None:
    histogram = SearchQuery().run().histogram
    assert [bar.year for bar in histogram] == sorted(bar.year for bar in histogram)
    assert len(histogram) > 60
    for bar in histogram:
        chosen = SearchQuery().between(bar.year, bar.year)
        assert chosen.count() == bar.count, bar.year
        assert found_by(chosen) == plain.matching({}, (bar.year, bar.year)), bar.year


@pytest.mark.parametrize(
    ("first", "last"), [(1905, 1907), (1917, None), (None, 1900), (1879, 1940), (1800, 1801)]
)
def test_a_range_shows_what_touches_it_and_marks_its_bars(
    first: int | None, last: int | None, plain: Plain
) -> None:
    query = SearchQuery().between(first, last)
    limits = (-9999 if first is None else first, 9999 if last is None else last)
    assert found_by(query) == plain.matching({}, limits)
    whole = {bar.year: bar.count for bar in SearchQuery().run().histogram}
    ranged = query.run().histogram
    assert {bar.year: bar.count for bar in ranged} == whole
    assert {bar.year for bar in ranged if bar.selected} == {
        year for year in whole if limits[0] <= year <= limits[1]
    }


def test_every_value_is_called_by_a_name_in_three_languages(plain: Plain) -> None:
    for language in ("th", "en", "ru"):
        with translation.override(language):
            for facet in SearchQuery().run().facets:
                for value in facet.values:
                    assert value.label.text.strip(), (facet.facet.code, value.param)


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_a_facet_has_every_value_with_its_count(code: str, plain: Plain) -> None:
    query = SearchQuery().between(1905, 1917).where(code, ["x"]).without("kind", ["place"])
    among = plain.matching({}, (1905, 1917), excluded={"kind": {"place"}})
    expected = plain.counts(code, among)
    if code == "kind":
        expected["place"] = len(plain.matching({"kind": {"place"}}, (1905, 1917)))

    for by_name in (False, True):
        first = list_values(query, code, by_name=by_name)
        pages = [
            list_values(query, code, by_name=by_name, number=n + 1) for n in range(first.pages)
        ]
        values = [one for page in pages for one in page.values]
        assert {one.param: one.count for one in values if one.param != "x"} == expected


@pytest.mark.parametrize("seed", range(20))
def test_every_result_is_explained_in_full(seed: int, plain: Plain) -> None:
    chance = random.Random(seed)
    explained = [code for code in CODES if code not in {"kind", "evidence"}]
    query = SearchQuery()
    asked: set[object] = set()
    for code in chance.sample(explained, chance.choice([1, 1, 2])):
        counts = plain.counts(code, set(plain.entries))
        frequent = sorted(counts, key=lambda one: (-counts[one], one))[:5]
        query = query.where(code, chance.sample(frequent, 2))
        asked.add(BY_CODE[code].label)
    if chance.random() < 0.5:
        query = query.between(1905, chance.randint(1905, 1930))
        asked.add("Years")
    hits = query.sized(60).run(facets=False).hits

    reasons = explain(query, hits)

    for hit in hits:
        met = {name for answer in reasons[hit.entry.pk] for name in answer.meets}
        assert met == asked, (hit.entry, query)
