"""A data package: backup and exchange of a whole archive."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dates import HistoricalDate
from entries.choices import ImageRole, NameType, Scheme, Status
from entries.models import Entry, Image, Name, Property, Term
from exchange.errors import PackageError
from exchange.package import as_json, dump_package, load_package
from history.models import Revision, RevisionPart, Wording
from history.versions.keeping import begin
from records.read import Outcome
from records.vocabulary import property_record
from sources.models import Citation
from tests import make

pytestmark = pytest.mark.django_db


def make_archive() -> None:
    """Store a small archive with something of everything."""
    source = make.make_source(issued=HistoricalDate("2006"), author="Chattopadhyay, Kunal")
    place = make.make_place(latitude="47.69120", longitude="32.65000")
    person = make.make_person(summary={"en": "Revolutionary and writer."}, gender="male")
    person.occupations.add(make.make_term(Scheme.OCCUPATION, "editor", {"en": "editor"}))
    serial = make.make_publication(languages=["ru"])
    issue = make.make_issue(serial)
    make.make_work(issue=issue, publication=serial, byline="Антид Ото")
    make.make_event(date=HistoricalDate("1915-09-05/1915-09-08"))
    make.make_organisation(status=Status.DRAFT, editors_note="not sure it existed")
    make.make_topic()
    survivor = Entry.objects.get(pk=person.pk)
    make.make_person("Trotzki", status=Status.MERGED, merged_into=survivor)
    make.make_person({"th": "เลนิน"}, status=Status.WITHDRAWN, withdrawal_reason={"th": "ซ้ำ"})
    born = make.make_statement(
        person, "born", date=HistoricalDate("1879-10-26", "julian", "26 Oct 1879"), place=place
    )
    make.make_statement(person, "edited", serial, qualifier="with Martov", editors_note="check")
    for target in (born, person, person.names.get(language="ru")):
        make.cite(target, source, "¶ 1")
    Name.objects.create(entry=survivor, text="Перо", language="ru", type=NameType.COVER)
    Image.objects.create(
        entry=survivor,
        role=ImageRole.PORTRAIT,
        file="images/x/a.jpg",
        width=40,
        height=30,
        **make.WORDS,
    )


def empty() -> None:
    """Delete everything."""
    Citation.objects.all().delete()
    for model in (Image, Name):
        model.objects.all().delete()
    for entry in Entry.objects.all():
        entry.statements.all().delete()
    for kind in ("work", "issue", "publication"):
        Entry.objects.filter(kind=kind).delete()
    Entry.objects.filter(status=Status.MERGED).delete()
    Entry.objects.all().delete()
    Property.objects.all().delete()
    Term.objects.all().delete()
    for kept in (Revision, RevisionPart, Wording):
        kept.objects.all().delete()


def contents(folder: Path) -> dict[str, str]:
    """Return the files of a package by their path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in paths}


def write_package(folder: Path, *records: dict[str, Any]) -> Path:
    """Write a package by hand."""
    folder.mkdir(exist_ok=True)
    for name in ("properties", "terms"):
        (folder / f"{name}.json").write_text("[]")
    for at, record in enumerate(records):
        path = folder / record["kind"] / f"{at}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(record))
    return folder


TROTSKY = {
    "pid": "c00000c",
    "kind": "person",
    "published_at": "2026-11-22T00:00:00Z",
    "names": [{"text": "Trotsky", "language": "en", "type": "preferred"}],
}


def test_an_archive_written_read_and_written_again_is_the_same(tmp_path: Path) -> None:
    make_archive()
    begin()
    first, second = tmp_path / "first", tmp_path / "second"
    count = dump_package(first)
    labels = dict(Entry.objects.values_list("pid", "labels"))
    spans = dict(Entry.objects.values_list("pid", "span"))

    empty()
    assert not Entry.objects.exists()
    outcomes = load_package(first)

    assert outcomes == {Outcome.CREATED: count, Outcome.UPDATED: 0, Outcome.UNCHANGED: 0}
    assert dump_package(second) == count == 11
    assert contents(second) == contents(first)
    assert dict(Entry.objects.values_list("pid", "labels")) == labels
    assert dict(Entry.objects.values_list("pid", "span")) == spans


def test_loading_a_package_again_changes_nothing(tmp_path: Path) -> None:
    make_archive()
    count = dump_package(tmp_path)
    revisions = dict(Entry.objects.values_list("pid", "revision"))

    outcomes = load_package(tmp_path)

    assert outcomes == {Outcome.CREATED: 0, Outcome.UPDATED: 0, Outcome.UNCHANGED: count}
    assert dict(Entry.objects.values_list("pid", "revision")) == revisions


def test_a_backup_holds_drafts_and_editors_notes(tmp_path: Path) -> None:
    make_archive()
    dump_package(tmp_path)

    text = "".join(contents(tmp_path).values())
    assert "not sure it existed" in text
    assert '"editors_note": "check"' in text


def test_files_can_be_read_and_are_named_after_their_entries(tmp_path: Path) -> None:
    person = make.make_person()
    nameless = make.make_person({})
    dump_package(tmp_path)

    files = contents(tmp_path)
    assert f"person/leon-trotsky-{person.pid}.json" in files
    assert f"person/entry-{nameless.pid}.json" in files
    assert "Лев Давидович Троцкий" in files[f"person/leon-trotsky-{person.pid}.json"]
    assert "editors_note" not in files[f"person/leon-trotsky-{person.pid}.json"]


def test_a_file_of_an_entry_that_was_renamed_goes(tmp_path: Path) -> None:
    place = make.make_place({"en": "Petrograd"})
    dump_package(tmp_path)
    name = place.names.get()
    name.text = "Leningrad"
    name.save()

    dump_package(tmp_path)

    found = [path.name for path in (tmp_path / "place").iterdir()]
    assert found == [f"leningrad-{place.pid}.json"]


def test_an_editors_change_is_brought_back_or_kept_as_asked(tmp_path: Path) -> None:
    person = make.make_person()
    make.make_property("born")
    dump_package(tmp_path)
    Property.objects.update(label={"en": "was born"})
    name = person.names.get(language="en")
    name.text = "Lev Trotsky"
    name.save()

    outcomes = load_package(tmp_path, new_only=True)
    assert outcomes == {Outcome.CREATED: 0, Outcome.UPDATED: 0, Outcome.UNCHANGED: 1}
    assert Entry.objects.get().labels["en"] == "Lev Trotsky"
    assert Property.objects.get().label == {"en": "was born"}

    assert load_package(tmp_path)[Outcome.UPDATED] == 1
    assert Entry.objects.get().labels["en"] == "Leon Trotsky"
    assert Property.objects.get().label == {"en": "born in"}


def test_new_entries_come_in_beside_those_that_are_left_alone(tmp_path: Path) -> None:
    make.make_person(make.LENIN, pid="d00000d")
    package = write_package(tmp_path, TROTSKY, {**TROTSKY, "pid": "d00000d"})

    outcomes = load_package(package, new_only=True)

    assert outcomes == {Outcome.CREATED: 1, Outcome.UPDATED: 0, Outcome.UNCHANGED: 1}
    assert Entry.objects.get(pid="d00000d").labels == make.LENIN


@pytest.mark.parametrize(
    "broken",
    [
        {"pid": "c00000d"},
        {"published_at": None},
        {"names": [{"text": "Trotsky", "language": "en", "type": "nickname"}]},
        {"names": [{"text": "x", "language": "en", "type": "pen", "date": {"edtf": "1905-13"}}]},
        {"fields": {"occupations": ["tsar"]}},
        {"statements": [{"id": "b00000000b", "property": "ate"}]},
        {"citations": [{"source": "b00000b"}]},
        {"merged_into": "b00000b", "status": "merged"},
    ],
)
def test_a_broken_file_is_named_and_nothing_is_loaded(
    tmp_path: Path, broken: dict[str, Any]
) -> None:
    good = {**TROTSKY, "pid": "d00000d", "names": []}
    package = write_package(tmp_path, good, {**TROTSKY, **broken})

    with pytest.raises(PackageError) as refused:
        load_package(package)

    assert str(refused.value).startswith(str(tmp_path / "person" / "1.json"))
    assert not Entry.objects.exists()


def test_of_two_files_of_one_entry_both_are_named(tmp_path: Path) -> None:
    package = write_package(tmp_path, TROTSKY, {**TROTSKY, "names": []})

    with pytest.raises(PackageError, match=r"0\.json, .*1\.json: c00000c: There are two records"):
        load_package(package)


@pytest.mark.parametrize("name", ["properties.json", "terms.json"])
def test_a_vocabulary_that_is_missing_or_broken_is_named(tmp_path: Path, name: str) -> None:
    package = write_package(tmp_path, TROTSKY)
    (package / name).write_text('[{"code": "x"}]')
    with pytest.raises(PackageError, match=name):
        load_package(package)

    (package / name).unlink()
    with pytest.raises(PackageError, match=name):
        load_package(package)

    assert not Entry.objects.exists()


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    package = write_package(tmp_path, TROTSKY)
    (package / "person" / "0.json").write_text("{")

    with pytest.raises(PackageError, match=r"0\.json"):
        load_package(package)


def test_the_commands_say_what_they_did(tmp_path: Path) -> None:
    make_archive()
    said = StringIO()

    call_command("dump_records", str(tmp_path), stdout=said)
    call_command("load_records", str(tmp_path), stdout=said)
    call_command("load_records", str(tmp_path), "--new-only", stdout=said)

    assert said.getvalue().splitlines() == [
        f"11 records written to {tmp_path}",
        "0 created, 0 updated, 11 unchanged",
        "0 created, 0 updated, 11 unchanged",
    ]


def test_the_command_says_what_is_wrong_without_a_trace(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"properties\.json"):
        call_command("load_records", str(tmp_path))


def test_default_values_are_left_out_of_a_file() -> None:
    prop = property_record(make.make_property("met", takes_value=False, theme="structure"))

    document = json.loads(as_json([prop]))

    assert "takes_value" not in document[0]
    assert document[0]["code"] == "met"
