from hypothesis import given
from hypothesis import strategies as st

from browse.charts import MOST_LABELS, MOST_TICKS, Dated, draw_life, draw_years
from search.results import YearBar


def bars(*years: int, selected: int | None = None) -> list[YearBar]:
    return [YearBar(year, 1, year == selected) for year in years]


def address(first: int, last: int) -> str:
    return f"{first}-{last}"


def test_without_years_there_is_no_picture() -> None:
    assert draw_years([], address) is None
    assert draw_life([]) is None
    assert draw_life([Dated((1917,), "led"), Dated((1917,), "met")]) is None


def test_each_decade_with_entries_is_one_link() -> None:
    picture = draw_years(bars(1879, 1905, 1917, 1918, selected=1917), address)

    assert picture is not None
    linked = [one.url for one in picture.stretches if one.url]
    assert linked == ["1870-1879", "1900-1909", "1910-1919"]
    assert [bar.selected for one in picture.stretches for bar in one.bars] == [
        False,
        False,
        True,
        False,
    ]


@given(st.lists(st.integers(-5000, 2100), min_size=1, max_size=60, unique=True))
def test_every_bar_and_year_lies_within_the_picture(years: list[int]) -> None:
    picture = draw_years(bars(*years), address)

    assert picture is not None
    assert len(picture.ticks) <= MOST_TICKS + 1
    drawn = [bar for one in picture.stretches for bar in one.bars]
    assert 1 <= len(drawn) <= len(years)
    for bar in drawn:
        x, width = float(bar.x.rstrip("%")), float(bar.width.rstrip("%"))
        y, height = float(bar.y.rstrip("%")), float(bar.height.rstrip("%"))
        assert x >= 0
        assert x + width <= 100.1
        assert 0 <= y <= y + height <= 100


def test_a_life_has_spans_for_years_and_dots_for_a_year() -> None:
    life = draw_life(
        [Dated((1879,), "born"), Dated(range(1902, 1905), "exiled"), Dated((1940,), "died")]
    )

    assert life is not None
    assert (life.first, life.last) == (1879, 1940)
    assert [span.label for span in life.spans] == ["exiled"]
    assert [dot.label for dot in life.dots] == ["born", "died"]
    assert [tick.year for tick in life.ticks] == [1890, 1900, 1910, 1920, 1930]


def test_a_short_axis_names_its_first_and_last_year() -> None:
    soviet = draw_life([Dated((1911,), "founded"), Dated((1914,), "dissolved")])
    one_year = draw_life([Dated((1917,), "met")], within=(1917, 1917))

    assert soviet is not None
    assert [(tick.year, tick.x) for tick in soviet.ticks] == [(1911, "13.25%"), (1914, "86.75%")]
    assert [dot.x for dot in soviet.dots] == [tick.x for tick in soviet.ticks]
    assert one_year is not None
    assert [(tick.year, tick.x) for tick in one_year.ticks] == [(1917, "50.00%")]


def test_a_mark_is_doubtful_only_if_all_that_it_stands_for_is() -> None:
    life = draw_life(
        [
            Dated((1879,), "born", True),
            Dated((1879,), "baptised", False),
            Dated(range(1902, 1905), "exiled", True),
            Dated((1940,), "died", True),
        ]
    )

    assert life is not None
    assert [dot.doubtful for dot in life.dots] == [False, True]
    assert [span.doubtful for span in life.spans] == [True]


def test_a_mark_says_all_that_it_stands_for_and_of_very_much_how_much_more() -> None:
    meetings = [Dated((1905,), f"met comrade {number}") for number in range(MOST_LABELS + 3)]
    life = draw_life(
        [
            Dated(range(1915, 1917), "edited Nashe Slovo"),
            Dated(range(1915, 1917), "edited Nashe Slovo"),
            Dated(range(1915, 1917), "lived in Paris", True),
            *meetings,
        ]
    )

    assert life is not None
    (span,) = life.spans
    assert (span.label, span.doubtful) == ("edited Nashe Slovo\nlived in Paris", False)
    (dot,) = life.dots
    lines = dot.label.splitlines()
    assert lines[:2] == ["met comrade 0", "met comrade 1"]
    assert lines[-2:] == [f"met comrade {MOST_LABELS - 1}", "3 more"]
