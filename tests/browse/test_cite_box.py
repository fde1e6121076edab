"""The box “Cite this entry”, what the head of a page tells machines, and lists for Zotero."""

import json
import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.test import Client

from browse.addresses import entry_url
from browse.markdown import render
from entries.choices import TextRole
from entries.models import Entry, Text
from interop.citing.styles import STYLES
from tests import make
from tests.browse.pages import get_list, get_page, words

pytestmark = pytest.mark.django_db


def box(html: str) -> str:
    """Answer the box."""
    return html.partition('id="cite"')[2].partition("</section>")[0]


def cited(client: Client, entry: Entry, anchor: str, language: str = "en") -> str:
    """Answer the page of an entry with the box for one of its parts."""
    entry.refresh_from_db()
    response = client.get(entry_url(entry, language), {"cite": anchor})
    assert response.status_code == 200
    return response.content.decode()


def meta(html: str) -> dict[str, str]:
    """Answer the meta elements of a page by name, the first of each."""
    found: dict[str, str] = {}
    for name, content in re.findall(r'<meta name="([^"]+)" content="([^"]*)">', html):
        found.setdefault(name, unescape(content))
    return found


@pytest.mark.parametrize("language", ["th", "en", "ru"])
def test_all_styles_stand_in_the_page_without_a_script(client: Client, language: str) -> None:
    person = make.make_person()

    html = box(get_page(client, person, language))

    for style in STYLES:
        assert f'id="cite-entry-{style.code}"' in html
    assert f"/id/{person.pid}" in html
    assert "Лев Давидович Троцкий // Slovo" in words(html)
    assert "<i>Slovo</i>" in html


def test_files_for_reference_managers_are_linked(client: Client) -> None:
    person = make.make_person()

    html = get_page(client, person, "ru")

    for suffix in ("bib", "ris", "csl.json"):
        assert f'href="/id/{person.pid}.{suffix}?lang=ru"' in html
    assert f'<link rel="cite-as" href="http://localhost:8000/id/{person.pid}">' in html


def test_a_work_is_cited_as_itself_and_as_our_entry(client: Client) -> None:
    work = make.make_work()
    make.make_statement(make.make_person(), "wrote", work)

    text = words(box(get_page(client, work)))

    assert "Trotsky, Leon. “Zimmerwald Manifesto.”" in text
    assert "“Zimmerwald Manifesto,” Slovo" in text


def test_a_statement_is_cited_by_its_anchor_in_the_language_of_each_style(client: Client) -> None:
    person = make.make_person()
    place = make.make_place()
    statement = make.make_statement(person, "born", place, date="1879")

    assert f'href="?cite=s-{statement.uid}#cite"' in get_page(client, person)
    text = words(box(cited(client, person, f"s-{statement.uid}")))

    assert "“Leon Trotsky: born in Yanovka (1879),” Slovo" in text
    assert "Лев Давидович Троцкий: born in: Яновка (1879) // Slovo" in text
    assert f"/id/{person.pid}/s-{statement.uid}" in text


def test_signs_in_the_names_of_a_statement_are_cited_as_they_are_written(client: Client) -> None:
    person = make.make_person()
    met = make.make_statement(person, "met", make.make_person("O'Hara & Sons"), date="1905")

    text = words(box(cited(client, person, f"s-{met.uid}")))

    assert "“Leon Trotsky: met O'Hara & Sons (1905),” Slovo" in text.replace("’", "'")


def test_a_statement_that_is_not_public_cannot_be_cited(client: Client) -> None:
    person = make.make_person()
    secret = make.make_place("Secret place", status="draft")
    hidden = make.make_statement(person, "born", secret)
    elsewhere = make.make_statement(make.make_person("Lenin"), "born", make.make_place())

    for anchor in (f"s-{hidden.uid}", f"s-{elsewhere.uid}", "s-", "p-00000000", "\x00", "x" * 500):
        html = cited(client, person, anchor)
        assert "Secret" not in html
        assert "Cite this entry" in html


def test_a_paragraph_is_cited_by_an_anchor_that_follows_its_words(client: Client) -> None:
    person = make.make_person()
    text = Text.objects.create(
        entry=person, language="en", role=TextRole.ARTICLE, body="He was born.\n\nHe wrote."
    )
    second = re.findall(r'<p id="(p-[0-9a-f]{8})">', get_page(client, person))[1]
    assert f"#{second}" in words(box(cited(client, person, second)))
    assert "¶ 2" in words(box(cited(client, person, second)))

    text.body = "A new beginning.\n\nHe was born.\n\nHe wrote."
    text.save()

    assert "¶ 3" in words(box(cited(client, person, second)))


def test_like_paragraphs_have_anchors_of_their_own_and_texts_cannot_set_any() -> None:
    anchors: list[str] = []

    html = render('Once.\n\nOnce.\n\n<p id="mine">Evil.</p>', {}, "en", anchors)

    assert len(set(anchors)) == len(anchors) == 3
    assert '<p id="mine"' not in html


def test_machines_are_told_type_title_author_and_date(client: Client) -> None:
    work = make.make_work("On the War")
    make.make_statement(make.make_person(), "wrote", work)

    person = meta(get_page(client, make.make_person("Rosa Luxemburg")))
    found = meta(get_page(client, work))

    assert person["z:itemType"] == "encyclopediaArticle"
    assert (person["citation_title"], person["DC.source"]) == ("Rosa Luxemburg", "Slovo")
    assert (found["z:itemType"], found["citation_author"]) == ("document", "Trotsky, Leon")


def test_schema_org_is_data_that_no_name_can_break_out_of(client: Client) -> None:
    person = make.make_person('Evil</script><script>alert("1")</script>')

    html = get_page(client, person)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)

    assert block is not None
    document = json.loads(block[1])
    assert document["@type"] == "Person"
    assert document["name"][0]["@value"].startswith("Evil</script>")
    assert "<script>alert" not in html


def test_a_list_tells_reference_managers_of_each_of_its_entries(client: Client) -> None:
    make.make_person()
    make.make_work("On the War")

    spans = re.findall(r'class="Z3988" title="([^"]+)"', get_list(client, "sort=name"))
    read = [parse_qs(unescape(span)) for span in spans]

    assert {one["rft.title"][0]: one["rft.type"][0] for one in read} == {
        "Leon Trotsky": "encyclopediaArticle",
        "On the War": "document",
    }


def test_a_list_is_cited_by_its_address_and_in_words(client: Client) -> None:
    make.make_person()
    make.make_place()

    html = get_list(client, "kind=person&page=1")
    text = words(box(html))

    assert "1 entry: Person" in text
    assert "http://localhost:8000/en/browse/?kind=person" in text
    assert 'href="/en/browse.bib?kind=person"' in html
