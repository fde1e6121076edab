"""Fills an empty database with a made archive, through the models, in bounded memory."""

import time
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from bench import words
from bench.world import Claim, World
from entries import pid as pids
from entries.choices import Kind, Status, TextRole
from entries.derive import set_names, span_of
from entries.models import Entry, Name, Property, Statement, Term, Text
from people.models import Person
from records.columns import MODELS
from records.vocabulary import parse_properties, parse_terms, read_properties, read_terms
from sources.models import CSL_TYPES, Citation

BATCH: Final = 1_000
EDITOR: Final = "bench"
"""The superuser whose requests are timed; no password opens the account."""

_SPACE: Final = 19 * 29 ** (pids.LENGTH - 2)
_STRIDE: Final = 179_424_673
"""A prime: stepping by it through all identifiers meets each once."""


def generate(size: int, fixtures: Any, say: Any = print) -> None:
    """Fill the database with `size` entries; raises RuntimeError if there are entries already."""
    call_command("migrate", verbosity=0)
    if Entry.objects.exists():
        raise RuntimeError("This database has entries already: give an empty one.")
    read_properties(parse_properties.validate_json((fixtures / "properties.json").read_bytes()))
    read_terms(parse_terms.validate_json((fixtures / "terms.json").read_bytes()))
    get_user_model().objects.create_superuser(EDITOR, f"{EDITOR}@example.org", None)
    started = time.perf_counter()
    Generator(World(size)).run()
    say(f"{size} entries made in {time.perf_counter() - started:.0f} s")


class Generator:
    """Writes the rows of a world."""

    def __init__(self, world: World) -> None:
        """Read the vocabulary once."""
        self.world = world
        self.now = timezone.now()
        self.properties = {one.code: one for one in Property.objects.all()}
        self.terms: dict[str, list[int]] = {}
        for scheme, pk in Term.objects.values_list("scheme", "pk"):
            self.terms.setdefault(scheme, []).append(pk)
        self.uid = 0

    def run(self) -> None:
        """Write entries first, so that statements always find both ends."""
        for kind, numbers in self.world.ranges.items():
            for batch in _batches(numbers, BATCH):
                with transaction.atomic():
                    self._write_entries(batch, kind)
        claims = chain.from_iterable(
            self.world.claims(number, kind)
            for kind, numbers in self.world.ranges.items()
            for number in numbers
        )
        for claim_batch in _batches(chain(claims, self.world.extra_claims()), 2 * BATCH):
            with transaction.atomic():
                self._write_claims(claim_batch)
        _finish()

    def _write_entries(self, numbers: list[int], kind: str) -> None:
        """Write the entries with these numbers, their names and their texts."""
        specific = [self._entry(number, kind) for number in numbers]
        names = [name for entry in specific for name in self._names(entry)]
        common = [_common(entry) for entry in specific]
        Entry.objects.bulk_create(common)
        # Django's bulk_create refuses models with a parent; each table apart goes well.
        _insert(MODELS[kind], specific)
        Name.objects.bulk_create(names)
        Text.objects.bulk_create(text for number in numbers for text in self._texts(number))
        if kind == Kind.PERSON:
            self._write_occupations(numbers)

    def _entry(self, number: int, kind: str) -> Entry:
        """Return the entry with all its columns but those that follow from its names."""
        dice = self.world.dice("entry", number)
        status = dice.choices((Status.PUBLISHED, Status.DRAFT, Status.IN_REVIEW), (97, 2, 1))[0]
        if number in (self.world.central, *self.world.well_known):
            status = Status.PUBLISHED
        entry = MODELS[kind](
            id=number,  # the key of the common table, and
            pk=number,  # that of the table of the kind
            pid=pid_of(number),
            kind=kind,
            status=status,
            published_at=self.now if status == Status.PUBLISHED else None,
            revision=1,
            created_at=self.now,
            changed_at=self.now,
        )
        for name, value in self._columns(dice, number, kind).items():
            setattr(entry, name, value)
        entry.span = entry.own_date if entry.has_own_date else self._span(number, kind)
        return entry

    def _columns(self, dice: Any, number: int, kind: str) -> dict[str, Any]:
        """Return the own columns of an entry."""
        world = self.world
        date = world.date(dice, world.year(dice)) if dice.random() < 0.9 else None
        columns: dict[str, Any] = {}
        if f"{kind}-type" in self.terms:
            columns["type_id"] = dice.choice(self.terms[f"{kind}-type"])
        parent = world.draw(dice, kind)
        has_parent = dice.random() < 0.4 and parent < number
        match kind:
            case Kind.SOURCE:
                columns |= {
                    "csl_type": dice.choice(CSL_TYPES)[0],
                    "author": words.surname(dice).en,
                    "publisher": words.title(dice, words.town(dice)).en,
                    "issued": date,
                }
            case Kind.PERSON:
                columns["gender"] = dice.choice(("female", "male", "male"))
            case Kind.PLACE:
                columns |= {
                    "latitude": round(dice.uniform(35, 65), 5),
                    "longitude": round(dice.uniform(-10, 130), 5),
                    "part_of_id": parent if has_parent else None,
                }
            case Kind.TOPIC:
                columns["broader_id"] = parent if has_parent else None
            case Kind.ISSUE:
                columns |= {
                    "publication_id": world.publication_of(number),
                    "number_printed": f"№ {1 + number % 90}",
                    "number": 1 + number % 90,
                    "date": date,
                    "printed_at_id": world.draw(dice, Kind.PLACE),
                }
            case Kind.WORK:
                columns |= {
                    "date": date,
                    "languages": [dice.choice(("ru", "de", "en", "th"))],
                    "publication_id": world.draw(dice, Kind.PUBLICATION) if has_parent else None,
                    "byline": words.surname(dice).ru if dice.random() < 0.3 else "",
                }
            case Kind.EVENT:
                columns |= {
                    "date": date,
                    "place_id": world.draw(dice, Kind.PLACE) if dice.random() < 0.8 else None,
                    "part_of_id": parent if has_parent else None,
                }
        if kind == Kind.ISSUE:
            columns["sort_number"] = (date.earliest if date else 0) or 0
        return columns

    def _span(self, number: int, kind: str) -> Any:
        """Return the span of years as the statements of the entry give it."""
        statements = (self._statement(claim) for claim in self.world.claims(number, kind))
        return span_of(
            one
            for one in statements
            if one.property.boundary and one.date is not None and one.rank != "deprecated"
        )

    def _names(self, entry: Entry) -> list[Name]:
        """Return the names of an entry with their keys, and set what the entry keeps of them."""
        names = [
            Name(entry_id=entry.pk, text=text, language=tag, type=kind, position=place)
            for place, (text, tag, kind) in enumerate(self.world.names(entry.pk, entry.kind))
        ]
        for name in names:
            name.set_keys()
        vars(entry)["_prefetched_objects_cache"] = {"names": _Fetched(names)}
        set_names(entry)
        return names

    def _texts(self, number: int) -> Iterator[Text]:
        """Yield summaries in most languages, and here and there an article."""
        dice = self.world.dice("texts", number)
        for tag in words.LANGUAGES:
            if dice.random() < 0.85:
                body = words.running_text(dice, tag, dice.randint(15, 45))
                yield Text(entry_id=number, language=tag, role=TextRole.SUMMARY, body=body)
            if dice.random() < 0.03:
                body = words.running_text(dice, tag, dice.randint(150, 600))
                yield Text(entry_id=number, language=tag, role=TextRole.ARTICLE, body=body)

    def _write_occupations(self, numbers: list[int]) -> None:
        """Write one or two occupations a person."""
        through = Person.occupations.through
        rows = []
        for number in numbers:
            dice = self.world.dice("occupations", number)
            terms = dice.sample(self.terms["occupation"], dice.choice((0, 1, 1, 2)))
            rows += [through(person_id=number, term_id=term) for term in terms]
        through.objects.bulk_create(rows)

    def _statement(self, claim: Claim) -> Statement:
        """Return the statement of a claim, not stored."""
        return Statement(
            subject_id=claim.subject,
            property=self.properties[claim.code],
            object_id=claim.object,
            value=claim.value,
            date=claim.date,
            place_id=claim.place,
            event_id=claim.event,
            note=claim.note,
            certainty=claim.certainty,
            rank=claim.rank,
        )

    def _write_claims(self, claims: list[Claim]) -> None:
        """Write statements and their evidence."""
        statements = []
        for claim in claims:
            self.uid += 1
            statement = self._statement(claim)
            body = f"b{self.uid:08d}"
            statement.uid = body + pids.check_character(body)
            statements.append(statement)
        Statement.objects.bulk_create(statements)
        Citation.objects.bulk_create(
            Citation(
                statement_id=statement.pk,
                source_id=source,
                locator=locator,
                stance=stance,
                position=place,
            )
            for statement, claim in zip(statements, claims, strict=True)
            for place, (source, locator, stance) in enumerate(claim.citations)
        )


class _Fetched(list[Any]):
    """Names that are there already, where a model looks for a fetched queryset."""

    def all(self) -> "_Fetched":
        """Return the names."""
        return self


def pid_of(number: int) -> str:
    """Return the identifier of an entry: another one for each number."""
    rest = number * _STRIDE % _SPACE
    body = pids.ALPHABET[10 + rest % 19]
    rest //= 19
    for _ in range(pids.LENGTH - 2):
        body += pids.ALPHABET[rest % 29]
        rest //= 29
    return body + pids.check_character(body)


def _common(entry: Entry) -> Entry:
    """Return the row of the table that all kinds share."""
    names = [field.attname for field in Entry._meta.local_concrete_fields]
    return Entry(**{name: getattr(entry, name) for name in names})


def _insert(model: type[Entry], rows: list[Entry]) -> None:
    """Insert rows into the table of a kind alone: Django keeps the way to do so to itself."""
    queryset: Any = model._base_manager.all()
    queryset._for_write = True  # noqa: SLF001
    queryset._batched_insert(rows, model._meta.local_concrete_fields, None)  # noqa: SLF001


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield lists of at most `size` items."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def _finish() -> None:
    """Let the database count on from what was written, and know its tables."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Entry]):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
