"""The first corpus comes back from tables of the desk, in an empty archive, as it was.

A part of it with every shape of its records serves for every day; `CORPUS_TABLES=1` takes all of
it, for some minutes.
"""

import os
from pathlib import Path
from typing import Final

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dates import HistoricalDate
from entries.choices import ImageRole, Status
from entries.models import Entry, Image, Statement
from exchange.models import Job
from exchange.package import load_package
from exchange.tables.columns import STATEMENT, TABLES
from sources.models import Source
from tests import make
from tests.corpus import snapshot
from tests.desk.conftest import make_member, sign_in
from tests.exchange.chosen import choose, write_vocabulary
from tests.exchange.tables import said
from tests.exchange.test_round_trip import records

FIRST: Final = os.environ.get("CORPUS_FORM", "csv")
"""The form that is brought into the empty archive; what is tried again comes in both."""

pytestmark = pytest.mark.django_db


def make_what_the_corpus_lacks() -> None:
    """Add issues, dates before our era, every status, pictures, and what cells could lose."""
    person = make.make_person(
        {"en": "Peter Petroff", "de": "*"}, editors_note="-\tfirst\n\\second "
    )
    name = person.names.create(text="=Pete | ру", language="en", type="pen", note={"en": "a\nb"})
    source = make.make_source({"de": "Mein Leben"})
    make.cite(name, source, "=1+1", stance="contradicts", note={"de": "falsch | nein"})
    make.cite(name, source, "p. 2")
    make.make_statement(person, "met", value={"de": "jemand", "en": "'=somebody"}, date="c. 1905")
    person.identifiers.create(scheme="viaf", value="59263727", verified=True)
    make.make_place({"fr": "Pétrograd", "th": "เปโตรกราด"})
    serial = make.make_publication("Vpered", languages=["ru"])
    issue = make.make_issue(serial, volume=2)
    make.make_work("A leading article", issue=issue, publication=serial, byline="Антид Ото")
    there = make.make_event("A battle", date=HistoricalDate("-0480~", "julian", "480 BC"))
    for number, rank in enumerate(("preferred", "deprecated")):
        one = make.make_statement(
            person,
            "met",
            value={"de": "eins", "en": f"no. {number}"},
            date=HistoricalDate(f"-04{number}9-09-29?", "julian"),
            rank=rank,
            rank_reason={"en": "Herodotus\nsays so"},
            note={"fr": "une note | deux"},
            editors_note="line\r\nline\ttab",
            certainty="disputed",
        )
        make.cite(one, Source.objects.order_by("pk")[number], "bk 8, ¶ 1; “x”, 'y'")
    survivor = Entry.objects.get(pk=there.pk)
    make.make_event("Another", status=Status.MERGED, merged_into=survivor)
    make.make_event("A third", status=Status.WITHDRAWN, withdrawal_reason={"de": "doppelt"})
    make.make_event("A fourth", status=Status.IN_REVIEW, summary={"ru": " * один\n\n    код"})
    default_storage.save("images/x/a.jpg", ContentFile(b"a picture"))
    words = {**make.WORDS, "label": "f. 1r", "region": "1,2,3,4", "width": 40, "height": 30}
    Image.objects.create(entry=survivor, role=ImageRole.PAGE, file="images/x/a.jpg", **words)


def take_away(client: Client, form: str) -> dict[str, bytes]:
    """Return all tables, as the page of the desk gives them."""
    answers = {table: client.get(f"/desk/tables/{table}.{form}") for table in TABLES}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {table: b"".join(answer) for table, answer in answers.items()}


def bring(
    client: Client, table: str, files: dict[str, dict[str, bytes]], form: str, **options: str
) -> Job:
    """Upload a table and have it tried, with the columns as they were guessed."""
    file = SimpleUploadedFile(f"{table}.{form}", files[form][table])
    client.post("/desk/jobs/", {"table": table, "file": file})
    job = Job.objects.latest("pk")
    columns = {f"column-{at}": code for at, code in enumerate(job.details["mapping"])}
    if table != STATEMENT:
        options["standing"] = "on"
    client.post(f"/desk/jobs/{job.pk}/columns/", {**columns, **options})
    job.refresh_from_db()
    return job


def test_the_corpus_comes_back_from_tables_as_it_was(tmp_path: Path) -> None:
    load_package(write_vocabulary(tmp_path / "vocabulary"))
    client = sign_in(make_member("publisher", "publisher"))
    nothing = snapshot.take()
    load_package(choose(tmp_path / "part", everything="CORPUS_TABLES" in os.environ))
    make_what_the_corpus_lacks()
    before = records()
    files = {form: take_away(client, form) for form in ("csv", "xlsx")}
    snapshot.put_back(nothing)
    assert not Entry.objects.exists()
    assert not Statement.objects.exists()

    for table in TABLES:
        job = bring(client, table, files, FIRST)
        assert not {"error", "ask"} & set(job.counts), (table, said(job))
        client.post(f"/desk/jobs/{job.pk}/write/", {"mode": "all"})
        job.refresh_from_db()
        assert job.state == Job.State.DONE, (table, job.message)

    after = records()
    assert after.keys() == before.keys()
    for pid, record in before.items():
        assert after[pid] == record
    for form in files:
        for table in TABLES:
            again = bring(client, table, files, form, clear="on")
            assert again.counts.keys() == {"skip"}, (table, form, said(again), again.counts)
