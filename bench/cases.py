"""What is asked of the archive: for every figure, a list of different addresses."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override

from bench import words
from bench.world import World
from entries.choices import PLURALS, Kind
from entries.models import Entry, Name, Statement
from search.facets import BY_CODE
from search.query import MAX_PAGES, SearchQuery
from search.resultset import ResultSet

TARGETS: Final = {
    "browse": 60.0,
    "entry": 25.0,
    "picture": 100.0,
    "suggestions": 5.0,
    "picker": 50.0,
    "alike": 80.0,
    "desk list": 300.0,
    "form": 1000.0,
}
"""What a reader or an editor may wait at 100,000 entries, in milliseconds at the median."""

WITHIN: Final = 1_000
"""Rows after a key of which the first that fits is drawn: without an end, a database that does not
see how near it is reads them all."""
SOME_PLACES: Final = 3_500
MANY_PLACES: Final = 6_500


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table. `target` names the promise it is held to, if any."""

    name: str
    paths: list[str]
    target: str = ""
    as_editor: bool = False
    is_broad: bool = False
    """Whether a process counts some of these questions soon after its beginning."""


def all_cases(size: int, count: int, only: str = "") -> Iterator[Case]:
    """Yield the cases whose name holds `only`, each with `count` addresses or as many as there are.

    The questions of each are drawn when it is its turn, the same whichever others there are.
    """
    world = World(size)
    for name, (draw, target) in _CASES.items():
        if only in name:
            paths = draw(Asked(world, count))
            yield Case(name, paths, target, is_broad=name == "browse: one facet")


def _pages(first: int, last: int) -> Iterator[dict[str, int]]:
    """Yield pages of the list, as readers turn them."""
    yield from ({"page": page} for page in range(first, last, 1 if first < last else -1))


class Asked:
    """Draws questions from what is in the archive, always the same ones."""

    def __init__(self, world: World, count: int) -> None:
        """Ask `count` questions a case."""
        self.world = world
        self.count = count
        self.dice = random.Random("questions")

    def paths(
        self, view: str, queries: Any, args: Callable[[Any], list[Any]] | None = None
    ) -> list[str]:
        """Return addresses below the three languages in turn."""
        found = []
        for at, query in enumerate(islice(queries, self.count)):
            with override(words.LANGUAGES[at % 3]):
                path = reverse(view, args=args(query) if args else None)
            asked = urlencode(query, doseq=True) if isinstance(query, dict) else ""
            found.append(f"{path}?{asked}" if asked else path)
        return found

    def entries(self, numbers: Any) -> list[str]:
        """Return the addresses of entries."""
        found = list(islice(numbers, self.count))
        rows = Entry.objects.published().in_bulk(found)
        return self.paths(
            "browse:entry",
            (rows[number] for number in found if number in rows),
            lambda entry: [PLURALS[Kind(entry.kind)], entry.pid, entry.slug or "-"],
        )

    def some_entries(self) -> Iterator[int]:
        """Yield numbers of entries of all kinds."""
        while True:
            yield self.dice.randint(1, self.world.size)

    def one_facet(self) -> Iterator[dict[str, Any]]:
        """Yield the most frequent values of every facet, the most frequent of each first."""
        facets = SearchQuery().sized(1).run().facets
        for place in range(20):
            for result in facets:
                if place < len(result.values):
                    yield {result.facet.code: result.values[place].param}

    def months(self) -> Iterator[dict[str, Any]]:
        """Yield months of which much is known, of everything and of persons alone."""
        for at in range(99):
            month = {"at": f"{1895 + at % 25}-{at % 12 + 1:02}"}
            yield month if at % 2 else month | {"kind": "person"}

    def days(self) -> Iterator[dict[str, Any]]:
        """Yield days of the year."""
        for at in range(99):
            yield {"month": at % 12 + 1, "day": at % 28 + 1, "calendar": ("julian", "")[at % 2]}

    def many_places(self) -> Iterator[dict[str, Any]]:
        """Yield values of facets whose entries belong to about five thousand places."""
        for one in self.one_facet():
            query = SearchQuery()
            for code, param in one.items():
                query = query.where(code, [param])
            places = ResultSet(query).tally(BY_CODE["place"].field)
            if SOME_PLACES <= len(places) <= MANY_PLACES:
                yield one

    def in_a_year(self) -> Iterator[dict[str, Any]]:
        """Yield the same with a year."""
        for query in self.one_facet():
            yield query | {"year": self.dice.randint(1880, 1930)}

    def statements(self) -> Iterator[Statement]:
        """Yield statements with an object whose ends are all public."""
        rows = Statement.objects.public().filter(object__isnull=False).with_ends()
        keys = Statement.objects.order_by("pk").values_list("pk", flat=True)
        lowest, highest = keys[0], keys.reverse()[0]
        while True:
            begin = self.dice.randint(lowest, highest)
            found = rows.filter(pk__range=(begin, begin + WITHIN)).order_by("pk").first()
            if found is not None:
                yield found

    def three_facets(self) -> Iterator[dict[str, Any]]:
        """Yield kind, property and object of what is said somewhere."""
        for one in self.statements():
            if one.property.role_label and one.object is not None and one.rank != "deprecated":
                yield {
                    "kind": one.subject.kind,
                    "role": one.property.code,
                    one.object.kind: one.object.pid,
                }

    def texts(self) -> Iterator[dict[str, Any]]:
        """Yield words of names, in every script in turn; every third time two words."""
        for at, name in enumerate(self.names()):
            parts = name.text.split()
            wanted = parts[-2:] if at % 3 == 0 else [max(parts, key=len)]
            yield {"q": " ".join(wanted)}

    def frequent_words(self) -> Iterator[dict[str, Any]]:
        """Yield words that are in many texts."""
        for form in words.THINGS:
            yield {"q": form[self.dice.randrange(3)]}

    def everything_at_once(self) -> Iterator[dict[str, Any]]:
        """Yield a word, two facets and a range of years."""
        for one in self.statements():
            label = one.subject.labels.get(self.dice.choice(words.LANGUAGES), "")
            if label and one.object is not None and one.date is not None and one.date.years():
                year = one.date.years()[0]
                yield {
                    "q": max(label.split(), key=len),
                    "kind": one.subject.kind,
                    one.object.kind: one.object.pid,
                    "from": year - 10,
                    "to": year + 10,
                }

    def begun_names(self, letters: int = 0) -> Iterator[str]:
        """Yield the first letters of names, as an editor types them: three to seven."""
        for name in self.names():
            yield name.text.split()[-1][: letters or self.dice.randint(3, 7)]

    def names(self, language: str = "") -> Iterator[Name]:
        """Yield names of one language, or of all."""
        highest = Name.objects.order_by("-pk").values_list("pk", flat=True)[0]
        while True:
            tag = language or self.dice.choice((*words.LANGUAGES, "ru-Latn"))
            begin = self.dice.randint(1, highest)
            rows = Name.objects.filter(pk__range=(begin, begin + WITHIN), language=tag)
            found = rows.filter(entry__status="published").order_by("pk").first()
            if found is not None:
                yield found


Draw = Callable[[Asked], list[str]]


def _browse(draw: Callable[[Asked], Any]) -> Draw:
    """Return what draws addresses of the list."""
    return lambda asked: asked.paths("browse:browse", draw(asked))


def _picture(view: str, draw: Callable[[Asked], Any]) -> Draw:
    """Return what draws addresses of one of the other views."""
    return lambda asked: asked.paths(f"browse:{view}", draw(asked))


def _of_kinds(_asked: Asked) -> list[dict[str, Any]]:
    return [{"nodes": 200, "kind": kind} for kind in ("person", "organisation", "event")]


def _of_a_facet(asked: Asked) -> Iterator[dict[str, Any]]:
    return (one | {"nodes": 200} for one in asked.one_facet())


def _begun(asked: Asked) -> Iterator[dict[str, Any]]:
    return ({"q": term} for term in asked.begun_names())


_CASES: Final[dict[str, tuple[Draw, str]]] = {
    "home": (_picture("home", lambda _asked: [{}]), ""),
    "browse: everything": (_browse(lambda _asked: _pages(1, 99)), "browse"),
    "browse: one facet": (_browse(Asked.one_facet), "browse"),
    "browse: three facets": (_browse(Asked.three_facets), "browse"),
    "browse: text": (_browse(Asked.texts), "browse"),
    "browse: frequent word": (_browse(Asked.frequent_words), "browse"),
    "browse: text, facets, years": (_browse(Asked.everything_at_once), "browse"),
    "browse: page 400": (_browse(lambda _asked: _pages(MAX_PAGES, MAX_PAGES - 99)), "browse"),
    "timeline: everything": (_picture("timeline", lambda _asked: [{}, {"at": "190X"}]), ""),
    "timeline: one facet": (_picture("timeline", Asked.one_facet), "picture"),
    "timeline: a month": (_picture("timeline", Asked.months), "picture"),
    "on this day": (_picture("on-this-day", Asked.days), "picture"),
    "map: everything": (_picture("map", lambda _asked: [{}, {"year": 1905}]), ""),
    "map: one facet": (_picture("map", Asked.one_facet), "picture"),
    "map: 5,000 places": (_picture("map", Asked.many_places), "picture"),
    "map: one facet, a year": (_picture("map", Asked.in_a_year), "picture"),
    "network: everything": (_picture("network", lambda _asked: [{}, {"nodes": 200}]), ""),
    "network: 200 nodes of a kind": (_picture("network", _of_kinds), "picture"),
    "network: one facet, 200 nodes": (_picture("network", _of_a_facet), "picture"),
    "entry, any": (lambda asked: asked.entries(asked.some_entries()), "entry"),
    "entry, 200 statements": (lambda asked: asked.entries(asked.world.well_known), "entry"),
    "entry, 5,000 statements": (lambda asked: asked.entries([asked.world.central]), ""),
    "suggestions": (_picture("suggestions", _begun), "suggestions"),
}
"""Of each line of the table how its questions are drawn, and what it is held to."""
