"""The guide at the desk: every page leads to its topic, and every topic to others that exist."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from desk.helping import find_page, topics
from desk.topics import ROWS, topic_of
from tests.desk.pages.listed import PAGES

HELP = re.compile(r'href="/desk/help/(?:([a-z-]+)/)?(?:#([^"]+))?"')
SIGNED_OUT = {"admin:login", "admin:logout"}


def test_every_page_of_the_desk_has_a_topic_that_exists() -> None:
    assert {name for name in PAGES if topic_of(name) not in topics()} == SIGNED_OUT
    assert set(ROWS.values()) <= topics()


def test_a_page_that_is_new_leads_to_the_index() -> None:
    assert topic_of("desk:unheard-of") == ""
    assert topic_of("admin:unheard_of_list") == ""


@pytest.mark.parametrize("topic", ["", *sorted(topics())])
def test_links_and_pictures_of_a_topic_lead_somewhere(topic: str) -> None:
    page = find_page(topic, "en")
    assert page is not None
    assert page.title

    for other, anchor in HELP.findall(page.body):
        there = find_page(other or topic, "en")
        assert there is not None
        assert not anchor or f'id="{anchor}"' in there.body
    assert not re.search(r'href="[^"]*\.md', page.body)
    for source in re.findall(r'<img src="/static/([^"?]+)"', page.body):
        assert finders.find(source)


def test_a_form_leads_to_the_topic_of_each_of_its_sections(editor: Client) -> None:
    html = editor.get("/admin/people/person/add/").content.decode()

    found = {topic for topic, _anchor in HELP.findall(html)}
    assert {"first-entry", "names", "statements", "authorities", "pictures"} <= found


def test_help_is_in_the_language_of_the_page_where_there_is_a_translation(editor: Client) -> None:
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "th"
    html = editor.get("/desk/help/first-entry/").content.decode()

    assert '<article class="guide" lang="th">' in html
    assert "สองนาที" in html
    assert "guide-foreign" not in html
    assert 'id="user-tools"' in html


def test_what_is_there_in_english_only_is_marked(editor: Client) -> None:
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "ru"
    html = editor.get("/desk/help/dates/").content.decode()

    assert '<article class="guide" lang="en">' in html
    assert '<h1 lang="en">Dates</h1>' in html
    assert 'class="guide-foreign"' in html
    assert '<div class="guide-table" tabindex="0" role="group" aria-label="You write">' in html


def test_a_line_that_divides_no_cells_stands_in_its_cell() -> None:
    page = find_page("tables", "en")

    assert page is not None
    assert "<code>Antid Oto | en | pen | date=1900–1902 | source=… | where=p. 3</code>" in page.body


def test_a_topic_that_there_is_not_is_not_found(editor: Client) -> None:
    for topic in ("unheard-of", "first-entry-th", "rights-"):
        assert editor.get(f"/desk/help/{topic}/").status_code == 404
    assert editor.post("/desk/help/").status_code == 405


def test_the_guide_is_for_those_who_are_signed_in(client: Client, db: None) -> None:
    answer = client.get("/desk/help/dates/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")
