"""Memento (RFC 7089): the version of a day, by our own strict reading and by a public client."""

import datetime as dt
import re
from typing import Any

import pytest
import requests
from django.test import Client
from django.utils.http import http_date
from memento_client import MementoClient
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from entries import actions
from entries.models import Entry
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.merging.undo import undo
from history.models import Merge, Version
from interop import timemap
from interop.mementos import parse_moment
from tests import make
from tests.versions import Story, log, make_story, set_days

pytestmark = pytest.mark.django_db

# link-value of RFC 8288, section 3, as application/link-format (RFC 6690) narrows it.
LINK = re.compile(r'<([^<>"\s]+)>((?:\s*;\s*[a-z]+="[^"]*")*)')
PARAMETER = re.compile(r';\s*([a-z]+)="([^"]*)"')
HTTP_DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} \d\d:\d\d:\d\d GMT"
)


def read_links(text: str) -> list[dict[str, str]]:
    """Read a Link header or a document of links; raise AssertionError for what is neither."""
    found, rest = [], text.strip()
    while rest:
        link = LINK.match(rest)
        assert link, rest
        parameters = PARAMETER.findall(link[2])
        assert len({name for name, _value in parameters}) == len(parameters)
        found.append({"href": link[1], **dict(parameters)})
        rest = rest[link.end() :].lstrip()
        assert not rest or rest[0] == ",", rest
        rest = rest[1:].lstrip()
    for one in found:
        for name in ("datetime", "from", "until"):
            assert name not in one or HTTP_DATE.fullmatch(one[name])
    return found


def by_rel(links: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {rel: link for link in links for rel in link["rel"].split()}


@pytest.fixture
def story() -> Story:
    return make_story()


def at(moment: dt.datetime) -> dict[str, str]:
    return {"accept-datetime": http_date(moment.timestamp())}


def ask(client: Client, pid: str, moment: dt.datetime) -> str:
    response = client.get(f"/id/{pid}", headers=at(moment))
    assert response.status_code == 302
    return str(response["Location"])


def test_the_version_that_held_is_found(client: Client, story: Story) -> None:
    first, second, third = set_days(story.person, 30, 20, 10)
    day = dt.timedelta(days=1)

    for moment, number in (
        (first - day, 1),
        (first, 1),
        (second - day, 1),
        (second, 2),
        (third - day, 2),
        (third, 3),
        (third + day, 3),
    ):
        assert ask(client, story.pid, moment) == f"/id/{story.pid}/v{number}"


def test_what_a_version_says_of_its_time_leads_back_to_it(client: Client, story: Story) -> None:
    set_days(story.person, 30, 20, 10)

    for number in (1, 2, 3):
        said = client.get(f"/id/{story.pid}/v{number}")["Memento-Datetime"]
        response = client.get(f"/id/{story.pid}", headers={"accept-datetime": said})
        assert response["Location"] == f"/id/{story.pid}/v{number}"


def test_the_timegate_says_that_it_depends_on_the_moment(client: Client, story: Story) -> None:
    for headers in ({}, at(dt.datetime.now(dt.UTC))):
        response = client.get(f"/id/{story.pid}", headers=headers)
        assert "accept-datetime" in response["Vary"].lower()
        assert "Memento-Datetime" not in response
        links = by_rel(read_links(response["Link"]))
        original = f"http://localhost:8000/id/{story.pid}"
        assert links["original"]["href"] == links["timegate"]["href"] == original
        assert links["timemap"]["href"] == f"{original}/timemap"
        assert links["timemap"]["type"] == "application/link-format"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-11-27",
        "Fri, 31 Feb 2026 12:00:00 GMT",
        "Fri, 27 Nov 2026 25:00:00 GMT",
        "Fri, 27 Nov 2026 12:00:00 +0000",
        "Friday, 27-Nov-26 12:00:00 GMT",
        "Fri Nov 27 12:00:00 2026",
        "Fri, 27 Nov 99999 12:00:00 GMT",
        "Fri, 27 Nov 0000 12:00:00 GMT",
        "ศ., 27 Nov 2026 12:00:00 GMT",
        "Fri, ๒๗ Nov 2026 12:00:00 GMT",
    ],
)
def test_what_is_no_moment_is_a_bad_request(client: Client, story: Story, text: str) -> None:
    response = client.get(f"/id/{story.pid}", headers={"accept-datetime": text})

    assert response.status_code == 400
    assert by_rel(read_links(response["Link"]))["timemap"]
    assert "accept-datetime" in response["Vary"].lower()


@pytest.mark.parametrize(
    ("text", "number"), [("Sat, 01 Jan 0001 00:00:00 GMT", 1), ("Fri, 31 Dec 9999 23:59:59 GMT", 3)]
)
def test_the_ends_of_time_lead_to_the_first_and_the_last(
    client: Client, story: Story, text: str, number: int
) -> None:
    response = client.get(f"/id/{story.pid}", headers={"accept-datetime": text})

    assert (response.status_code, response["Location"]) == (302, f"/id/{story.pid}/v{number}")


def test_a_moment_is_the_whole_second() -> None:
    assert parse_moment("Fri, 27 Nov 2026 12:00:00 GMT") == dt.datetime(
        2026, 11, 27, 12, 0, 0, 999_999, tzinfo=dt.UTC
    )


@pytest.mark.parametrize("path", ["/id/{pid}/v2", "/id/{pid}/v2.json", "/en/persons/{pid}/v2/"])
def test_a_version_names_its_time_and_its_neighbours(
    client: Client, story: Story, path: str
) -> None:
    times = set_days(story.person, 30, 20, 10)

    response = client.get(path.format(pid=story.pid))

    assert response["Memento-Datetime"] == http_date(times[1].timestamp())
    links = read_links(response["Link"])
    for rel, number in (("first", 1), ("prev", 1), ("next", 3), ("last", 3)):
        link = by_rel(links)[rel]
        assert link["href"] == f"http://localhost:8000/id/{story.pid}/v{number}"
        assert link["datetime"] == http_date(times[number - 1].timestamp())
    assert [link["href"][-2:] for link in links if "memento" in link["rel"].split()] == [
        "v1",
        "v2",
        "v3",
    ]


def test_the_first_version_has_none_before_it_and_the_last_none_after(
    client: Client, story: Story
) -> None:
    first, last = (
        by_rel(read_links(client.get(f"/id/{story.pid}/v{number}")["Link"])) for number in (1, 3)
    )

    assert "prev" not in first
    assert "next" not in last


def test_the_page_and_the_record_of_the_entry_lead_to_its_versions(
    client: Client, story: Story
) -> None:
    for path in (f"/id/{story.pid}.json", f"/en/persons/{story.pid}/leon-trotsky/"):
        links = by_rel(read_links(client.get(path)["Link"]))
        assert links["timegate"]["href"] == f"http://localhost:8000/id/{story.pid}"


def test_the_timemap_lists_all_versions(client: Client, story: Story) -> None:
    times = set_days(story.person, 30, 20, 10)

    response = client.get(f"/id/{story.pid}/timemap")

    assert response["Content-Type"] == "application/link-format"
    assert response["Access-Control-Allow-Origin"] == "*"
    links = read_links(response.content.decode())
    mementos = [link for link in links if "memento" in link["rel"].split()]
    assert [link["href"] for link in mementos] == [
        f"http://localhost:8000/id/{story.pid}/v{number}" for number in (1, 2, 3)
    ]
    assert [link["datetime"] for link in mementos] == [
        http_date(moment.timestamp()) for moment in times
    ]
    rels = by_rel(links)
    assert rels["self"]["href"] == f"http://localhost:8000/id/{story.pid}/timemap"
    assert rels["self"]["from"] == mementos[0]["datetime"]
    assert rels["self"]["until"] == mementos[-1]["datetime"]
    assert rels["first"] == mementos[0]
    assert rels["last"] == mementos[-1]
    assert "timemap" not in rels


def test_a_long_timemap_has_pages_that_lead_to_one_another(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timemap, "PAGE_SIZE", 2)
    times = set_days(story.person, 30, 20, 10)
    address = f"http://localhost:8000/id/{story.pid}/timemap"

    pages = [
        read_links(client.get(f"/id/{story.pid}/timemap{query}").content.decode())
        for query in ("", "?page=2", "?page=999999999999", "?page=x")
    ]

    numbers = [
        [link["href"][-1] for link in page if "memento" in link["rel"].split()] for page in pages
    ]
    assert numbers == [["1", "2"], ["3"], ["3"], ["1", "2"]]
    other = by_rel(pages[0])["timemap"]
    assert other["href"] == f"{address}?page=2"
    assert other["from"] == other["until"] == http_date(times[2].timestamp())
    assert by_rel(pages[1])["timemap"]["href"] == address
    assert "last" not in by_rel(pages[0])


def test_a_timemap_costs_a_fixed_number_of_queries(
    client: Client, story: Story, django_assert_num_queries: Any
) -> None:
    for _change in range(2):
        for number in range(5):
            story.person.names.filter(language="de").update(text=f"Trotzki {number}")
            log(story.person, story.editor)
        with django_assert_num_queries(4):
            assert client.get(f"/id/{story.pid}/timemap").status_code == 200


def test_a_withdrawn_entry_is_found_as_it_was(client: Client, story: Story) -> None:
    times = set_days(story.person, 30, 20, 10)
    actions.withdraw(story.person, story.editor, {"en": "a mistake"})

    assert ask(client, story.pid, times[1]) == f"/id/{story.pid}/v2"
    assert client.get(f"/id/{story.pid}/timemap").status_code == 200


def test_what_was_merged_is_found_as_it_was_then_and_its_survivor_after(
    client: Client, story: Story
) -> None:
    survivor = make.make_person("Lev Bronstein")
    log(survivor, story.editor, "publish")
    merge = carry_out(plan([story.person], survivor), story.editor, "").merge
    now = dt.datetime.now(dt.UTC)
    set_days(story.person, 30, 20, 10)
    set_days(survivor, 40, 5)
    Merge.objects.filter(pk=merge.pk).update(at=now - dt.timedelta(days=5, hours=1))

    assert ask(client, story.pid, now - dt.timedelta(days=15)) == f"/id/{story.pid}/v2"
    assert ask(client, story.pid, now) == f"/id/{survivor.pid}/v2"

    merge.refresh_from_db()
    undo(merge, story.editor, "")
    Merge.objects.filter(pk=merge.pk).update(undone_at=now - dt.timedelta(days=2))
    Version.objects.filter(entry=story.person.pk, number=4).update(at=now - dt.timedelta(days=2))

    assert ask(client, story.pid, now - dt.timedelta(days=3)) == f"/id/{survivor.pid}/v2"
    found = ask(client, story.pid, now)
    assert found.startswith(f"/id/{story.pid}/v")


def test_what_came_here_merged_is_found_in_its_survivor(client: Client, story: Story) -> None:
    old = make.make_person("Trotzki")
    Entry.objects.filter(pk=old.pk).update(status="merged", merged_into=story.person.pk)

    assert ask(client, old.pid, dt.datetime.now(dt.UTC)) == f"/id/{story.pid}/v3"


def test_drafts_have_no_timegate(client: Client) -> None:
    draft = make.make_person(status="draft")

    response = client.get(f"/id/{draft.pid}", headers=at(dt.datetime.now(dt.UTC)))

    assert response.status_code == 404
    assert "Link" not in response


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_public_client_finds_the_version_of_a_day(
    live_server: LiveServer, settings: Settings, accept: str
) -> None:
    settings.SITE_URL = live_server.url
    story = make_story()
    times = set_days(story.person, 30, 20, 10)
    original = f"{live_server.url}/id/{story.pid}"
    with requests.Session() as session:
        session.headers["Accept"] = accept
        finder = MementoClient(timegate_uri="", check_native_timegate=False, session=session)

        asked = (times[1] + dt.timedelta(days=3)).replace(tzinfo=None)
        info = finder.get_memento_info(original, asked)

        closest = info["mementos"]["closest"]
        assert closest["datetime"] == times[1].replace(tzinfo=None, microsecond=0)
        assert closest["http_status_code"] == 200
        (found,) = closest["uri"]
        assert found.removesuffix("/").removesuffix(".json").endswith(f"/{story.pid}/v2")
        assert "p. 214" in session.get(found).text

        # Given a version, it finds the address it is a version of, and from there another one.
        again = finder.get_memento_info(found, times[0].replace(tzinfo=None))
        assert again["original_uri"] == original
        assert again["mementos"]["closest"]["datetime"] == times[0].replace(
            tzinfo=None, microsecond=0
        )
