"""The page of a version: the entry as it was, in the words of then, and what changed since."""

import re
from typing import Any

import pytest
from django.test import Client

from browse.pages import statements
from browse.versions import listing
from dates import HistoricalDate
from entries import actions
from entries.choices import Rank
from entries.models import Entry, Name, Property
from history.closing import close
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.models import Version
from tests import make
from tests.browse.pages import line_of, main_words
from tests.browse.versions import get, get_version, section
from tests.versions import Story, log, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return make_story()


def test_it_shows_names_texts_facts_and_statements_as_they_were(
    client: Client, story: Story
) -> None:
    html = get_version(client, story.person, 1)
    column = html.partition('id="theme-')[2]

    assert "A revolutionary who edited <em>Nashe Slovo</em> in Paris." in html
    assert line_of(html, story.statement.uid) == "1915 edited Nashe Slovo"
    assert "Лев Давидович Троцкий" in column
    assert "Leo Trotzki" not in column
    assert f'href="/en/publications/{story.paper.pid}/nashe-slovo/"' in html


def test_evidence_is_numbered_in_the_margin(client: Client, story: Story) -> None:
    html = get_version(client, story.person, 2)

    assert line_of(html, story.statement.uid) == "1914 edited Nashe Slovo1"
    assert "p. 214" in section(html, "evidence")


def test_the_other_end_shows_the_statement_as_well(client: Client, story: Story) -> None:
    html = get_version(client, story.paper, 1)

    assert line_of(html, story.statement.uid) == "1915 edited by Leon Trotsky"


def test_it_speaks_in_the_words_of_its_time(client: Client, story: Story) -> None:
    edited = Property.objects.get(code="edited")
    edited.label = {"en": "was an editor of"}
    edited.save()

    assert line_of(get_version(client, story.person, 1), story.statement.uid) == (
        "1915 edited Nashe Slovo"
    )


def test_competing_statements_stand_together_with_what_the_archive_held(client: Client) -> None:
    editor, person = make.make_editor(), make.make_person()
    make.make_statement(person, "born", date="1879", rank=Rank.PREFERRED, rank_reason="register")
    make.make_statement(person, "born", date="1878", rank=Rank.DEPRECATED)
    log(person, editor, "publish")

    text = main_words(get_version(client, person, 1))

    assert "Sources differ" in text
    assert "preferred: register" in text
    assert "no longer held" in text


def test_texts_lead_to_entries_by_the_names_of_that_time(client: Client) -> None:
    editor, paper, draft = make.make_editor(), make.make_publication(), make.make_work("Secret")
    log(paper, editor, "publish")
    person = make.make_person(summary=f"He edited [[{paper.pid}]], not [[{draft.pid}|it]].")
    log(person, editor, "publish")
    Entry.objects.filter(pk=draft.pk).update(status="draft", published_at=None)
    paper.names.filter(language="en").update(text="Our Word")
    paper.labels = {"en": "Our Word"}
    paper.save()
    log(paper, editor)

    html = get_version(client, person, 1)

    assert ">Nashe Slovo</a>, not it." in html
    assert "Secret" not in html


@pytest.mark.parametrize("language", ["th", "en", "ru"])
def test_every_kind_has_versions_in_every_language(client: Client, language: str) -> None:
    editor = make.make_editor()
    serial = make.make_publication(languages=["ru"], type=make.make_term("work-type", "x", "X"))
    place = make.make_place(latitude=47.5, longitude=32.25)
    entries: list[Entry] = [
        make.make_person(gender="male"),
        make.make_organisation(),
        serial,
        make.make_issue(serial, printed_at=place),
        make.make_work(publication=serial, pages="1–4", byline="N. Trotsky"),
        make.make_event(place=place, date=HistoricalDate("1915-09")),
        place,
        make.make_topic(),
        make.make_source(author="Deutscher, Isaac", issued=HistoricalDate("1954")),
    ]
    for entry in entries:
        log(entry, editor, "publish")

    shown = [main_words(get_version(client, entry, 1, language)) for entry in entries]

    if language == "en":
        assert "47.5° N, 32.25° E" in shown[6]
        assert "Published inNashe Slovo" in shown[4]
        assert "Deutscher, Isaac" in shown[8]


def test_it_is_marked_with_its_number_and_day_and_leads_to_its_neighbours(
    client: Client, story: Story
) -> None:
    html = get_version(client, story.person, 2)
    notice = section(html, "as-it-was")

    assert "Version 2 of" in notice
    assert "This is the entry as it was." in notice
    assert f'href="/id/{story.pid}"' in notice
    for number in (1, 3):
        assert f'href="/en/persons/{story.pid}/v{number}/"' in notice
    assert f'href="/en/persons/{story.pid}/versions/"' in notice
    assert "<title>Leon Trotsky, version 2 ·" in html


def test_its_citation_names_the_version(client: Client, story: Story) -> None:
    html = get_version(client, story.person, 1)
    cite = section(html, "cite-heading")
    item = client.get(f"/id/{story.pid}/v1.csl.json").json()[0]

    assert f"http://localhost:8000/id/{story.pid}/v1" in cite
    assert "</i>, version 1, " in cite
    assert f'href="/id/{story.pid}/v1.bib?lang=en"' in html
    assert (item["version"], item["URL"]) == ("1", f"http://localhost:8000/id/{story.pid}/v1")
    assert client.get(f"/id/{story.pid}/v99.bib").status_code == 404


def test_search_engines_are_sent_to_the_entry(client: Client, story: Story) -> None:
    for path in ("v1/", "versions/", "v3/from/v1/"):
        html = get(client, f"/en/persons/{story.pid}/{path}")
        assert '<meta name="robots" content="noindex,nofollow">' in html
        assert (
            f'<link rel="canonical" href="http://localhost:8000/en/persons/{story.pid}/leon-trotsky/">'
            in html
        )


def test_any_other_kind_leads_to_the_right_address(client: Client, story: Story) -> None:
    for path in ("v1/", "versions/", "v3/from/v1/"):
        response = client.get(f"/en/works/{story.pid}/{path}")
        assert response.status_code == 301
        assert response["Location"] == f"/en/persons/{story.pid}/{path}"


def test_a_merged_entry_says_what_it_was_merged_into(client: Client, story: Story) -> None:
    survivor = make.make_person("Lev Bronstein")
    log(survivor, story.editor, "publish")
    carry_out(plan([story.person], survivor), story.editor, "")

    text = main_words(get_version(client, story.person, 3))
    assert "It has been merged into Lev Bronstein since." in text

    actions.withdraw(Entry.objects.get(pk=survivor.pk), story.editor, {"en": "Two persons in one."})
    html = get_version(client, story.person, 3)
    assert "merged into another since" in html
    assert "Bronstein" not in html


def test_a_withdrawn_entry_is_marked_and_leads_to_its_tombstone(
    client: Client, story: Story
) -> None:
    actions.withdraw(story.person, story.editor, {"en": "a mistake"})

    notice = section(get_version(client, story.person, 1), "as-it-was")

    assert "It has been withdrawn since." in notice
    assert f'href="/id/{story.pid}"' in notice


def test_what_was_closed_since_is_left_out_and_said_so(client: Client, story: Story) -> None:
    make.make_statement(story.person, "met", make.make_person(make.LENIN))
    log(story.person, story.editor)
    close(story.paper, story.editor, "privacy", {"en": "asked for"}, "a letter")

    html = get_version(client, story.person, 1)

    assert "1 statement is not shown" in html
    assert "edited" not in main_words(html.partition('class="lead"')[2])


def test_very_many_statements_have_pages(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        other = make.make_person(f"Comrade {number}")
        make.make_statement(story.person, "met", other, date="1920")
        log(other, story.editor, "publish")
    newest = Version.objects.filter(entry=story.person.pk).count()
    monkeypatch.setattr(statements, "PAGE_SIZE", 3)

    first, second, beyond = (
        get(client, f"/en/persons/{story.pid}/v{newest}/?page={number}") for number in (1, 2, 99)
    )

    assert [html.count('<li class="st') for html in (first, second, beyond)] == [3, 1, 1]
    assert "More statements" in first
    assert "Earlier statements" in second


def test_the_list_has_every_version_with_what_happened_and_how_much_changed(
    client: Client, story: Story
) -> None:
    html = get(client, f"/en/persons/{story.pid}/versions/")
    rows = re.findall(r"<tr>(.*?)</tr>", html.partition("<tbody>")[2], flags=re.DOTALL)
    told = [
        re.sub(r"\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d", "DAY", main_words(f"<main>{row}</main>"))
        for row in rows
    ]

    assert told == [
        "Version 3 DAY changed 1 name",
        "Version 2 DAY changed 1 text, 1 statement",
        "Version 1 DAY published",
    ]
    assert f'href="/en/persons/{story.pid}/v3/from/v2/"' in rows[0]


def test_the_list_has_pages(client: Client, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)

    first, last = (
        get(client, f"/en/persons/{story.pid}/versions/?page={number}") for number in (1, 99)
    )

    assert [page.count("<tr>") - 1 for page in (first, last)] == [2, 1]
    assert "Version 1" in last
    assert "1 name" in first


def test_the_entry_says_in_one_line_which_version_it_is(client: Client, story: Story) -> None:
    html = get(client, f"/en/persons/{story.pid}/leon-trotsky/")

    assert re.search(
        rf'<a href="/en/persons/{story.pid}/versions/">Version 3 of [^<]* · all versions</a>', html
    )


def test_a_name_that_looks_like_a_version_does_not_hide_one(client: Client) -> None:
    editor = make.make_editor()
    for name in ("V2", "Versions"):
        rocket = make.make_work(name)
        log(rocket, editor, "publish")
        rocket.refresh_from_db()
        assert "Cite this entry" in get(client, f"/en/works/{rocket.pid}/{rocket.slug}/")
        assert client.get(f"/en/works/{rocket.pid}/v2/").status_code == 404
        assert "1 version." in get(client, f"/en/works/{rocket.pid}/versions/")


def test_pages_of_versions_cost_a_fixed_number_of_queries(
    client: Client, story: Story, django_assert_max_num_queries: Any
) -> None:
    def cost(path: str) -> int:
        client.get(path)
        with django_assert_max_num_queries(26) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    paths = [f"/en/persons/{story.pid}/{path}" for path in ("v1/", "versions/", "v3/from/v1/")]
    few = [cost(path) for path in paths]

    for number in range(20):
        other = make.make_person(f"Comrade {number}")
        make.cite(make.make_statement(story.person, "met", other, date="1920"), story.source)
        Name.objects.create(entry=story.person, text=f"Pero {number}", language="en", type="pen")
        log(story.person, story.editor)

    paths[2] = f"/en/persons/{story.pid}/v23/from/v1/"
    assert [cost(path) for path in paths] == few
