"""Pictures of time as plain numbers: the years of a list, and the line of a life.

All positions are per cent of the width or height, so that a template writes them into an SVG that
stretches while its letters do not.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from browse.markup import escaped
from search.results import YearBar

WIDTHS: Final = (1, 2, 5, 10, 25, 50, 100, 500)
"""Years that one bar may stand for."""
MOST_BARS: Final = 170
STEPS: Final = (5, 10, 20, 25, 50, 100, 200, 500, 1000)
MOST_TICKS: Final = 8
MOST_LABELS: Final = 8
"""What a mark says apart, of all that it stands for."""
GROUND: Final = 84.0
"""Where the bars stand; below are the years."""
CEILING: Final = 4.0


class Bar(NamedTuple):
    """One bar."""

    x: str
    y: str
    width: str
    height: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """One year below the line; `anchor` is the SVG's text-anchor."""

    x: str
    year: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A decade, or more where bars are wide: the part of the picture that is one link."""

    x: str
    width: str
    first: int
    last: int
    count: int
    url: str
    bars: list[Bar]

    @property
    def label(self) -> str:
        """Its years, and of a single one how many entries there are."""
        if self.first != self.last:
            return f"{self.first}–{self.last}"
        text = ngettext("%(year)s: %(total)s entry", "%(year)s: %(total)s entries", self.count)
        return text % {"year": self.first, "total": self.count}

    def link(self, name: str = "", *, crawl: bool = False) -> SafeString:
        """Return the stretch as it stands in the picture; a template would take ten times as long.

        `name` begins its identifier, so that the focus stays on it; `crawl` lets crawlers follow.
        """
        title = f"{self.first}: {self.count}" if self.first == self.last else self.label
        bars = "".join(
            f'<rect class="bar-year{" on" if bar.selected else ""}" x="{bar.x}" y="{bar.y}"'
            f' width="{bar.width}" height="{bar.height}"></rect>'
            for bar in self.bars
        )
        own = f' id="{escaped(name)}{self.first}"' if name else ""
        follow = "" if crawl else ' rel="nofollow"'
        return SafeString(
            f'<a href="{escaped(self.url)}"{follow}{own} aria-label="{escaped(self.label)}">'
            f'<title>{title}</title><rect class="ground" x="{self.x}" y="0" width="{self.width}"'
            f' height="100%"></rect>{bars}</a>'
        )


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many entries have something in each year."""

    stretches: list[Stretch]
    ticks: list[Tick]
    first: int
    last: int
    start: int
    """The year at the left end of the picture; `end` is the first that is no longer in it."""
    end: int

    @property
    def linked(self) -> list[Stretch]:
        """The stretches with anything in them."""
        return [one for one in self.stretches if one.url]


class Dated(NamedTuple):
    """Something dated: the years that it covers, what it is, and whether that is not certain."""

    years: Sequence[int]
    label: str
    doubtful: bool = False


class Span(NamedTuple):
    """A stretch of years; `doubtful` where nothing that it stands for is certain."""

    x: str
    width: str
    label: str
    doubtful: bool


class Dot(NamedTuple):
    """A single year with all that is dated in it."""

    x: str
    label: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class LifeLine:
    """What is dated of a life: stretches as bars, single years as dots."""

    spans: list[Span]
    dots: list[Dot]
    ticks: list[Tick]
    first: int
    last: int


def per_cent(value: float) -> str:
    """Return a number for an SVG attribute."""
    return f"{value:.2f}%"


def draw_years(bars: Sequence[YearBar], address: Callable[[int, int], str]) -> Histogram | None:
    """Return the histogram, each stretch of ten bars or years linked by `address(first, last)`.

    None without bars.
    """
    if not bars:
        return None
    first, last = min(bar.year for bar in bars), max(bar.year for bar in bars)
    width = next((w for w in WIDTHS if (last - first) / w <= MOST_BARS), 1000)
    step = max(10, width * 10)
    start, end = first - first % step, last - last % step + step
    counts: dict[int, int] = {}
    selected: set[int] = set()
    for bar in bars:
        bucket = bar.year - bar.year % width
        counts[bucket] = counts.get(bucket, 0) + bar.count
        if bar.selected:
            selected.add(bucket)
    scale = _Scale(start, end, width, max(counts.values()))
    stretches = [
        _stretch(decade, step, counts, selected, scale, address)
        for decade in range(start, end, step)
    ]
    return Histogram(stretches, year_ticks(start, end), first, last, start, end)


def draw_each_year(
    bars: Sequence[YearBar],
    first: int,
    last: int,
    address: Callable[[int, int], str],
    chosen: int | None = None,
) -> Histogram:
    """Return the years from `first` to `last`, each with entries linked by `address`."""
    counts = {bar.year: bar.count for bar in bars if first <= bar.year <= last}
    selected = set() if chosen is None else {chosen}
    end = last + 1
    scale = _Scale(first, end, 1, max(counts.values(), default=1))
    stretches = [_stretch(year, 1, counts, selected, scale, address) for year in range(first, end)]
    step = next((step for step in (1, 2, *STEPS) if (end - first) / step <= MOST_TICKS), 100)
    places = [(year, scale.x(year + 0.5)) for year in range(first + -first % step, end, step)]
    ticks = [Tick(per_cent(x), year, _anchor(x)) for year, x in places]
    return Histogram(stretches, ticks, first, last, first, end)


@dataclass(frozen=True, slots=True)
class _Scale:
    start: int
    end: int
    width: int
    highest: int

    def x(self, year: float) -> float:
        return 100 * (year - self.start) / (self.end - self.start)

    def bar(self, year: int, count: int, selected: bool) -> Bar:
        height = max((GROUND - CEILING) * count / self.highest, 1.5)
        thickness = self.x(self.start + self.width) * 0.86
        return Bar(
            per_cent(self.x(year)),
            per_cent(GROUND - height),
            per_cent(thickness),
            per_cent(height),
            selected,
        )


def _stretch(
    decade: int,
    step: int,
    counts: dict[int, int],
    selected: set[int],
    scale: _Scale,
    address: Callable[[int, int], str],
) -> Stretch:
    years = [year for year in range(decade, decade + step, scale.width) if year in counts]
    return Stretch(
        x=per_cent(scale.x(decade)),
        width=per_cent(scale.x(scale.start + step)),
        first=decade,
        last=decade + step - 1,
        count=sum(counts[year] for year in years),
        url=address(decade, decade + step - 1) if years else "",
        bars=[scale.bar(year, counts[year], year in selected) for year in years],
    )


def year_ticks(start: int, end: int, most: int = MOST_TICKS) -> list[Tick]:
    """Return round years from `start` to `end`, at most `most` and one."""
    length = max(end - start, 1)
    step = next((s for s in STEPS if length / s <= most), 5000)
    ticks = []
    for year in range(start + -start % step, end + 1, step):
        x = 100 * (year - start) / length
        ticks.append(Tick(per_cent(x), year, _anchor(x)))
    return ticks


def label_ends(ticks: list[Tick], first: int, last: int, x: Callable[[int], float]) -> list[Tick]:
    """Return the ticks of an axis, or its first and last year if there are fewer than two.

    `x` says where the middle of a year is.
    """
    if len(ticks) > 1:
        return ticks
    return [Tick(per_cent(x(year)), year, _anchor(x(year))) for year in sorted({first, last})]


def _anchor(x: float) -> str:
    """Return which end of a year stands at its place, so that it stays within the picture."""
    return "start" if x < 3 else "end" if x > 97 else "middle"


def draw_life(dated: Iterable[Dated], within: tuple[int, int] | None = None) -> LifeLine | None:
    """Return the line of what is `dated`.

    None unless there are two different years at least: one point is no line. `within` are the
    first and the last year of an axis that several lines share; on it one point will do.
    """
    known = [one for one in dated if one.years]
    ends = [year for one in known for year in (one.years[0], one.years[-1])]
    if not known or (within is None and len(set(ends)) < 2):
        return None
    first, last = within or (min(ends), max(ends))
    length = last - first + 1

    def x(year: float) -> float:
        return 1 + 98 * (year - first) / length

    spans: dict[tuple[int, int], list[Dated]] = {}
    dots: dict[int, list[Dated]] = {}
    for one in known:
        begin, end = one.years[0], one.years[-1]
        if begin == end:
            dots.setdefault(begin, []).append(one)
        else:
            spans.setdefault((begin, end), []).append(one)
    ticks = [
        Tick(per_cent(x(tick.year)), tick.year, "middle")
        for tick in year_ticks(first, last)
        if 3 < x(tick.year) < 97
    ]
    return LifeLine(
        [
            Span(per_cent(x(begin)), per_cent(x(end + 1) - x(begin)), *_together(all_of))
            for (begin, end), all_of in spans.items()
        ],
        [Dot(per_cent(x(year + 0.5)), *_together(all_of)) for year, all_of in sorted(dots.items())],
        label_ends(ticks, first, last, lambda year: x(year + 0.5)),
        first,
        last,
    )


def _together(all_of: Sequence[Dated]) -> tuple[str, bool]:
    """Return what one mark stands for, each on a line, and whether nothing of it is certain."""
    labels = list(dict.fromkeys(one.label for one in all_of))
    if left := len(labels[MOST_LABELS:]):
        more = ngettext("%(more)s more", "%(more)s more", left) % {"more": left}
        labels = [*labels[:MOST_LABELS], more]
    return "\n".join(labels), all(one.doubtful for one in all_of)
