"""The address of a version: /id/<pid>/v<N>, in every state of the entry and for every client."""

import json
from typing import Any

import pytest
from django.test import Client

from browse.addresses import entry_url
from entries import actions
from entries.choices import Status
from entries.models import Entry, Property
from history.closing import close, lift
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from tests import make
from tests.versions import Story, log, make_story

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


@pytest.fixture
def story() -> Story:
    return make_story()


def fetch(client: Client, path: str) -> dict[str, Any]:
    response = client.get(path)
    assert response.status_code == 200
    document: dict[str, Any] = json.loads(response.content)
    return document


def withdraw(story: Story) -> None:
    actions.withdraw(story.person, story.editor, {"en": "a mistake"})


def test_people_are_sent_to_the_page_in_their_language(client: Client, story: Story) -> None:
    response = client.get(f"/id/{story.pid}/v2", headers={"accept-language": "th"})

    assert (response.status_code, response["Location"]) == (303, f"/th/persons/{story.pid}/v2/")
    assert {"Accept", "Accept-Language"} <= {one.strip() for one in response["Vary"].split(",")}
    assert client.get(response["Location"]).status_code == 200


def test_machines_are_sent_to_the_record(client: Client, story: Story) -> None:
    response = client.get(f"/id/{story.pid}/v2", headers=JSON)

    assert (response.status_code, response["Location"]) == (303, f"/id/{story.pid}/v2.json")


def test_the_record_says_which_version_it_is_and_what_all_was_called(
    client: Client, story: Story
) -> None:
    document = fetch(client, f"/id/{story.pid}/v1.json")

    assert document["id"] == f"http://localhost:8000/id/{story.pid}/v1"
    assert document["version_of"] == f"http://localhost:8000/id/{story.pid}"
    assert (document["version"], document["action"]) == (1, "publish")
    assert [row["date"]["edtf"] for row in document["statements"]] == ["1915"]
    assert document["labels"] == {
        story.pid: make.TROTSKY,
        story.paper.pid: make.NASHE_SLOVO,
    }
    assert document["vocabulary"]["property"]["edited"]["label"] == {"en": "edited"}
    assert "withheld" not in document


def test_neither_the_note_nor_who_wrote_it_is_public(client: Client, story: Story) -> None:
    for path in (f"/id/{story.pid}/v2.json", f"/en/persons/{story.pid}/v2/"):
        text = client.get(path).content.decode()
        assert "a note for editors alone" not in text
        assert "krupskaya" not in text


def test_the_record_is_the_same_bytes_whatever_happens_later(client: Client, story: Story) -> None:
    paths = [f"/id/{story.pid}/v{number}.json" for number in (1, 2, 3)]
    before = [client.get(path).content for path in paths]

    edited = Property.objects.get(code="edited")
    edited.label = {"en": "was an editor of"}
    edited.save()
    story.source.names.update(text="Another title")
    log(story.source, story.editor)
    story.statement.delete()
    log(story.person, story.editor)
    survivor = make.make_person("Lev Bronstein")
    log(survivor, story.editor, "publish")
    carry_out(plan([story.paper], make_paper(story)), story.editor, "")
    carry_out(plan([story.person], survivor), story.editor, "")
    actions.withdraw(Entry.objects.get(pk=survivor.pk), story.editor, {"en": "a mistake"})

    assert [client.get(path).content for path in paths] == before


def make_paper(story: Story) -> Entry:
    other = make.make_publication("Nashe Slovo (Paris)")
    log(other, story.editor, "publish")
    return other


def test_others_may_keep_a_version_for_a_day_and_ask_whether_it_is_the_same(
    client: Client, story: Story
) -> None:
    path = f"/id/{story.pid}/v1.json"
    response = client.get(path)

    assert "max-age=86400" in response["Cache-Control"]
    assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "no-cache" in client.get(f"/id/{story.pid}/v1")["Cache-Control"]


@pytest.mark.parametrize("suffix", ["", ".json"])
@pytest.mark.parametrize("number", ["4", "0", "01", "-1", "999999999", "9" * 30, "x", "๑"])
def test_a_number_that_never_was_is_not_found(
    client: Client, story: Story, number: str, suffix: str
) -> None:
    assert client.get(f"/id/{story.pid}/v{number}{suffix}").status_code == 404


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_what_was_never_public_has_no_version(client: Client, status: str) -> None:
    draft = make.make_person(status=status)
    log(draft, make.make_editor())

    for path in ("v1", "v1.json", "timemap"):
        assert client.get(f"/id/{draft.pid}/{path}").status_code == 404
    for path in ("v1/", "versions/", "v2/from/v1/"):
        assert client.get(f"/en/persons/{draft.pid}/{path}").status_code == 404


def test_what_is_merged_keeps_its_versions_at_their_own_addresses(
    client: Client, story: Story
) -> None:
    survivor = make.make_person("Lev Bronstein")
    log(survivor, story.editor, "publish")
    carry_out(plan([story.person], survivor), story.editor, "")

    assert client.get(f"/id/{story.pid}").status_code == 301
    assert client.get(f"/id/{story.pid}/v1").status_code == 303
    assert fetch(client, f"/id/{story.pid}/v1.json")["pid"] == story.pid
    assert fetch(client, f"/id/{survivor.pid}/v2.json")["action"] == "merge"


def test_what_is_withdrawn_keeps_its_versions_and_the_tombstone_leads_there(
    client: Client, story: Story
) -> None:
    withdraw(story)

    gone = client.get(f"/id/{story.pid}", headers=JSON)
    assert gone.status_code == 410
    assert gone.json()["last_version"]["version"] == 3
    assert gone.json()["last_version"]["id"] == f"http://localhost:8000/id/{story.pid}/v3"
    assert "timemap" in gone["Link"]
    page = client.get(f"/id/{story.pid}").content.decode()
    assert f'href="/id/{story.pid}/v3"' in page
    assert fetch(client, f"/id/{story.pid}/v3.json")["version"] == 3


def closed_paths(story: Story) -> list[str]:
    pid = story.pid
    machine = [f"/id/{pid}", f"/id/{pid}.json", f"/id/{pid}/v1", f"/id/{pid}/v1.json"]
    pages = [f"/en/persons/{pid}/{rest}" for rest in ("v1/", "versions/", "v3/from/v1/", "x/")]
    return [*machine, f"/id/{pid}/timemap", *pages]


def test_what_is_closed_answers_everywhere_without_a_name(client: Client, story: Story) -> None:
    close(story.person, story.editor, "privacy", {"en": "asked for"}, "a letter")

    for path in closed_paths(story):
        for accept in ("text/html", "application/json"):
            response = client.get(path, headers={"accept": accept})
            assert response.status_code == 410, path
            assert "Trotsky" not in response.content.decode(), path
            assert "last_version" not in response.content.decode()
            assert "Memento-Datetime" not in response
            assert "Link" not in response
    asked = {"accept-datetime": "Fri, 27 Nov 2026 12:00:00 GMT"}
    assert client.get(f"/id/{story.pid}", headers=asked).status_code == 410
    assert client.get(f"/id/{story.pid}/v9").status_code == 404

    lift(Entry.objects.get(pk=story.person.pk), story.editor, "a mistake")

    assert client.get(f"/id/{story.pid}/v1.json").status_code == 200


def test_what_was_merged_into_an_entry_since_closed_is_closed_as_well(
    client: Client, story: Story
) -> None:
    survivor = make.make_person("Lev Bronstein")
    log(survivor, story.editor, "publish")
    carry_out(plan([story.person], survivor), story.editor, "")
    close(
        Entry.objects.get(pk=survivor.pk), story.editor, "law", {"en": "a court"}, "its judgement"
    )

    for path in closed_paths(story):
        response = client.get(path)
        assert response.status_code == 410, path
        assert "Trotsky" not in response.content.decode(), path


def test_a_version_is_silent_of_what_was_closed_since(client: Client, story: Story) -> None:
    close(story.paper, story.editor, "law", {"en": "a court"}, "its judgement")

    document = fetch(client, f"/id/{story.pid}/v1.json")

    assert document["statements"] == []
    assert document["withheld"] == 1
    assert "Nashe Slovo" not in json.dumps(document["labels"])


def test_a_draft_that_was_public_once_can_be_read_as_it_was(client: Client, story: Story) -> None:
    Entry.objects.filter(pk=story.person.pk).update(status=Status.DRAFT)
    story.person.names.update(text="Secret new name")

    assert client.get(f"/id/{story.pid}").status_code == 410
    for path in ("v1/", "versions/", "v3/from/v1/"):
        response = client.get(f"/en/persons/{story.pid}/{path}")
        assert response.status_code == 200
        assert "Secret" not in response.content.decode()


@pytest.mark.parametrize("language", ["th", "en", "ru"])
def test_every_page_address_of_a_merged_entry_leads_on_in_one_step(
    client: Client, story: Story, language: str
) -> None:
    survivor = make.make_person("Lev Bronstein")
    log(survivor, story.editor, "publish")
    carry_out(plan([story.person], survivor), story.editor, "")
    survivor.refresh_from_db()

    for kind in ("persons", "works"):
        for slug in ("", "leon-trotsky/", "any-slug/"):
            response = client.get(f"/{language}/{kind}/{story.pid}/{slug}")
            assert response.status_code == 301
            assert response["Location"] == entry_url(survivor, language)


def test_only_reading_is_allowed_and_a_head_is_reading(client: Client, story: Story) -> None:
    for path in (f"/id/{story.pid}/v1", f"/id/{story.pid}/v1.json", f"/id/{story.pid}/timemap"):
        got, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (got.status_code, b"")
        assert client.post(path).status_code == 405


def test_a_version_costs_the_same_queries_however_much_it_holds(
    client: Client, story: Story, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        make.make_statement(story.person, "met", make.make_person(f"Comrade {number}"))
    log(story.person, story.editor)

    for number in (1, 4):
        with django_assert_max_num_queries(12):
            client.get(f"/id/{story.pid}/v{number}.json")
