"""A package carries history: a restored archive reads, numbers and un-merges as the old one did."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from entries import actions
from entries.choices import Status
from entries.models import AuditRecord, Entry, Name, RetiredPid, Statement
from exchange.errors import PackageError
from exchange.package import dump_package, load_package
from history.closing import close, is_closed
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.merging.undo import undo
from history.models import Closure, Merge, Revision, RevisionPart, Version, VersionPart, Wording
from history.versions.parts import canonical
from history.versions.reading import latest, read_version
from history.versions.revisions import read_revision
from people.models import Person
from records.read import Outcome
from tests import make
from tests.exchange.test_package import contents, empty

pytestmark = pytest.mark.django_db


@pytest.fixture
def krupskaya() -> User:
    """A publisher."""
    return make.make_editor(first_name="Nadezhda", last_name="Krupskaya")


def save(entry: Entry, user: User, note: str = "") -> None:
    """Write the log as a form does at its end."""
    actions.record(entry, user, "change", note)


def make_past(user: User) -> None:
    """Store a small archive that has been edited, merged, withdrawn and closed."""
    trotsky, bronstein = make.make_person(), make.make_person({"en": "Lev Bronstein"})
    paper, place, source = make.make_publication(), make.make_place(), make.make_source()
    for year in ("1914", "1915"):
        make.cite(make.make_statement(trotsky, "edited", paper, date=year), source, f"p. {year}")
    make.make_statement(bronstein, "edited", paper, date="1908")
    make.make_statement(bronstein, "born", place=place, date="1879")
    for entry in (source, place, paper, bronstein, trotsky):
        save(entry, user, "first")
    # Made in this order, the rows of the statements are in another than after a restore.
    make.make_statement(make.make_person(make.LENIN), "met", trotsky, date="1902")
    make.make_statement(trotsky, "met", make.make_person("Parvus"), date="1904")
    for entry in Person.objects.order_by("-pk"):
        save(entry, user, "met")
    name = Name.objects.get(entry=paper, language="en")
    name.text = "Our Word"
    name.save()
    save(paper, user, "translated")
    prop = make.make_property("edited")
    prop.label = {"en": "was an editor of"}
    prop.save()
    carry_out(plan([bronstein], trotsky), user, "one man")
    withdrawn, closed = make.make_person("Nobody"), make.make_person("Somebody")
    save(withdrawn, user)
    save(closed, user)
    actions.withdraw(withdrawn, user, {"en": "never lived"}, "checked")
    close(closed, user, Closure.Ground.PRIVACY, {"en": "a request"}, "asked in a letter")
    draft = make.make_person("A draft", status=Status.DRAFT)
    save(draft, user, "begun")
    deleted = make.make_person("A slip", status=Status.DRAFT)
    save(deleted, user)
    deleted.delete()


def past() -> dict[str, object]:
    """Return all that is kept, without keys that a database gives."""
    versions = Version.objects.select_related("entry", "user")
    revisions = Revision.objects.select_related("user")
    return {
        "versions": {
            f"{one.entry.pid} v{one.number}": (
                canonical(read_version(one).document),
                one.at,
                one.user and one.user.username,
                one.action,
                one.note,
                {
                    pid: (named.labels, named.slug)
                    for pid, named in read_version(one).labels.items()
                },
            )
            for one in versions
        },
        "revisions": {
            f"{one.pid} r{one.number}": (canonical(read_revision(one)), one.at, one.note, one.kind)
            for one in revisions
        },
        "log": sorted(
            AuditRecord.objects.values_list("entry__pid", "at", "action", "note", "revision")
        ),
        "closures": sorted(Closure.objects.values_list("entry__pid", "at", "ground", "note")),
        "merges": sorted(
            Merge.objects.values_list("survivor__pid", "at", "note", "user__username")
        ),
        "wordings": sorted(Wording.objects.values_list("scheme", "code", "until")),
        "parts": sorted(
            VersionPart.objects.values_list("entry__pid", "key", "first", "since", "until")
        )
        + sorted(RevisionPart.objects.values_list("pid", "key", "first", "since")),
        "entries": sorted(Entry.objects.values_list("pid", "revision", "created_at", "changed_at")),
    }


def forget() -> None:
    """Take away all there is, as on a new machine."""
    empty()
    RetiredPid.objects.all().delete()
    User.objects.all().delete()


def test_what_was_kept_is_kept_in_a_restored_archive(krupskaya: User, tmp_path: Path) -> None:
    make_past(krupskaya)
    before = past()
    dump_package(tmp_path / "first")

    forget()
    load_package(tmp_path / "first")

    assert past() == before
    dump_package(tmp_path / "second")
    assert contents(tmp_path / "second") == contents(tmp_path / "first")


def test_loading_again_changes_nothing(krupskaya: User, tmp_path: Path) -> None:
    make_past(krupskaya)
    dump_package(tmp_path)
    before = past()

    outcomes = load_package(tmp_path)

    assert outcomes[Outcome.CREATED] == outcomes[Outcome.UPDATED] == 0
    assert past() == before


def test_numbers_go_on_and_a_merge_is_undone_after_a_restore(
    krupskaya: User, tmp_path: Path
) -> None:
    make_past(krupskaya)
    trotsky = Entry.objects.get(labels__en="Leon Trotsky")
    last = latest(trotsky)
    assert last is not None
    dump_package(tmp_path)
    forget()
    load_package(tmp_path)

    trotsky, user = Entry.objects.get(pid=trotsky.pid), make.make_editor("lunacharsky")
    Name.objects.create(entry=trotsky, text="Перо", language="ru", type="cover")
    save(trotsky, user)
    newest = latest(trotsky)
    assert newest is not None
    assert newest.number == last.number + 1
    undo(Merge.objects.get(), user, "two men after all")

    back = Entry.objects.get(labels__en="Lev Bronstein")
    assert back.status == Status.PUBLISHED
    assert Statement.objects.filter(subject=back).count() == 2
    assert Statement.objects.filter(subject=trotsky).count() == 3


def test_what_was_closed_stays_closed_and_deleted_identifiers_stay_retired(
    krupskaya: User, tmp_path: Path
) -> None:
    make_past(krupskaya)
    retired = set(RetiredPid.objects.values_list("pid", flat=True))
    assert retired
    dump_package(tmp_path)
    forget()
    load_package(tmp_path)

    assert is_closed(Entry.objects.get(labels__en="Somebody"))
    assert set(RetiredPid.objects.values_list("pid", flat=True)) == retired
    assert {one.pid for one in Revision.objects.filter(entry=None)} == retired


def test_whoever_had_no_account_is_named_and_cannot_log_in(krupskaya: User, tmp_path: Path) -> None:
    save(make.make_person(), krupskaya, "checked")
    dump_package(tmp_path)
    forget()
    load_package(tmp_path)

    user = Version.objects.get().user
    assert user is not None
    assert (user.get_full_name(), user.is_active) == ("Nadezhda Krupskaya", False)
    assert not user.has_usable_password()
    assert not user.is_superuser


def test_a_newer_package_brings_what_came_since(krupskaya: User, tmp_path: Path) -> None:
    person = make.make_person()
    save(person, krupskaya)
    dump_package(tmp_path / "old")
    Name.objects.create(entry=person, text="Leo Trotzki", language="de")
    save(person, krupskaya, "found in Vienna")
    dump_package(tmp_path / "new")
    whole = past()["versions"]
    forget()
    load_package(tmp_path / "old")
    assert len(Version.objects.all()) == 1

    load_package(tmp_path / "new")

    assert past()["versions"] == whole


def test_an_older_package_is_one_more_version(krupskaya: User, tmp_path: Path) -> None:
    person = make.make_person()
    save(person, krupskaya)
    dump_package(tmp_path)
    Name.objects.create(entry=person, text="Leo Trotzki", language="de")
    save(person, krupskaya)

    load_package(tmp_path)

    versions = list(Version.objects.order_by("number"))
    assert [one.action for one in versions] == ["change", "change", "import"]
    names = [len(read_version(one).document["names"]) for one in versions]
    assert names == [3, 4, 3]


def test_of_two_that_went_different_ways_each_keeps_its_own_past(
    krupskaya: User, tmp_path: Path
) -> None:
    person = make.make_person()
    save(person, krupskaya)
    dump_package(tmp_path / "common")
    Name.objects.create(entry=person, text="Leo Trotzki", language="de")
    save(person, krupskaya, "theirs")
    dump_package(tmp_path / "theirs")
    forget()
    load_package(tmp_path / "common")
    person = Person.objects.get()
    Name.objects.create(entry=person, text="Léon Trotsky", language="fr")
    save(person, make.make_editor("lunacharsky"), "ours")
    ours = past()["versions"]

    load_package(tmp_path / "theirs")

    versions = past()["versions"]
    assert isinstance(ours, dict)
    assert isinstance(versions, dict)
    assert {key: versions[key] for key in ours} == ours
    assert Version.objects.latest("number").action == "import"


def test_new_only_leaves_the_past_of_what_is_there(krupskaya: User, tmp_path: Path) -> None:
    person = make.make_person()
    save(person, krupskaya)
    dump_package(tmp_path)
    Version.objects.all().delete()

    load_package(tmp_path, new_only=True)

    assert not Version.objects.exists()


def test_a_package_without_history_begins_one(tmp_path: Path) -> None:
    make.make_person()
    dump_package(tmp_path)
    for path in sorted((tmp_path / "history").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (tmp_path / "history").rmdir()
    forget()

    load_package(tmp_path)

    version = Version.objects.get()
    assert (version.number, version.action) == (1, "import")


def test_a_file_can_be_read_and_grows_at_its_end(krupskaya: User, tmp_path: Path) -> None:
    person = make.make_person()
    save(person, krupskaya, "first")
    dump_package(tmp_path)
    path = tmp_path / "history" / "person" / f"leon-trotsky-{person.pid}.jsonl"
    first = path.read_text(encoding="utf-8").splitlines()
    Name.objects.create(entry=person, text="Leo Trotzki", language="de")
    save(person, krupskaya)

    dump_package(tmp_path)

    second = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(first[0])["pid"] == person.pid
    assert "Лев Давидович Троцкий" in path.read_text(encoding="utf-8")
    gone = [line for line in first if line not in second]
    assert gone == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda lines: lines[1:], "does not say whose"),
        (lambda lines: [*lines, "{"], r"line \d+"),
        (lambda lines: [*lines, '{"what": "diary"}'], r"line \d+"),
        (lambda lines: [one.replace('"first": 1', '"first": 9') for one in lines], "no state 9"),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_loaded(
    krupskaya: User, tmp_path: Path, spoil: Callable[[list[str]], list[str]], said: str
) -> None:
    person = make.make_person()
    save(person, krupskaya)
    dump_package(tmp_path)
    path = tmp_path / "history" / "person" / f"leon-trotsky-{person.pid}.jsonl"
    path.write_text("\n".join(spoil(path.read_text().splitlines())))
    forget()

    with pytest.raises(PackageError, match=said):
        load_package(tmp_path)

    assert not Entry.objects.exists()


def test_a_history_without_its_record_is_refused(krupskaya: User, tmp_path: Path) -> None:
    person = make.make_person()
    save(person, krupskaya)
    dump_package(tmp_path)
    (tmp_path / "person" / f"leon-trotsky-{person.pid}.json").unlink()
    forget()

    with pytest.raises(PackageError, match=f"there is no entry {person.pid}"):
        load_package(tmp_path)


def test_writing_takes_no_more_queries_for_more_rows(krupskaya: User, tmp_path: Path) -> None:
    def count() -> int:
        with connection.execute_wrapper(counting):
            del asked[:]
            dump_package(tmp_path)
        return len(asked)

    asked: list[str] = []

    def counting(execute: Callable[..., object], sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    save(make.make_person(), krupskaya)
    few = count()
    for name in ("Parvus", "Martov", "Radek"):
        save(make.make_person(name), krupskaya)
    assert count() == few
