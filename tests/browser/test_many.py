"""Many entries at once: changed, merged and imported as it is done at the desk, and taken back."""

from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from entries.choices import Scheme, Status
from entries.models import Statement
from events.models import Event
from exchange.models import Job
from people.models import Person
from tests import make
from tests.desk.conftest import make_member
from tests.exchange.tables import as_csv

People = Callable[[User], Page]
HEADS = "Name ¦ Life ¦ Card"
GOOD = "Vera Zasulich ¦ 1849/1919 ¦ 7"
FAULTY = "Karl Radek ¦ 31 February 1885 ¦ 8"
MENDED = "Karl Radek ¦ 1885/1939 ¦ 8"


def choose(page: Page, address: str, action: str) -> None:
    """Choose all entries of a list, and what is done with them."""
    page.goto(address)
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(action)
    page.locator("button[name=index]").click()


def test_a_field_of_many_is_tried_changed_and_changed_back(browser_of: People, site: str) -> None:
    make.make_term(Scheme.EVENT_TYPE, "congress", {"en": "congress"})
    for name in ("First Congress", "Second Congress", "General strike"):
        make.make_event(name)
    page = browser_of(make_member("martov", "editor"))

    choose(page, f"{site}/admin/events/event/?q=congress", "take_selected")
    expect(page.locator("#content")).to_contain_text("2 entries are chosen.")
    form = page.locator("form", has=page.get_by_role("heading", name="Change the entries"))
    form.get_by_label("What").select_option("type")
    form.get_by_label("Value").fill("congress")
    form.get_by_role("button", name="Try it").click()
    expect(page.locator(".job-rows ins")).to_have_text(["congress", "congress"])
    assert not Event.objects.exclude(type=None).exists()

    page.get_by_role("button", name="Write").click()
    expect(page.locator(".job-state")).to_have_text("Written")
    changed = Event.objects.exclude(type=None).order_by("pk")
    assert [(str(one), one.revision) for one in changed] == [
        ("First Congress", 1), ("Second Congress", 1),
    ]  # fmt: skip

    page.get_by_role("button", name="Undo all of it").click()
    expect(page.locator("#content")).to_contain_text(
        "2 rows were taken back. Nothing of it is left."
    )
    assert not Event.objects.exclude(type=None).exists()


def test_two_entries_for_one_person_are_merged_and_taken_apart(
    browser_of: People, site: str
) -> None:
    trotsky, bronstein = make.make_person(), make.make_person({"en": "Lev Bronstein"})
    make.make_statement(trotsky, "born", date="1879")
    edited = make.make_statement(bronstein, "edited", make.make_publication())
    page = browser_of(make_member("krupskaya", "publisher"))

    choose(page, f"{site}/admin/people/person/", "merge_selected")
    page.locator(f"[type=radio][name=survivor][value='{trotsky.pid}']").check()
    page.get_by_role("button", name="Change which one stays").click()
    expect(page.locator(".party.stays")).to_contain_text("Trotsky")
    page.get_by_role("button", name="Show the result first").click()
    assert not Person.objects.filter(status=Status.MERGED).exists()
    page.get_by_label("Note").last.fill("his name by birth")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator("#content")).to_contain_text("Statements: moved 1, folded 0, dropped 0.")
    edited.refresh_from_db()
    assert edited.subject_id == trotsky.pk
    assert trotsky.names.filter(text="Lev Bronstein").exists()
    report = page.url
    page.goto(f"{site}/id/{bronstein.pid}")
    assert f"/{trotsky.pid}" in page.url

    page.goto(report)
    page.get_by_role("link", name="Undo this merge…").click()
    expect(page.locator("#content")).to_contain_text("Nothing has changed since.")
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.locator("#content")).to_contain_text("Undone")
    assert Statement.objects.get(pk=edited.pk).subject_id == bronstein.pk
    assert [one.status for one in Person.objects.all()] == [Status.PUBLISHED] * 2
    page.goto(f"{site}/id/{bronstein.pid}")
    expect(page.locator("h1")).to_contain_text("Lev Bronstein")


def test_a_file_is_tried_mended_written_and_taken_back(
    browser_of: People, site: str, tmp_path: Path
) -> None:
    make.make_property("born")
    make.make_property("died")
    page = browser_of(make_member("martov", "editor"))
    file = tmp_path / "cards.csv"
    means = [page.locator(f"select[name=column-{at}]") for at in range(3)]

    def upload(*rows: str) -> None:
        file.write_text(as_csv(HEADS, *rows), encoding="utf-8")
        page.goto(f"{site}/desk/jobs/")
        page.locator("select[name=table]").select_option("person")
        page.locator("input[name=file]").set_input_files(file)
        page.get_by_role("button", name="Upload").click()

    # What the headings mean is said once.
    upload(GOOD, FAULTY)
    expect(means[1]).to_have_value("")
    means[0].select_option("name_en")
    means[1].select_option("years")
    page.get_by_role("button", name="Try all rows").click()
    counts = page.get_by_role("list", name="Rows")
    expect(counts).to_contain_text("1 new")
    expect(page.locator(".job-rows .job-error")).to_contain_text("line 3")
    expect(page.locator(".job-rows .job-error")).to_contain_text("31 February 1885")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert "31 February 1885" in download.value.path().read_text("utf-8-sig").splitlines()[1]
    expect(page.get_by_label("the good rows only")).to_be_checked()
    expect(page.get_by_label("all rows or none")).to_have_count(0)
    assert not Person.objects.exists()

    upload(GOOD, MENDED)
    expect(means[0]).to_have_value("name_en")
    expect(means[1]).to_have_value("years")
    expect(means[2]).to_have_value("")
    page.get_by_role("button", name="Try all rows").click()
    expect(counts).to_contain_text("2 new")

    # While it is written, the page tells how far it is, and by itself when it is done.
    job = Job.objects.latest("pk")
    expect(page.get_by_label("all rows or none")).to_be_checked()
    page.get_by_label("Note").fill("the card index")
    page.get_by_role("button", name="Write").click()
    expect(page.locator(".job-state")).to_have_text("Written")
    done = {"state": Job.State.DONE, "worker": "", "beat": None}
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.WRITING, worker="another", beat=timezone.now(), position=1, total=2
    )
    page.reload()
    expect(page.get_by_label("1 of 2 rows.")).to_have_js_property("value", 1)
    Job.objects.filter(pk=job.pk).update(**done)
    expect(page.locator(".job-state")).to_have_text("Written")
    radek = Person.objects.get(labels__en="Karl Radek")
    assert (radek.status, str(radek.created_by), radek.log.get().note) == (
        Status.DRAFT, "martov", f"{job.pk}. the card index",
    )  # fmt: skip
    assert sorted(one.date.edtf for one in radek.statements.all() if one.date) == ["1885", "1939"]

    page.get_by_role("button", name="Undo all of it").click()
    expect(page.locator("#content")).to_contain_text("Nothing of it is left.")
    assert not Person.objects.exists()
