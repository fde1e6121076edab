"""The page of the map: everything that its template is given."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from browse.addresses import entry_url
from browse.charts import per_cent
from browse.frame import Ask, Frame
from browse.maps.clusters import Cluster, make_clusters, radius_of
from browse.maps.labels import NARROW, SURE, Label, breadth_of, choose_labels
from browse.maps.land import land_path, units_of
from browse.maps.mercator import (
    CLOSEST,
    HEIGHT,
    WIDTH,
    Window,
    kilometres_of,
    project,
    window_around,
    window_at,
)
from browse.maps.names import names_in_year
from browse.maps.places import Placed, Spot, at_place, find_places
from browse.maps.symbols import Symbol
from browse.pages.claims import fetch_ends
from browse.words import when
from entries.choices import Kind
from entries.languages import Shown
from entries.models import Entry
from search.known import find_known
from search.limits import FIRST_YEAR, LAST_YEAR
from search.questions import NOT

LISTED: Final = 100
"""Places in the table."""
ELSEWHERE: Final = 40
"""Places without coordinates that are named."""
HERE: Final = 25
"""Entries named for a place that was chosen."""
NEARER: Final = 2
"""Steps of zoom that a link takes: the double."""
SCALE_BAR: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""Kilometres."""


class MapForm(forms.Form):
    """The parameters of the map alone."""

    year = forms.IntegerField(
        min_value=FIRST_YEAR, max_value=LAST_YEAR, label=_("Year"), required=False
    )
    zoom = forms.IntegerField(min_value=0, max_value=CLOSEST, label=_("Zoom"), required=False)
    lat = forms.FloatField(min_value=-90, max_value=90, label=_("Latitude"), required=False)
    lon = forms.FloatField(min_value=-180, max_value=180, label=_("Longitude"), required=False)
    spot = forms.CharField(max_length=20, label=_("Place"), required=False)

    def clean_spot(self) -> str:
        """Return the pid of a public place, if there is one (queries as of the filter)."""
        asked: str = self.cleaned_data["spot"]
        if not asked:
            return ""
        # With a minus it would be a place to leave out, and a map has none of these.
        known = () if asked.startswith(NOT) else find_known({"place": [asked]}).values["place"]
        if not known:
            raise ValidationError(_("There is no “%(value)s”."), "unknown", {"value": asked})
        return known[0]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One line of the table."""

    name: Shown
    usual: Shown
    """The name of today, where that of the year is another."""
    url: str
    count: int
    here_url: str


@dataclass(frozen=True, slots=True)
class Here:
    """The place that was chosen, and the entries there."""

    name: Shown
    url: str
    count: int
    entries: list[tuple[str, Shown, str, Any]]
    list_url: str
    close_url: str


@dataclass(frozen=True, slots=True)
class Steps:
    """The ways to move about: addresses, empty where there is no farther."""

    nearer: str
    farther: str
    all: str
    north: str
    south: str
    west: str
    east: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """All that the template is given."""

    frame: Frame
    land: str
    box: str
    symbols: list[Symbol]
    rows: list[PlaceRow]
    more_rows: int
    elsewhere: list[PlaceRow]
    more_elsewhere: int
    placed: int
    """Entries that belong to any place."""
    outside: int
    """Places that lie beyond this part of the map."""
    places: int
    year: int | None
    first: int
    last: int
    earlier_url: str
    later_url: str
    all_years_url: str
    steps: Steps
    here: Here | None
    bar: tuple[str, int]
    """The scale: breadth, and the kilometres that it stands for."""
    window: dict[str, float]
    kept: list[tuple[str, str]]


def build_map(params: QueryDict) -> MapPage:
    """Return the map of what the parameters ask for: a fixed number of queries."""
    ask = Ask(params, "map", MapForm)
    year: int | None = ask.own.get("year")
    placed = find_places(ask.found, year)
    window = _window(ask.own, placed)
    clusters = make_clusters(placed.spots, window)
    seen = sorted((spot for one in clusters for spot in one.spots), key=_rank)
    keys = {one.main.pk for one in clusters}
    keys.update(spot.pk for spot in seen[:LISTED])
    keys.update(pk for pk, _count in placed.elsewhere[:ELSEWHERE])
    names = _Names(keys, year)
    years = ask.found.tally("year")
    frame = ask.frame()
    return MapPage(
        frame=frame,
        land=land_path(window),
        box=f"0 0 {WIDTH * units_of(window)} {HEIGHT * units_of(window)}",
        symbols=_symbols(clusters, names, window, ask),
        rows=[_row(spot.pk, spot.entries, names, ask) for spot in seen[:LISTED]],
        more_rows=max(len(seen) - LISTED, 0),
        elsewhere=[
            _row(pk, count, names, ask) for pk, count in placed.elsewhere[:ELSEWHERE] if count
        ],
        more_elsewhere=max(len(placed.elsewhere) - ELSEWHERE, 0),
        placed=placed.entries,
        outside=len(placed.spots) - len(seen),
        places=len(placed.spots) + len(placed.elsewhere),
        year=year,
        first=min(years, default=0),
        last=max(years, default=0),
        earlier_url=_year_url(ask, year, -1),
        later_url=_year_url(ask, year, 1),
        all_years_url=ask.address(year=None) if year is not None else "",
        steps=_steps(ask, window),
        here=_here(ask, year),
        bar=_scale_bar(window),
        window={"lat": window.latitude, "lon": window.longitude, "zoom": window.zoom},
        kept=[
            (name, str(value))
            for name, value in ask.own.items()
            if name in {"zoom", "lat", "lon", "spot"}
        ],
    )


class _Names:
    """What places are called, today and in the year (two queries)."""

    def __init__(self, keys: Collection[int], year: int | None) -> None:
        self.ends = fetch_ends(keys)
        self.then = names_in_year(self.ends, year) if year is not None and self.ends else {}

    def of(self, pk: int) -> Shown:
        """Return the name in the year, or else the usual one."""
        return self.then.get(pk) or self.usual(pk)

    def usual(self, pk: int) -> Shown:
        """Return the name of today."""
        end = self.ends[pk]
        label = end.label
        return label if label.text else Shown(end.pid, "", False)


def _rank(spot: Spot) -> tuple[int, int]:
    return -spot.entries, spot.pk


def _window(own: dict[str, Any], placed: Placed) -> Window:
    """Return the window that is asked for, or one around all places."""
    if {"zoom", "lat", "lon"} <= own.keys():
        return window_at(*project(own["lat"], own["lon"]), own["zoom"])
    return window_around([(spot.x, spot.y) for spot in placed.spots])


def _look(ask: Ask, window: Window) -> str:
    return ask.address(zoom=window.zoom, lat=window.latitude, lon=window.longitude)


def _steps(ask: Ask, window: Window) -> Steps:
    def unless_same(other: Window) -> str:
        return "" if other == window else _look(ask, other)

    return Steps(
        nearer=unless_same(window.zoomed(NEARER)),
        farther=unless_same(window.zoomed(-NEARER)),
        all=ask.address(zoom=None, lat=None, lon=None) if "zoom" in ask.own else "",
        north=unless_same(window.moved(0, -0.4)),
        south=unless_same(window.moved(0, 0.4)),
        west=unless_same(window.moved(-0.4, 0)),
        east=unless_same(window.moved(0.4, 0)),
    )


def _year_url(ask: Ask, year: int | None, step: int) -> str:
    if year is None or not FIRST_YEAR <= year + step <= LAST_YEAR:
        return ""
    return ask.address(year=year + step)


def _symbols(clusters: list[Cluster], names: _Names, window: Window, ask: Ask) -> list[Symbol]:
    """Return the symbols; the smallest come last and lie on top.

    On a phone the name of the largest alone may cover others: they would be gone beneath it.
    """
    shown = [one for one in clusters if one.main.pk in names.ends]
    most = max((one.count for one in shown), default=0)
    radii = [radius_of(one.count, most) for one in shown]
    labels = [
        Label(one.left, one.top, radius, breadth_of(names.of(one.main.pk).text) + 3)
        for one, radius in zip(shown, radii, strict=True)
    ]
    sides = choose_labels(labels, WIDTH)
    narrow = choose_labels(labels, WIDTH, NARROW, sides, sure=1)
    chosen = ask.own.get("spot")
    return [
        Symbol(
            left=per_cent(100 * one.left / WIDTH),
            top=per_cent(100 * one.top / HEIGHT),
            radius=round(radius, 1),
            ring=round(radius + 3.5, 1),
            places=len(one.spots),
            count=one.count,
            name=names.of(one.main.pk),
            url=_symbol_url(one, names, window, ask),
            side=side,
            side_narrow=side_narrow,
            dx=round(
                (radius + (8 if len(one.spots) > 1 else 4))
                * (1 if (side or side_narrow) == "start" else -1),
                1,
            ),
            over=at < SURE,
            chosen=len(one.spots) == 1 and names.ends[one.main.pk].pid == chosen,
            itself=one.main.itself,
        )
        for at, (one, radius, side, side_narrow) in enumerate(
            zip(shown, radii, sides, narrow, strict=True)
        )
    ]


def _symbol_url(one: Cluster, names: _Names, window: Window, ask: Ask) -> str:
    """Return where a symbol leads: nearer to several places, or to the entries of one."""
    end = names.ends[one.main.pk]
    if len(one.spots) > 1 and window.zoom < CLOSEST:
        x = window.left + one.left / WIDTH * window.width
        y = window.top + one.top / HEIGHT * window.height
        return _look(ask, window.zoomed(NEARER, x, y))
    return f"{ask.address(spot=end.pid)}#here" if one.main.entries else entry_url(end)


def _row(pk: int, count: int, names: _Names, ask: Ask) -> PlaceRow:
    end, name, usual = names.ends[pk], names.of(pk), names.usual(pk)
    return PlaceRow(
        name=name,
        usual=usual if usual.text != name.text else Shown("", "", False),
        url=entry_url(end),
        count=count,
        here_url=f"{ask.address(spot=end.pid)}#here" if count else "",
    )


def _here(ask: Ask, year: int | None) -> Here | None:
    """Return the place that was chosen with its first entries (four queries), if one was."""
    if "spot" not in ask.own:
        return None
    place = Entry.objects.published().filter(pid=ask.own["spot"]).first()
    if place is None:
        return None
    condition = at_place(year, place.pk)
    keys = ask.found.page(condition, sort="date", size=HERE)
    count = ask.found.count(condition)
    entries = Entry.objects.published().in_bulk(keys)
    then = names_in_year([place.pk], year).get(place.pk) if year is not None else None
    narrowed = partial(ask.other_view, "browse")
    chosen = ask.filter.form.cleaned_data.get("place") or ()
    return Here(
        name=then or place.label,
        url=entry_url(place),
        count=count,
        entries=[
            (entry_url(one), one.label, str(Kind(one.kind).label), when(one.span))
            for one in (entries[key] for key in keys if key in entries)
        ],
        list_url=narrowed(place=place.pid) if count and year is None and not chosen else "",
        close_url=ask.address(spot=None),
    )


def _scale_bar(window: Window) -> tuple[str, int]:
    """Return the longest bar of a round number of kilometres that is at most a fifth broad."""
    whole = kilometres_of(window)
    length = max((one for one in SCALE_BAR if one <= whole / 5), default=SCALE_BAR[0])
    return per_cent(100 * length / whole), length
