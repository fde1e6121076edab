"""What to ask instead: other spellings of what finds little, ways out of what finds nothing.

Nothing is offered that would find nothing, or no more. It costs queries only where little is found,
and as many as a bounded number of small searches.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from django.http import QueryDict
from django.utils.translation import gettext as _

from browse.addresses import browse_url
from browse.asked import Chip, stretch_label
from search.asking import read
from search.asking.tree import leaves
from search.asking.writing import without, write
from search.filters import query_of
from search.query import SearchQuery
from search.results import Results
from search.spelling import FEW, spellings

Address = Callable[..., str]
"""Gives the list with some parameters changed."""

MOST: Final = 6
"""Words, and filters, that are left out in turn."""


@dataclass(frozen=True, slots=True)
class Way:
    """Another question: in words, its address, and how many entries it finds."""

    label: str
    url: str
    total: int


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What is offered: spellings, questions for less, and the nearest years."""

    spellings: list[Way]
    less: list[Way]
    years: list[Way]


NOTHING: Final = Otherwise([], [], [])


def build_otherwise(
    query: SearchQuery, results: Results, chips: Sequence[Chip], address: Address
) -> Otherwise:
    """Return what to offer beside `results`; nothing where much was found.

    `address` gives the list with some parameters changed.
    """
    if results.total > FEW and not results.near:
        return NOTHING
    better = _better(query, 0 if results.near else results.total, address)
    if results.total:
        return Otherwise(better, [], [])
    # Where neither helps alone, what is spelt otherwise or has less words is asked without filters.
    bare = SearchQuery(query.text)
    better = better or _better(bare, 0, browse_url)
    less = _less(query, chips, address) or (_less(bare, [], browse_url) if query.text else [])
    years = [*_wider(query, address), *_years(query, results, address)]
    return Otherwise(better, less, years)


def _better(query: SearchQuery, total: int, address: Address) -> list[Way]:
    """Return the ways to other spellings that find more than `total`."""
    found = spellings(query, total) if query.text else []
    return [Way(one.text, address(q=one.text), one.total) for one in found]


def _less(query: SearchQuery, chips: Sequence[Chip], address: Address) -> list[Way]:
    """Return the ways that ask for less."""
    ways = [
        (_("Search for “%(text)s”") % {"text": text}, address(q=text))
        for text in islice(_without_a_word(query.text), MOST)
    ]
    ways += [(_back_from(chip), chip.url) for chip in chips[:MOST]]
    if query.text and len(chips) > 2:  # the text is one of them
        ways.append((_("Search without any filter"), browse_url(q=query.text)))
    counted = (Way(label, url, _count(url)) for label, url in ways)
    return [way for way in counted if way.total]


def _back_from(chip: Chip) -> str:
    """Return what it is to take back something that was chosen, or left out."""
    if chip.left_out:
        return _("Search with %(left_out)s as well") % {"left_out": chip.left_out}
    return _("Search without %(chosen)s") % {"chosen": chip.label.text}


def _without_a_word(asked: str) -> Iterator[str]:
    """Yield a text without each of its words, phrases and exclusions in turn."""
    tree = read(asked).tree
    for gone in dict.fromkeys(leaves(tree)):
        if text := write(without(tree, gone)):
            yield text


def _count(url: str) -> int:
    """Return how many entries a list has that is spelt so; all of them is no way out."""
    asked = query_of(QueryDict(urlsplit(url).query))
    return 0 if asked == SearchQuery() else asked.count(forgiving=False)


def _wider(query: SearchQuery, address: Address) -> Iterator[Way]:
    """Yield the months, and the years, that days which were asked for lie in."""
    stretch = query.stretch
    while not stretch.of_years:
        stretch = stretch.wider
        total = query.between(stretch.first, stretch.last).count(forgiving=False)
        if total:
            label = _("All that is dated %(time)s") % {"time": stretch_label(stretch)}
            yield Way(label, address(from_=stretch.first, to=stretch.last), total)


def _years(query: SearchQuery, results: Results, address: Address) -> Iterator[Way]:
    """Yield the nearest year before those that were asked for, and the nearest after."""
    first, last = query.stretch.years
    before = [bar for bar in results.histogram if first is not None and bar.year < first]
    after = [bar for bar in results.histogram if last is not None and bar.year > last]
    for bar in (*before[-1:], *after[:1]):
        year = bar.year
        yield Way(_("In %(year)s") % {"year": year}, address(from_=year, to=year), bar.count)
