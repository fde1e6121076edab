"""What was published of late: a page and a feed in which nothing is that is not public."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries import actions
from entries.choices import Status
from entries.models import Entry
from history.closing import close
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.models import Version
from tests import make

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOTE = "told by the family"


@pytest.fixture
def krupskaya() -> User:
    return make.make_editor()


def publish(names: Any, user: User) -> Entry:
    person = make.make_person(names, status=Status.DRAFT)
    actions.publish(person, user, NOTE)
    return Entry.objects.get(pk=person.pk)


def page_of(client: Client, language: str = "en") -> str:
    response = client.get(f"/{language}/changes/")
    assert response.status_code == 200
    return str(response.content.decode())


def feed_of(client: Client, language: str = "en") -> ET.Element:
    response = client.get(f"/{language}/changes.atom")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)


def said(feed: ET.Element) -> list[tuple[str, str]]:
    return [
        (one.findtext("a:title", "", ATOM), one.findtext("a:summary", "", ATOM))
        for one in feed.findall("a:entry", ATOM)
    ]


def test_what_was_published_and_changed_is_told_the_latest_first(
    client: Client, krupskaya: User
) -> None:
    person, lenin = publish(make.TROTSKY, krupskaya), publish(make.LENIN, krupskaya)
    person.names.filter(language="ru").delete()
    actions.record(person, krupskaya, "change", NOTE)

    feed = feed_of(client)

    assert said(feed) == [
        ("Leon Trotsky", "changed"),
        ("Vladimir Lenin", "published"),
        ("Leon Trotsky", "published"),
    ]
    ids = [one.text or "" for one in feed.findall("a:entry/a:id", ATOM)]
    assert [one.partition("/id/")[2] for one in ids] == [
        f"{person.pid}/v2",
        f"{lenin.pid}/v1",
        f"{person.pid}/v1",
    ]
    links = [one.get("href", "") for one in feed.findall("a:entry/a:link", ATOM)]
    paths = [link.partition("://")[2].partition("/")[2] for link in links]
    assert [client.get(f"/{path}").status_code for path in paths] == [200, 200, 200]
    assert paths[0].endswith(f"/{person.pid}/v2/from/v1/")
    page = page_of(client)
    assert page.index("Leon Trotsky") < page.index("Vladimir Lenin")
    assert 'type="application/atom+xml"' in page


def test_names_stand_in_the_language_of_the_address(client: Client, krupskaya: User) -> None:
    publish(make.TROTSKY, krupskaya)

    assert make.TROTSKY["th"] in page_of(client, "th")
    assert said(feed_of(client, "th"))[0][0] == make.TROTSKY["th"]


def test_nothing_leaks_that_is_not_public(client: Client, krupskaya: User) -> None:
    gone, closed, double, stays = (
        publish(name, krupskaya) for name in ("Withdrawn", "Closed", "Double", "Stays")
    )
    make.make_person("Draft", status=Status.DRAFT)
    actions.withdraw(gone, krupskaya, {"en": "a mistake"})
    close(closed, krupskaya, "privacy", {"en": "asked for"}, NOTE)
    carry_out(plan([double], stays), krupskaya)

    answers = page_of(client) + client.get("/en/changes.atom").content.decode()

    for name in ("Withdrawn", "Closed", "Double", "Draft", NOTE, "krupskaya"):
        assert name not in answers
    assert "Stays" in answers


def test_an_entry_that_only_shows_another_change_is_not_told(
    client: Client, krupskaya: User
) -> None:
    person, lenin = publish(make.TROTSKY, krupskaya), publish(make.LENIN, krupskaya)
    make.make_statement(person, "met", lenin)
    actions.record(person, krupskaya, "change")

    assert Version.objects.filter(entry=lenin.pk).count() == 2
    assert [name for name, _deed in said(feed_of(client))].count("Vladimir Lenin") == 1


def test_the_page_goes_on_to_earlier_ones(client: Client, krupskaya: User) -> None:
    for at in range(53):
        publish(f"Person {at}.", krupskaya)

    first = client.get("/en/changes/").context["changes"]
    earlier = client.get(f"/en/changes/?before={first.earlier}")

    assert [len(first.rows), len(earlier.context["changes"].rows)] == [50, 3]
    assert "Person 0." in earlier.content.decode()
    assert "noindex" in earlier.content.decode()
    assert len(said(feed_of(client))) == 50


@pytest.mark.parametrize("before", ["x", "-1", "99999999999999999999", "٣", "0"])
def test_a_key_that_is_none_begins_at_the_latest(
    client: Client, krupskaya: User, before: str
) -> None:
    publish(make.TROTSKY, krupskaya)

    assert "Leon Trotsky" in client.get("/en/changes/", {"before": before}).content.decode()


def test_the_queries_do_not_grow(client: Client, krupskaya: User) -> None:
    counts = []
    for many in (1, 12):
        for at in range(many):
            publish(f"Person {at}", krupskaya)
        for path in ("/en/changes/", "/en/changes.atom"):
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            counts.append(len(captured))

    assert counts[:2] == counts[2:]


def test_an_archive_without_anything_has_an_empty_feed(client: Client) -> None:
    assert said(feed_of(client)) == []
    assert "Nothing has been published yet." in page_of(client)
