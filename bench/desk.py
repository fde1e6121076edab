"""What editors ask of the archive and send to it, through the whole request, logged in."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from bench.cases import TARGETS, Asked, Case
from bench.world import World
from desk.worklists.inspecting import inspect_all
from entries.choices import Kind
from entries.models import Entry
from exchange.models import Job
from records.columns import MODELS
from tests.desk.forms import Fields, fields_of

ROWS: Final = 10_000
"""Of the table that is tried."""
TABLE_TARGET: Final = 30_000.0
"""Milliseconds."""
SAVES: Final = 7


@dataclass(frozen=True, slots=True)
class Deed:
    """What an editor sends: `prepare` makes ready what is sent then, which is what is timed."""

    runs: int
    target: float
    prepare: Callable[[Client, int], Callable[[], int]]
    """Takes the client and the number of the run; what it returns answers with bytes."""


def cases(asked: Asked, only: str) -> Iterator[Case]:
    """Yield what is asked, as far as the name holds `only`."""
    for name, (make, target) in _QUESTIONS.items():
        if only in name:
            paths = list(islice(make(asked), asked.count))
            yield Case(name, paths, target, as_editor=True)


def deeds(size: int) -> dict[str, Deed]:
    """Return what is sent, by name."""
    central = World(size).central
    return {
        "desk: save, 5,000 statements": Deed(SAVES, TARGETS["form"], partial(_save, central)),
        "desk: trial of a table of 10,000 rows": Deed(1, TABLE_TARGET, _try_table),
    }


def _pick(terms: Iterable[str]) -> Iterator[str]:
    field = {"app_label": "entries", "model_name": "statement", "field_name": "object"}
    for term in terms:
        yield _address(reverse("admin:entries_entry_autocomplete"), {**field, "term": term})


def _begun(asked: Asked) -> Iterator[str]:
    return _pick(asked.begun_names(3))


def _in_thai(asked: Asked) -> Iterator[str]:
    return _pick(name.text for name in asked.names("th"))


def _identifiers(asked: Asked) -> Iterator[str]:
    keys = list(islice(asked.some_entries(), asked.count))
    return _pick(Entry.objects.filter(pk__in=keys).order_by("pk").values_list("pid", flat=True))


def _alike(asked: Asked) -> Iterator[str]:
    for name in asked.names():
        if name.entry.kind != Kind.PERSON:
            continue
        given = {"text": name.text, "kind": "person", "date": "1880"}
        yield _address(reverse("desk:alike"), given)


def _lists(asked: Asked) -> Iterator[str]:
    """Yield the lists of all kinds, page after page."""
    for at in range(asked.count):
        yield _address(_list(at), {"p": at + 1} if at else {})


def _filtered(asked: Asked) -> Iterator[str]:
    filters = (
        {"status__exact": "draft"},
        {"no_summary": "th"},
        {"status__exact": "published", "no_summary": "ru"},
        {"mine": "changed", "status__exact": "published"},
    )
    for at in range(asked.count):
        yield _address(_list(at), filters[at % len(filters)])


def _searched(asked: Asked) -> Iterator[str]:
    for at, term in enumerate(asked.begun_names()):
        yield _address(_list(at), {"q": term, "status__exact": "published"})


def _list(at: int) -> str:
    model = MODELS[list(Kind)[at % len(Kind)]]
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def _home(asked: Asked) -> Iterator[str]:
    """Yield the home page, once all entries have been inspected for its lists of work."""
    inspect_all()
    yield reverse("admin:index")


def _form(asked: Asked) -> Iterator[str]:
    for at in range(1, 1 + asked.count):
        yield _address(_form_of(asked.world.central), {"statements": at})


_QUESTIONS: Final[Mapping[str, tuple[Callable[[Asked], Iterable[str]], str]]] = {
    "desk: picker, three letters": (_begun, "picker"),
    "desk: picker, a name in Thai": (_in_thai, "picker"),
    "desk: picker, an identifier": (_identifiers, "picker"),
    "desk: who may be the same": (_alike, "alike"),
    "desk: lists of all kinds": (_lists, "desk list"),
    "desk: lists, filtered": (_filtered, "desk list"),
    "desk: lists, searched": (_searched, "desk list"),
    "desk: home with the lists of work": (_home, "desk list"),
    "desk: form, 5,000 statements": (_form, "form"),
}


def _form_of(person: int) -> str:
    return reverse("admin:people_person_change", args=[person])


def _address(path: str, asked: Mapping[str, Any]) -> str:
    return f"{path}?{urlencode(asked)}" if asked else path


def _save(person: int, client: Client, at: int) -> Callable[[], int]:
    """Open the form at one of its pages, and change how certain a statement is."""
    address = _address(_form_of(person), {"statements": 3})
    fields = fields_of(client.get(address), "person_form")
    stands = fields["statements-0-certainty"]
    fields["statements-0-certainty"] = "probable" if stands != "probable" else "possible"
    return partial(_post, client, address, fields)


def _try_table(client: Client, at: int) -> Callable[[], int]:
    """Return what uploads a table of persons and has all its rows tried."""
    settings.JOBS_IN_BACKGROUND = False
    content = _table()

    def send() -> int:
        file = SimpleUploadedFile("persons.csv", content)
        size = _post(client, reverse("desk:jobs"), {"table": "person", "file": file})
        job = Job.objects.order_by("-pk")[0]
        address = reverse("desk:job-columns", args=[job.pk])
        size += _post(client, address, fields_of(client.get(address), None))
        job.refresh_from_db()
        if job.state != Job.State.CHECKED:
            raise RuntimeError(f"The table was not tried: {job.state} {job.message}")
        job.delete()
        return size

    return send


def _table() -> bytes:
    """Return a table in which every third row is a person who is there."""
    there = list(Entry.objects.filter(kind=Kind.PERSON).values_list("pid", flat=True)[:ROWS])
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["pid", "name_en", "name_ru", "gender", "summary_en"])
    for number in range(ROWS):
        pid = there[number % len(there)] if number % 3 == 0 else ""
        summary = "A delegate.\nNothing else is known." if number % 2 else ""
        names = [f"Nikolai Sukhanov {number}", f"Николай Суханов {number}"]
        writer.writerow([pid, *names, "male", summary])
    return text.getvalue().encode()


def _post(client: Client, address: str, fields: Fields) -> int:
    response = client.post(address, fields)
    if response.status_code != 302:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return len(response.content)
