"""What is taken away as tables comes back as it was, into the same archive and into another."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from entries.choices import NameType
from entries.models import Entry, Name, RetiredPid, Statement
from exchange.models import Job
from exchange.package import as_json, load_package
from exchange.tables.columns import TABLES
from history.models import Revision
from records.columns import MODELS
from records.write import Scope, record_of, recorded
from tests import make
from tests.exchange.tables import exported, imported, said, tried
from tests.exchange.test_package import empty, make_archive

pytestmark = pytest.mark.django_db


def records() -> dict[str, str]:
    """Return the full records of the archive by pid."""
    return {
        entry.pid: as_json(record_of(entry, Scope.FULL))
        for kind in MODELS
        for entry in recorded(kind, Scope.FULL)
    }


def make_odd_rows() -> None:
    """Add what a table could lose: order, line breaks, bars, formulas, further languages."""
    person = Entry.objects.get(labels__en="Leon Trotsky")
    source = make.make_source({"de": "Mein Leben"})
    name = Name.objects.create(
        entry=person, text="Peter | Petroff", language="en", type=NameType.PEN, note={"en": "a\nb"}
    )
    make.cite(name, source, "=1+1", stance="contradicts", note={"de": "falsch | nein"})
    make.cite(name, source, "p. 2")
    make.make_statement(person, "met", value={"de": "jemand", "en": "'=somebody"}, date="c. 1905")
    make.make_place({"en": "Petrograd", "fr": "Pétrograd"}, editors_note="-\tfirst\n\\second ")
    person.identifiers.create(scheme="wikidata", value="Q33391", verified=True)
    person.identifiers.create(scheme="viaf", value="59263727")


@pytest.fixture
def archive() -> dict[str, str]:
    make_archive()
    make_odd_rows()
    default_storage.save("images/x/a.jpg", ContentFile(b"a picture"))
    return records()


def test_importing_what_was_exported_changes_nothing(archive: dict[str, str]) -> None:
    user = make.make_editor()

    for table in TABLES:
        job = tried(user, table, exported(table), clear=True, standing=True)
        assert set(job.counts) <= {"skip"}, (table, said(job))

    assert records() == archive


def test_an_empty_archive_becomes_the_same_by_importing_all_tables(
    archive: dict[str, str], tmp_path: Path
) -> None:
    files = {table: exported(table) for table in TABLES}
    vocabulary = tmp_path / "vocabulary"
    keep_vocabulary(vocabulary)
    empty()
    RetiredPid.objects.all().delete()
    load_package(vocabulary)
    user = make.make_editor()

    jobs = [imported(user, table, files[table], standing=True) for table in TABLES]

    assert [
        (job.table, job.state, job.message) for job in jobs if job.state != Job.State.DONE
    ] == []
    assert records() == archive
    again = [tried(user, table, files[table], standing=True).counts for table in TABLES]
    assert all(set(counts) <= {"skip"} for counts in again), again


def keep_vocabulary(folder: Path) -> None:
    from entries.models import Property, Term
    from records.vocabulary import property_record, term_record

    folder.mkdir()
    found: list[tuple[str, Any]] = [
        ("properties", [property_record(one) for one in Property.objects.all()]),
        ("terms", [term_record(one) for one in Term.objects.all()]),
    ]
    for name, rows in found:
        (folder / f"{name}.json").write_text(as_json(rows))


def test_what_is_imported_has_its_revision_and_its_log(archive: dict[str, str]) -> None:
    user = make.make_editor()
    text = exported("place").replace("Yanovka", "Janowka")

    job = imported(user, "place", text)

    place = Entry.objects.get(labels__en="Janowka")
    last = Revision.objects.filter(pid=place.pid).order_by("-number")[0]
    assert (last.action, last.user, last.note) == ("import", user, f"{job.pk}. list.csv")
    assert place.log.latest("at").action == "import"
    assert place.changed_by == user
    assert Statement.objects.filter(place=place).exists()
