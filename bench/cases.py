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
from search.query import MAX_PAGES, SearchQuery

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


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table. `target` names the promise it is held to, if any."""

    name: str
    paths: list[str]
    target: str = ""
    as_editor: bool = False
    is_broad: bool = False
    """Whether a process counts some of these questions soon after its beginning."""


def all_cases(size: int, count: int) -> Iterator[Case]:
    """Yield the cases, each with `count` addresses (fewer where there are no more)."""
    asked = Asked(World(size), count)
    yield Case("home", asked.paths("browse:home", [{}]))
    yield Case("browse: everything", asked.browse({"page": page} for page in _pages()), "browse")
    yield Case("browse: one facet", asked.browse(asked.one_facet()), "browse", is_broad=True)
    yield Case("browse: three facets", asked.browse(asked.three_facets()), "browse")
    yield Case("browse: text", asked.browse(asked.texts()), "browse")
    yield Case("browse: frequent word", asked.browse(asked.frequent_words()), "browse")
    yield Case("browse: text, facets, years", asked.browse(asked.everything_at_once()), "browse")
    yield Case(
        "browse: page 400", asked.browse({"page": MAX_PAGES - at} for at in range(99)), "browse"
    )
    yield Case("timeline: everything", asked.paths("browse:timeline", [{}, {"at": "190X"}]))
    yield Case("timeline: one facet", asked.paths("browse:timeline", asked.one_facet()), "picture")
    yield Case("timeline: a month", asked.paths("browse:timeline", asked.months()), "picture")
    yield Case("on this day", asked.paths("browse:on-this-day", asked.days()), "picture")
    yield Case("map: everything", asked.paths("browse:map", [{}, {"year": 1905}]))
    yield Case("map: one facet", asked.paths("browse:map", asked.one_facet()), "picture")
    yield Case("map: one facet, a year", asked.paths("browse:map", asked.in_a_year()), "picture")
    sizes = ({"nodes": 200, "kind": kind} for kind in ("person", "organisation", "event"))
    yield Case("network: everything", asked.paths("browse:network", [{}, {"nodes": 200}]))
    yield Case("network: 200 nodes of a kind", asked.paths("browse:network", sizes), "picture")
    yield Case(
        "network: one facet, 200 nodes",
        asked.paths("browse:network", (one | {"nodes": 200} for one in asked.one_facet())),
        "picture",
    )
    yield Case("entry, any", asked.entries(asked.some_entries()), "entry")
    yield Case("entry, 200 statements", asked.entries(asked.world.well_known), "entry")
    yield Case("entry, 5,000 statements", asked.entries([asked.world.central]), "")
    yield Case(
        "suggestions",
        asked.paths("browse:suggestions", ({"q": term} for term in asked.begun_names())),
        "suggestions",
    )


def _pages() -> Iterator[int]:
    """Yield numbers of pages, as readers turn them."""
    yield from range(1, 99)


def _deep() -> Iterator[int]:
    """Yield numbers of the last pages that may be asked for."""
    yield from range(MAX_PAGES, MAX_PAGES - 99, -1)


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

    def browse(self, queries: Any) -> list[str]:
        """Return addresses of the list."""
        return self.paths("browse:browse", queries)

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
            found = rows.filter(pk__gte=self.dice.randint(lowest, highest)).order_by("pk").first()
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
            rows = Name.objects.filter(pk__gte=self.dice.randint(1, highest), language=tag)
            found = rows.filter(entry__status="published").order_by("pk").first()
            if found is not None:
                yield found
