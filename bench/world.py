"""The made archive as rules: what each entry is called and what is said of it.

Everything follows from the number of an entry and the size of the archive, so nothing has to be
kept: a hundred thousand or a million entries are made in the same memory. Kinds come in the
proportions of the shipped corpus, which has no issues yet; here they are one entry in twenty.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from bench import words
from bench.words import Form, Zipf
from dates import HistoricalDate
from entries.choices import Kind, NameType

SHARES: Final = {
    Kind.SOURCE: 0.04,
    Kind.TOPIC: 0.08,
    Kind.PLACE: 0.16,
    Kind.PERSON: 0.15,
    Kind.ORGANISATION: 0.14,
    Kind.PUBLICATION: 0.02,
    Kind.ISSUE: 0.05,
    Kind.WORK: 0.08,
    Kind.EVENT: 0.28,
}
"""The kinds in the order of `records.columns.MODELS`: none requires a later one."""

SAID: Final[dict[str, tuple[tuple[str, str, int], ...]]] = {
    Kind.PERSON: (
        ("member-of", Kind.ORGANISATION, 9),
        ("participated-in", Kind.EVENT, 9),
        ("delegate-at", Kind.EVENT, 4),
        ("wrote", Kind.WORK, 7),
        ("edited", Kind.PUBLICATION, 5),
        ("contributed-to", Kind.PUBLICATION, 4),
        ("resided-at", Kind.PLACE, 8),
        ("exiled-to", Kind.PLACE, 4),
        ("arrested", Kind.PLACE, 3),
        ("studied-at", Kind.ORGANISATION, 3),
        ("held-office", Kind.ORGANISATION, 4),
        ("associate-of", Kind.PERSON, 6),
        ("parent-of", Kind.PERSON, 3),
        ("opposed", Kind.TOPIC, 3),
        ("occupation", "", 3),
    ),
    Kind.ORGANISATION: (
        ("located-in", Kind.PLACE, 6),
        ("part-of", Kind.ORGANISATION, 5),
        ("participated-in", Kind.EVENT, 6),
        ("supported", Kind.TOPIC, 3),
        ("opposed", Kind.ORGANISATION, 4),
        ("purpose", "", 3),
    ),
    Kind.PUBLICATION: (
        ("published-at", Kind.PLACE, 6),
        ("organ-of", Kind.ORGANISATION, 6),
        ("published-by", Kind.ORGANISATION, 3),
        ("continued-by", Kind.PUBLICATION, 2),
    ),
    Kind.ISSUE: (
        ("about", Kind.EVENT, 5),
        ("about", Kind.PERSON, 3),
        ("printed-at", Kind.PLACE, 3),
    ),
    Kind.WORK: (
        ("about", Kind.TOPIC, 6),
        ("about", Kind.EVENT, 5),
        ("about", Kind.PERSON, 4),
        ("addressed-to", Kind.ORGANISATION, 2),
        ("published-by", Kind.ORGANISATION, 3),
        ("purpose", "", 1),
    ),
    Kind.EVENT: (
        ("took-place", Kind.PLACE, 8),
        ("led-to", Kind.EVENT, 5),
        ("part-of", Kind.EVENT, 5),
        ("directed-against", Kind.ORGANISATION, 4),
        ("related-to", Kind.PERSON, 4),
        ("purpose", "", 2),
    ),
    Kind.PLACE: (("located-in", Kind.PLACE, 7), ("near", Kind.PLACE, 3), ("described-as", "", 3)),
    Kind.TOPIC: (("part-of", Kind.TOPIC, 5), ("related-to", Kind.TOPIC, 4), ("argued", "", 2)),
    Kind.SOURCE: (("about", Kind.PERSON, 4), ("about", Kind.EVENT, 4), ("about", Kind.TOPIC, 2)),
}
"""What is said of each kind: property, kind of the object (empty: a text), weight."""

BOUNDS: Final = {
    Kind.PERSON: ("born", "died"),
    Kind.ORGANISATION: ("established", "came-to-an-end"),
    Kind.PUBLICATION: ("established", "came-to-an-end"),
}

VERY_MANY: Final = 5_000
MANY: Final = 200
"""Statements about the one person of whom most is said, and about some who are well known."""


@dataclass(slots=True)
class Claim:
    """One statement to be; entries by number."""

    code: str
    subject: int
    object: int | None = None
    value: dict[str, str] = field(default_factory=dict)
    date: HistoricalDate | None = None
    place: int | None = None
    event: int | None = None
    note: dict[str, str] = field(default_factory=dict)
    certainty: str = "certain"
    rank: str = "normal"
    citations: list[tuple[int, str, str]] = field(default_factory=list)
    """Source, locator, stance."""


class World:
    """An archive of `size` entries, numbered from 1, kind after kind."""

    def __init__(self, size: int) -> None:
        """Divide the numbers among the kinds."""
        self.size = size
        self.ranges: dict[str, range] = {}
        start = 1
        for kind, share in SHARES.items():
            count = max(3, round(size * share)) if kind != Kind.EVENT else size + 1 - start
            self.ranges[kind] = range(start, start + count)
            start += count
        self._draws = {kind: Zipf(len(numbers)) for kind, numbers in self.ranges.items()}
        persons = self.ranges[Kind.PERSON]
        self.central = persons[-1]
        """The person with `VERY_MANY` statements."""
        self.well_known = list(persons[-1 - min(25, max(1, size // 400)) : -1])
        """Persons with `MANY` statements. Nobody of these is drawn otherwise."""

    def dice(self, purpose: str, number: int) -> random.Random:
        """Return the dice of one entry for one purpose: they always fall the same way."""
        return random.Random(f"{self.size} {purpose} {number}")

    def draw(self, dice: random.Random, kind: str) -> int:
        """Return the number of an entry, some far more often than others."""
        number = self.ranges[kind][self._draws[kind].draw(dice)]
        return (
            self.ranges[kind][0] if number >= self.well_known[0] and kind == Kind.PERSON else number
        )

    @lru_cache(maxsize=50_000)  # noqa: B019 - one world a process
    def form(self, number: int, kind: str) -> Form:
        """Return the preferred names of an entry."""
        dice = self.dice("name", number)
        if kind == Kind.PERSON:
            given, family = words.person(dice)
            return given.beside(family)
        if kind == Kind.PLACE:
            return words.town(dice)
        if kind == Kind.ISSUE:
            serial = self.form(self.publication_of(number), Kind.PUBLICATION)
            count = str(1 + number % 90)
            return serial.beside(Form(f"ฉบับที่ {count}", f"No. {count}", f"№ {count}"))
        where = self.form(self.draw(dice, Kind.PLACE), Kind.PLACE)
        return words.title(dice, where)

    def publication_of(self, issue: int) -> int:
        """Return the serial of an issue."""
        return self.draw(self.dice("serial", issue), Kind.PUBLICATION)

    def year(self, dice: random.Random) -> int:
        """Return a year, most often between 1880 and 1940."""
        return round(dice.triangular(1840, 1960, 1912))

    def claims(self, number: int, kind: str) -> Iterator[Claim]:
        """Yield what is said with this entry as the subject, always the same."""
        dice = self.dice("claims", number)
        yield from self._bounds(dice, number, kind)
        count = dice.choice((1, 2, 2, 3, 3, 4, 5))
        for _ in range(count):
            yield self._claim(dice, number, kind)

    def extra_claims(self) -> Iterator[Claim]:
        """Yield what is said of the persons of whom very much is said."""
        for number, count in [(self.central, VERY_MANY), *((one, MANY) for one in self.well_known)]:
            dice = self.dice("many", number)
            have = sum(1 for _ in self.claims(number, Kind.PERSON))
            for _ in range(count - have):
                yield self._claim(dice, number, Kind.PERSON)

    def _bounds(self, dice: random.Random, number: int, kind: str) -> Iterator[Claim]:
        """Yield the statements that open and close a life."""
        if kind not in BOUNDS:
            return
        begin, end = BOUNDS[Kind(kind)]
        year = self.year(dice)
        if dice.random() < 0.9:
            yield self._dress(dice, Claim(begin, number, self.draw(dice, Kind.PLACE)), year)
        if dice.random() < 0.7:
            later = year + dice.randint(1, 70)
            claim = Claim(end, number, self.draw(dice, Kind.PLACE if kind == "person" else "event"))
            yield self._dress(dice, claim, later)

    def _claim(self, dice: random.Random, number: int, kind: str) -> Claim:
        """Return any other statement."""
        code, other, _weight = dice.choices(SAID[kind], [one[2] for one in SAID[kind]])[0]
        claim = Claim(code, number)
        if other:
            claim.object = self.draw(dice, other)
            if claim.object == number:
                claim.object = self.ranges[other][number == self.ranges[other][0]]
        else:
            claim.value = self.texts(dice, 4, 0.7)
        return self._dress(dice, claim, self.year(dice) if dice.random() < 0.7 else None)

    def _dress(self, dice: random.Random, claim: Claim, year: int | None) -> Claim:
        """Add the date, the circumstances and the evidence of a statement."""
        if year is not None:
            claim.date = self.date(dice, year)
        if dice.random() < 0.15:
            claim.place = self.draw(dice, Kind.PLACE)
        if dice.random() < 0.1:
            claim.event = self.draw(dice, Kind.EVENT)
        if dice.random() < 0.15:
            claim.note = self.texts(dice, 12, 0.5)
        claim.certainty = dice.choices(
            ("certain", "probable", "possible", "disputed"), (90, 6, 2, 2)
        )[0]
        claim.rank = dice.choices(("normal", "preferred", "deprecated"), (96, 2, 2))[0]
        for _ in range(dice.choices((0, 1, 2, 3), (15, 60, 20, 5))[0]):
            stance = "contradicts" if dice.random() < 0.04 else "supports"
            locator = (
                f"p. {dice.randint(1, 400)}" if dice.random() < 0.7 else f"¶ {dice.randint(1, 90)}"
            )
            claim.citations.append((self.draw(dice, Kind.SOURCE), locator, stance))
        return claim

    def date(self, dice: random.Random, year: int) -> HistoricalDate:
        """Return a date in this year, in one of the forms in which archives have them."""
        month, day = dice.randint(1, 12), dice.randint(1, 28)
        form = dice.choices(
            ("day", "julian", "month", "year", "circa", "range"), (25, 15, 15, 30, 7, 8)
        )
        match form[0]:
            case "day":
                return HistoricalDate(f"{year}-{month:02}-{day:02}")
            case "julian" if year < 1918:
                edtf = f"{year}-{month:02}-{day:02}"
                return HistoricalDate(edtf, "julian", f"{day:02}.{month:02}.{year} O.S.")
            case "month":
                return HistoricalDate(f"{year}-{month:02}")
            case "circa":
                return HistoricalDate(f"{year}~")
            case "range":
                return HistoricalDate(f"{year}/{year + dice.randint(1, 6)}")
            case _:
                return HistoricalDate(f"{year}")

    def texts(self, dice: random.Random, length: int, share: float) -> dict[str, str]:
        """Return a text in some of the three languages, at least in one."""
        chosen = [tag for tag in words.LANGUAGES if dice.random() < share] or ["en"]
        return {tag: words.running_text(dice, tag, length) for tag in chosen}

    def names(self, number: int, kind: str) -> Iterator[tuple[str, str, str]]:
        """Yield text, language and type of every name, no more than one preferred a language."""
        form = self.form(number, kind)
        dice = self.dice("names", number)
        for tag, text, share in zip(words.LANGUAGES, form, (0.96, 1.0, 0.98), strict=True):
            if dice.random() < share:
                yield text, tag, NameType.PREFERRED
        if kind == Kind.PERSON:
            for tag, text in zip(words.LANGUAGES, form, strict=True):
                yield text.split()[-1], tag, NameType.SHORT
        for old, new in (("sky", "skii"), ("v", "w"), ("ch", "tsch"), ("sh", "š")):
            if old in form.en and dice.random() < 0.35:
                yield form.en.replace(old, new), "ru-Latn", NameType.VARIANT
        if dice.random() < 0.15:
            other = words.surname(dice)
            yield other.ru, "ru", NameType.PEN if kind == Kind.PERSON else NameType.FORMER
            yield other.th, "th", NameType.PEN if kind == Kind.PERSON else NameType.FORMER
        if dice.random() < 0.2:
            yield "".join(part[0] for part in form.ru.split()).upper(), "ru", NameType.ABBREVIATION
