"""The projection, the coastline, symbols and labels of the map."""

import re
from itertools import combinations
from math import hypot

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from browse.maps.clusters import CLOSEST, make_clusters
from browse.maps.labels import NARROW, Label, choose_labels
from browse.maps.land import MARGIN, clip, land_path, units_of
from browse.maps.mercator import (
    HEIGHT,
    WIDTH,
    kilometres_of,
    project,
    unproject,
    window_around,
    window_at,
)
from browse.maps.places import Spot

LATITUDES = st.floats(-83, 83)
LONGITUDES = st.floats(-180, 180)


@given(LATITUDES, LONGITUDES)
def test_a_point_comes_back_from_the_projection(latitude: float, longitude: float) -> None:
    assert unproject(*project(latitude, longitude)) == pytest.approx((latitude, longitude))


@given(LATITUDES, LONGITUDES, st.integers(-3, 40))
def test_no_window_looks_beyond_the_world(latitude: float, longitude: float, zoom: int) -> None:
    window = window_at(*project(latitude, longitude), zoom)

    assert window.left >= -1e-9
    assert window.left + window.width <= 1 + 1e-9
    assert window == window_at(window.x, window.y, window.zoom)


@given(st.lists(st.tuples(st.floats(-55, 80), LONGITUDES), min_size=1, max_size=20))
@example([(0.0, 180.0)])
@example([(0.0, -180.0)])
def test_the_first_window_shows_every_place(places: list[tuple[float, float]]) -> None:
    points = [project(*place) for place in places]
    window = window_around(points)

    assert window.zoom == 0 or all(window.shows(*point) for point in points)


@pytest.mark.parametrize(
    "places",
    [
        [(48.8566, 2.3522)],
        [(52.2869, 104.3050)],
        [(46.9479, 7.4474), (46.8756, 7.5236)],
        [(59.9375, 30.3086), (59.9917, 29.7667)],
    ],
    ids=["Paris", "Irkutsk", "Bern and Zimmerwald", "Saint Petersburg and Kronstadt"],
)
def test_the_first_window_shows_a_coast_however_close_the_places_are(
    places: list[tuple[float, float]],
) -> None:
    points = [project(*place) for place in places]
    window = window_around(points)

    coast = [
        point
        for line in re.findall(r"M(-?\d+ -?\d+)l([^z]+)z", land_path(window))
        for point in points_of(*line)
    ]
    wide, high = WIDTH * units_of(window), HEIGHT * units_of(window)
    assert sum(0 < x < wide and 0 < y < high for x, y in coast) > 100


def points_of(start: str, steps: str) -> list[tuple[int, int]]:
    """Return the corners of a line of the coast, in units of the picture."""
    x, y = map(int, start.split())
    numbers = [int(one) for one in steps.split()]
    points = [(x, y)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def test_the_scale_knows_how_broad_a_degree_is() -> None:
    window = window_at(*project(0, 20), 4)

    assert kilometres_of(window) == pytest.approx(90 * 111.3, rel=0.01)


def test_what_is_clipped_lies_in_the_box() -> None:
    ring = [(-1.0, 0.5), (0.5, -1.0), (2.0, 0.5), (0.5, 2.0), (-1.0, 0.5)]

    clipped = clip(ring, (0, 0, 1, 1))

    assert {(round(x, 6), round(y, 6)) for x, y in clipped} >= {(0.0, 0.0), (1.0, 1.0)}
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in clipped)
    assert clip(ring, (5, 5, 6, 6)) == []


@pytest.mark.parametrize("zoom", [0, 4, 9, 14])
def test_the_coast_stays_near_the_picture_and_is_small(zoom: int) -> None:
    window = window_at(*project(59.9, 30.3), zoom)
    path = land_path(window)
    units = units_of(window)
    x = y = 0
    for command, numbers in re.findall(r"([Ml])([-\d ]+)", path):
        values = [int(one) for one in numbers.split()]
        for dx, dy in zip(values[::2], values[1::2], strict=True):
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            assert -MARGIN * WIDTH * units - 2 <= x <= (1 + MARGIN) * WIDTH * units + 2
            assert -MARGIN * HEIGHT * units - 2 <= y <= (1 + MARGIN) * HEIGHT * units + 2
    assert 50 < len(path) < 150_000


def test_no_line_runs_across_the_whole_world() -> None:
    """Chukotka lies on both sides of 180°: a ring that jumps there would cross the map."""
    steps = re.findall(r"l([-\d ]+)", land_path(window_at(0.5, 0.33, 0)))
    longest = max(abs(int(dx)) for step in steps for dx in step.split()[::2])

    assert longest < WIDTH / 10


@given(
    st.lists(
        st.tuples(st.floats(-55, 80), LONGITUDES, st.integers(0, 500)), max_size=60, unique=True
    ),
    st.integers(0, 14),
)
def test_every_place_in_view_is_in_one_symbol_and_symbols_keep_apart(
    places: list[tuple[float, float, int]], zoom: int
) -> None:
    spots = [
        Spot(pk, *project(latitude, longitude), count, itself=False)
        for pk, (latitude, longitude, count) in enumerate(places)
    ]
    window = window_at(*project(50, 30), zoom)
    clusters = make_clusters(spots, window)
    drawn = sorted(spot.pk for one in clusters for spot in one.spots)

    assert len(drawn) == len(set(drawn))
    assert {spot.pk for spot in spots if window.shows(spot.x, spot.y)} <= set(drawn)
    assert clusters == make_clusters(spots[::-1], window)
    assert len(clusters) < 500
    near = [
        hypot(one.left - other.left, one.top - other.top)
        for one, other in combinations(clusters, 2)
    ]
    assert sum(away < CLOSEST / 2 for away in near) <= len(clusters) // 4


def test_a_name_gives_way_to_one_before_it_and_to_symbols() -> None:
    crowd = [Label(500, 400 + at * 60, 5, 10) for at in range(3)]

    def sides(*labels: Label) -> list[str]:
        return choose_labels([*crowd, *labels], WIDTH)[3:]

    assert sides(Label(100, 100, 5, 10)) == ["start"]
    assert sides(Label(950, 100, 5, 10)) == ["end"]
    assert sides(Label(230, 100, 5, 10), Label(200, 100, 5, 10)) == ["start", "end"]
    assert sides(*(Label(200, top, 5, 10) for top in (100, 104, 108))) == ["start", "end", ""]
    assert choose_labels([Label(100, 100, 5, 10), Label(130, 100, 5, 10)], WIDTH)[0] == "start"


def test_the_names_that_may_cover_symbols_cover_as_few_as_they_can() -> None:
    russia, tobolsk = Label(800, 300, 20, 9), Label(870, 300, 6, 7)
    vienna, paris, odessa = (Label(left, 400, 20, 10) for left in (500, 440, 570))

    assert choose_labels([russia, tobolsk], WIDTH)[0] == "end"
    assert choose_labels([vienna, odessa, paris], WIDTH)[0] == "start"
    assert choose_labels([vienna, odessa, Label(535, 400, 3, 10), paris], WIDTH)[0] == "end"
    assert choose_labels([paris, vienna, odessa], WIDTH, sure=1) == ["end", "", "start"]


def test_a_name_stays_within_the_picture_on_paper_and_between_desk_and_phone() -> None:
    beside = [Label(330, 300, 5, 20), Label(300, 300, 5, 10)]

    assert choose_labels(beside, WIDTH) == ["start", "end"]
    # On a sheet of 640 pixels the second begins at 200 and its thirty letters take 216.
    assert choose_labels([beside[0], Label(300, 300, 5, 30)], WIDTH) == ["start", ""]


def test_on_a_phone_a_name_stands_where_it_stands_at_the_desk_or_nowhere() -> None:
    left, right = Label(100, 100, 5, 10), Label(WIDTH - 160, 100, 5, 12)
    sides = choose_labels([left, right], WIDTH)
    assert sides == ["start", "start"]

    narrow = choose_labels([left, right], WIDTH, NARROW, sides)

    assert narrow == ["start", ""]
    assert choose_labels([left, right], WIDTH, NARROW) == ["start", "end"]
