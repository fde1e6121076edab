"""What has changed since a version, point by point, and any two versions compared."""

import re

import pytest
from django.test import Client

from browse.versions import page as version_page
from browse.versions import views
from dates import HistoricalDate
from entries.models import Image, Text
from tests import make
from tests.browse.versions import get, get_version, points, section
from tests.versions import SUMMARY, Story, log, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return make_story()


def test_above_it_stands_what_has_changed_since_in_points(client: Client, story: Story) -> None:
    changes = section(get_version(client, story.person, 1), "changes")
    source = make.ENCYCLOPAEDIA["en"]

    assert "Changed since you cited it, in these points" in changes
    assert "1 name, 1 text, 1 statement" in changes
    assert points(changes) == [
        "added [+Leo Trotzki · variant spelling · German+]",
        f"changed summary, English {SUMMARY.replace('y who', 'y [+and writer +]who')}",
        f"changed [-1915-] [+1914+] · edited Nashe Slovo · evidence: [+{source}, p. 214+]",
    ]


def test_the_last_version_says_that_nothing_has_changed(client: Client, story: Story) -> None:
    html = get_version(client, story.person, 3)

    assert "This is the latest version: nothing has changed since." in html
    assert 'id="changes"' not in html


def test_what_was_changed_back_is_no_change(client: Client, story: Story) -> None:
    story.person.names.filter(language="de").delete()
    log(story.person, story.editor)

    assert "Nothing has changed since you cited it" in get_version(client, story.person, 2)


def test_every_sort_of_change_is_told(client: Client) -> None:
    editor = make.make_editor()
    place = make.make_place()
    event = make.make_event(date=HistoricalDate("1915-09-05"))
    source = make.make_source()
    person = make.make_person()
    met = make.make_statement(event, "met", person, note="in secret")
    cited = make.cite(event, source, "p. 1")
    event.identifiers.create(scheme="wikidata", value="Q42")
    for entry in (place, source, person, event):
        log(entry, editor, "publish")
    event.place, event.date, event.descriptive = place, HistoricalDate("1915-09-06"), True
    event.type = make.make_term("event-type", "congress", {"en": "congress"})
    event.save()
    Text.objects.create(entry=event, role="article", language="en", body="Long. " * 100)
    Image.objects.bulk_create(
        [Image(entry=event, role="portrait", file="images/x/y.jpg", width=1, height=1, credit="K")]
    )
    cited.locator = "p. 2"
    cited.stance = "contradicts"
    cited.save()
    event.identifiers.all().delete()
    met.delete()
    log(event, editor)

    found = points(section(get_version(client, event, 1), "changes"))

    assert found == [
        "changed Date [-5 September 1915-] [+6 September 1915+]",
        "added Place [+Yanovka+]",
        "added Type [+congress+]",
        "changed Descriptive name [-no-] [+yes+]",
        f"added article, English [+{('Long. ' * 100)[:200].rsplit(' ', 1)[0]}…+]",
        "removed [-met Leon Trotsky · note: in secret-]",
        "removed [-Wikidata · Q42 · unverified-]",
        "added [+portrait · y.jpg · K+]",
        "removed [-Trotsky, Leon (encyclopaedia of European history) · p. 1-]",
        "added [+contradicted by · Trotsky, Leon (encyclopaedia of European history) · p. 2+]",
    ]


def test_long_passages_that_stayed_are_cut(client: Client) -> None:
    editor = make.make_editor()
    body = "One. " + "The same sentence. " * 60 + "End"
    person = make.make_person(summary=body)
    log(person, editor, "publish")
    person.texts.update(body=f"Two. {body.removeprefix('One. ')}ing")
    log(person, editor)

    (point,) = points(section(get_version(client, person, 1), "changes"))

    assert re.search(r"(The|same|sentence\.) … (The|same|sentence\.) ", point)
    assert len(point) < 500


def test_too_many_points_have_a_page_of_their_own(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version_page, "MOST_POINTS", 1)
    monkeypatch.setattr(views, "POINTS", 2)

    changes = section(get_version(client, story.person, 1), "changes")

    assert len(points(changes)) == 1
    assert "2 more points" in changes
    address = f"/en/persons/{story.pid}/v3/from/v1/"
    assert f'href="{address}"' in changes
    pages = [points(get(client, f"{address}?page={number}")) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [2, 1, 0]


def test_two_versions_are_compared_either_way(client: Client, story: Story) -> None:
    there = points(get(client, f"/en/persons/{story.pid}/v3/from/v2/"))
    back = points(get(client, f"/en/persons/{story.pid}/v2/from/v3/"))

    assert there == ["added [+Leo Trotzki · variant spelling · German+]"]
    assert back == ["removed [-Leo Trotzki · variant spelling · German-]"]
    for path in ("v2/from/v2/", "v9/from/v1/", "v1/from/v9/"):
        assert client.get(f"/en/persons/{story.pid}/{path}").status_code == 404
