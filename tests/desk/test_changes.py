"""The list of changes at the desk, and its private feed."""

import datetime as dt
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries import actions
from entries.choices import Status
from entries.models import Entry
from history.models import Revision
from tests import make
from tests.desk.conftest import make_member, sign_in

pytestmark = pytest.mark.django_db

PATH = "/desk/changes/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def log(entry: Entry, user: User, action: str = "change", note: str = "") -> None:
    actions.record(Entry.objects.get(pk=entry.pk), user, action, note)


def shown(client: Client, query: str = "") -> list[str]:
    """Return name and deed of each line."""
    response = client.get(PATH + query)
    assert response.status_code == 200
    return [f"{line.name}: {line.deed}" for line in response.context["lines"]]


def feed_of(client: Client, query: str = "") -> str:
    """Return the path of the feed that the page names."""
    return str(client.get(PATH + query).context["feed"].partition("://")[2].partition("/")[2])


def read(path: str) -> ET.Element:
    """Read a feed as a reader of feeds does: without any session."""
    response = Client().get(f"/{path}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)


def titles(feed: ET.Element) -> list[str]:
    return [one.text or "" for one in feed.findall("a:entry/a:title", ATOM)]


@pytest.fixture
def archive(zasulich: User, martov: User) -> dict[str, Entry]:
    """Three entries, changed by two users over three days; one of them deleted."""
    person, paper = make.make_person(), make.make_publication()
    draft = make.make_place(status=Status.DRAFT)
    log(draft, zasulich, "create", "begun")
    log(person, zasulich, "change", "Corrected the YEAR")
    person.names.filter(language="ru").delete()
    log(person, martov)
    log(paper, martov, "change", "title")
    actions.discard(draft, martov, "twice")
    for number, pk in enumerate(Revision.objects.order_by("pk").values_list("pk", flat=True)):
        at = dt.datetime(2027, 5, 1 + number, 12, tzinfo=dt.UTC)
        Revision.objects.filter(pk=pk).update(at=at)
    return {"person": person, "paper": paper, "draft": draft}


ALL = [
    "Yanovka: deleted",
    "Nashe Slovo: changed",
    "Leon Trotsky: changed",
    "Leon Trotsky: changed",
    "Yanovka: created",
]


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("", ALL),
        ("?user=zasulich", ALL[3:]),
        ("?user=martov&kind=person", ALL[2:3]),
        ("?kind=place", [ALL[0], ALL[4]]),
        ("?action=create", ALL[4:]),
        ("?status=deleted", [ALL[0], ALL[4]]),
        ("?status=published", ALL[1:4]),
        ("?since=2027-05-04", ALL[:2]),
        ("?since=2027-05-02&until=2027-05-03", ALL[2:4]),
        ("?note=year", ALL[3:4]),
        ("?note=%25", []),
        ("?user=nobody&kind=dragon&since=yesterday&until=9999-12-31&before=x", ALL),
        ("?since=0001-01-01&before=99999999999999999999", ALL),
    ],
)
def test_the_list_is_narrowed_by_its_filters(
    editor: Client, archive: dict[str, Entry], query: str, lines: list[str]
) -> None:
    assert shown(editor, query) == lines


def test_a_line_says_who_why_and_what_and_leads_to_it(
    editor: Client, archive: dict[str, Entry]
) -> None:
    page = " ".join(editor.get(PATH).content.decode().split())
    pid = archive["person"].pid

    assert "· zasulich · changed" in page
    assert "Corrected the YEAR" in page
    assert "names: 1 removed" in page
    assert f'href="/desk/history/{pid}/2/"' in page


def fill(many: int, user: User) -> Entry:
    """Make an entry with many revisions, several of them at the same moment."""
    person = make.make_person()
    start = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    Revision.objects.bulk_create(
        Revision(
            pid=person.pid,
            entry_id=person.pk,
            kind="person",
            number=number,
            action="change",
            user=user,
            at=start + dt.timedelta(hours=number // 3),
        )
        for number in range(1, many + 1)
    )
    return person


def test_pages_follow_one_another_without_a_gap_both_ways(editor: Client, martov: User) -> None:
    fill(120, martov)
    seen: list[list[int]] = []
    query = "?user=martov"
    for _page in range(3):
        response = editor.get(PATH + query)
        seen.append([line.revision.number for line in response.context["lines"]])
        query = f"?user=martov&before={response.context['stretch'].earlier}"
    assert seen == [list(range(120, 70, -1)), list(range(70, 20, -1)), list(range(20, 0, -1))]

    back = editor.get(f"{PATH}?user=martov&after={response.context['stretch'].later}")
    assert [line.revision.number for line in back.context["lines"]] == seen[1]
    first = editor.get(f"{PATH}?user=martov&after={back.context['stretch'].later}")
    assert [line.revision.number for line in first.context["lines"]] == seen[0]
    assert first.context["stretch"].later is None


def count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_queries_are_the_same_on_every_page_and_however_much_there_is(
    editor: Client, martov: User
) -> None:
    counts = []
    for many in (60, 40):
        person = fill(many, martov)
        actions.discard(make.make_person(status=Status.DRAFT), martov)
        editor.get(PATH)
        newest = Revision.objects.filter(pid=person.pid).latest("at").pk
        feed = feed_of(editor)
        earlier = count(editor, f"{PATH}?before={newest}")
        counts.append([count(editor, PATH), earlier, count(Client(), f"/{feed}")])

    assert counts[0][0] == counts[1][0]
    assert counts[0][2] == counts[1][2]
    assert counts[1][1] <= counts[1][0] + 1


# Rights


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_everybody_at_the_desk_follows_what_the_admin_shows_them(
    role: str, archive: dict[str, Entry], request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(role)

    assert shown(client) == ALL
    assert titles(read(feed_of(client))) == ALL


def test_who_may_look_at_places_only_hears_of_places_only(archive: dict[str, Entry]) -> None:
    surveyor = make_member("surveyor")
    surveyor.user_permissions.add(Permission.objects.get(codename="view_place"))
    client = sign_in(surveyor)

    assert shown(client) == [ALL[0], ALL[4]]
    assert shown(client, "?kind=person") == []
    assert titles(read(feed_of(client))) == [ALL[0], ALL[4]]
    assert client.get(f"/desk/history/{archive['person'].pid}/").status_code == 403
    assert client.get(f"/desk/history/{archive['draft'].pid}/").status_code == 200


def test_strangers_and_clerks_are_kept_out(client: Client, archive: dict[str, Entry]) -> None:
    assert client.get(PATH).status_code == 302
    assert client.post(f"{PATH}feed/").status_code == 302
    assert sign_in(make_member("clerk")).get(PATH).status_code == 403
    assert sign_in(make_member("typist")).post(f"{PATH}feed/").status_code == 403


# The feed


def test_the_feed_is_valid_atom_with_the_filters_of_the_list(
    editor: Client, archive: dict[str, Entry]
) -> None:
    feed = read(feed_of(editor, "?kind=person"))

    assert titles(feed) == ALL[2:4]
    assert feed.findtext("a:id", None, ATOM)
    assert feed.findtext("a:updated", None, ATOM) == "2027-05-03T12:00:00+00:00"
    assert feed.find("a:link[@rel='self']", ATOM) is not None
    (first, second) = feed.findall("a:entry", ATOM)
    assert first.findtext("a:author/a:name", None, ATOM) == "martov"
    assert first.findtext("a:id", "", ATOM).endswith(f"/{archive['person'].pid}/2/")
    assert "names: 1 removed" in first.findtext("a:summary", "", ATOM)
    assert "Corrected the YEAR" in second.findtext("a:summary", "", ATOM)


def test_a_pasted_note_with_control_characters_does_not_break_the_feed(
    editor: Client, martov: User
) -> None:
    log(make.make_person(), martov, "change", "from\x0bthe\x0c scan <b>&")

    (entry,) = read(feed_of(editor)).findall("a:entry", ATOM)

    assert "from the  scan <b>&" in entry.findtext("a:summary", "", ATOM)


def test_the_feed_speaks_the_language_in_which_its_address_was_taken(
    editor: Client, archive: dict[str, Entry]
) -> None:
    path = feed_of(editor).replace("language=en", "language=ru")

    assert any("Наше слово" in title for title in titles(read(path)))


def test_a_renewed_address_closes_the_old_one(editor: Client, archive: dict[str, Entry]) -> None:
    old = feed_of(editor)
    assert editor.post(f"{PATH}feed/").status_code == 302

    assert Client().get(f"/{old}").status_code == 404
    assert titles(read(feed_of(editor))) == ALL


def test_the_address_of_one_user_is_not_that_of_another(
    editor: Client, contributor: Client
) -> None:
    path = feed_of(editor)
    forged = path.replace(path.split("/")[3].split(":")[0], "1.0")

    assert path != feed_of(contributor)
    assert Client().get(f"/{forged}").status_code in {200, 404}
    for key in ("x", "1.0:x", "1.0", "٣.٠:x"):
        assert Client().get(f"/desk/changes/feed/{key}/").status_code == 404


def test_who_has_left_the_desk_hears_no_more(editor: Client, martov: User) -> None:
    path = feed_of(editor)
    for field in ("is_active", "is_staff"):
        User.objects.filter(pk=martov.pk).update(**{field: False})
        assert Client().get(f"/{path}").status_code == 404
        User.objects.filter(pk=martov.pk).update(**{field: True})
    martov.groups.clear()

    assert Client().get(f"/{path}").status_code == 404


def test_the_first_page_and_the_tools_lead_to_the_lists(editor: Client) -> None:
    page: Any = editor.get("/admin/").content.decode()

    assert 'href="/desk/changes/"' in page
    assert 'href="/desk/changes/?user=martov"' in page
    assert 'href="/desk/deleted/"' in page
