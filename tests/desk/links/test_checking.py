"""Rounds of asking, what is kept of them, and the list of work that follows."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from desk.links import checking
from desk.links.asking import Outcome, Verdict
from desk.links.checking import Report, check_links
from desk.links.models import Link
from desk.models import Finding
from entries.models import Text
from sources.models import Source
from tests import make
from tests.desk.forms import text_of

pytestmark = pytest.mark.django_db

GONE = "http://marxists.example/gone.htm"
THERE = "https://iskra.example/"


def dead_links() -> str:
    return reverse("desk:work", args=["dead-links"])


def judge(link: int) -> str:
    return reverse("desk:judge-link", args=[link])


def make_source(url: str, title: str = "My Life") -> Source:
    source = make.make_source(title)
    source.url = url
    source.save()
    return source


def answer(address: str) -> Outcome:
    """Answer as two sites would, one of which has lost a page."""
    return Outcome(Verdict.DEAD, "404") if address == GONE else Outcome(Verdict.ALIVE)


def check(days_later: int = 0, asking: object = answer) -> Report:
    """Have a round that is so many days later than the last."""
    shift = timedelta(days=days_later)
    for link in Link.objects.all():
        link.next_at -= shift
        link.checked_at = link.checked_at and link.checked_at - shift
        link.save()
    return check_links(100, asking=asking, pause=0)  # type: ignore[arg-type]


def listed() -> set[int]:
    return set(Finding.objects.filter(code="dead-links").values_list("entry_id", flat=True))


def test_an_address_is_dead_when_it_failed_on_two_days() -> None:
    source, other = make_source(GONE), make_source(THERE, "Iskra")

    assert check() == Report(asked=2, dead=0, waiting=0)
    assert listed() == set()
    assert check().asked == 0  # on the same day nobody is asked twice
    assert check(1) == Report(asked=1, dead=1, waiting=0)
    assert listed() == {source.pk}
    link = Link.objects.get(address=GONE)
    assert (link.problem, link.failed_days) == ("404", 2)
    assert Link.objects.get(address=other.url).alive_at is not None


def test_addresses_of_authorities_and_in_texts_are_asked_as_well() -> None:
    person = make.make_person(summary={"en": f"See {GONE}."})
    person.identifiers.create(scheme="wikidata", value="Q33391")
    check()
    check(1)

    addresses = set(Link.objects.values_list("address", flat=True))
    assert addresses == {GONE, "https://www.wikidata.org/wiki/Q33391"}
    assert listed() == {person.pk}


def test_what_answers_again_leaves_the_list_and_what_no_entry_needs_is_forgotten() -> None:
    source, person = make_source(GONE), make.make_person(summary={"en": f"See {THERE}."})
    check()
    check(1)
    assert listed() == {source.pk}

    check(14, lambda address: Outcome(Verdict.ALIVE))
    assert listed() == set()
    assert Link.objects.get(address=GONE).failed_at is None

    Text.objects.filter(entry=person).delete()
    check()
    assert [one.address for one in Link.objects.all()] == [GONE]


def test_who_asks_for_patience_is_left_alone_with_the_whole_host() -> None:
    for at in range(3):
        make_source(f"http://busy.example/{at}", f"Part {at}")
    asked = []

    def later(address: str) -> Outcome:
        asked.append(address)
        return Outcome(Verdict.LATER, "429")

    assert check(0, later).asked == 1
    assert check(1, later).asked == 1
    assert len(asked) == 2
    assert not Link.objects.exclude(failed_days=0).exists()


def test_hosts_take_turns_and_are_given_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(2):
        make_source(f"http://one.example/{at}", f"One {at}")
        make_source(f"http://two.example/{at}", f"Two {at}")
    slept: list[float] = []
    monkeypatch.setattr("desk.links.checking.time.sleep", slept.append)
    asked: list[str] = []

    def note(address: str) -> Outcome:
        asked.append(checking.host_of(address))
        return Outcome(Verdict.ALIVE)

    check_links(100, asking=note, pause=5.0)

    assert asked == ["one.example", "two.example"] * 2
    assert max(slept) > 4


def test_a_round_asks_no_more_than_it_is_told() -> None:
    for at in range(3):
        make_source(f"http://one.example/{at}", f"One {at}")

    report = check_links(2, asking=answer, pause=0)

    assert (report.asked, report.waiting) == (2, 1)


def test_the_list_leads_to_the_archived_page_and_can_be_dismissed(editor: Client) -> None:
    make_source(GONE)
    check()
    check(1)
    page = editor.get(dead_links())
    link = Link.objects.get()

    assert f"https://web.archive.org/web/{timezone.now():%Y%m%d}/{GONE}" in page.content.decode()
    assert "404" in text_of(page)
    assert editor.post(judge(link.pk)).status_code == 302
    page = editor.get(dead_links())
    assert (page.context["lines"], page.context["dismissed"]) == ([], [link])
    check(14)
    assert listed() == set()
    editor.post(judge(link.pk), {"again": "1"})
    assert len(editor.get(dead_links()).context["lines"]) == 1


def test_only_reviewers_dismiss(contributor: Client) -> None:
    make_source(GONE)
    check()
    check(1)
    link = Link.objects.get()

    assert "Dismiss" not in text_of(contributor.get(dead_links()))
    assert contributor.post(judge(link.pk)).status_code == 403
    assert contributor.post(judge(999_999)).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(editor: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(dead_links())
        return len(queries)

    def lose(count: int) -> None:
        for at in range(count):
            make_source(f"{GONE}?{count}-{at}", f"Part {count} {at}")
        check(0, lambda address: Outcome(Verdict.DEAD, "404"))
        check(1, lambda address: Outcome(Verdict.DEAD, "404"))

    lose(1)
    cost()
    few = cost()
    lose(9)
    cost()

    assert cost() == few


def test_nobody_is_asked_where_the_archive_makes_no_requests(settings: Settings) -> None:
    settings.ALLOW_OUTGOING = False
    make_source(GONE)

    with pytest.raises(CommandError, match="ALLOW_OUTGOING"):
        call_command("check_links")
    assert not Link.objects.exists()


def test_the_command_says_what_came_of_it(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ALLOW_OUTGOING = True

    call_command("check_links", "--most=5")

    assert capsys.readouterr().out == "0 asked, 0 dead, 0 wait for the next round\n"
