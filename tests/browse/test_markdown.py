import re

import pytest

from browse.markdown import find_targets, plain, render
from entries.choices import Status
from entries.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


def shown(text: str, language: str = "en") -> str:
    return str(render(text, find_targets([text]), language))


def test_a_cross_link_leads_to_the_page_in_the_readers_language() -> None:
    person = make.make_person()
    person.refresh_from_db()

    assert shown(f"with [[{person.pid}|Trotsky]].", "th") == (
        f'<p>with <a href="/th/persons/{person.pid}/leon-trotsky/" rel="nofollow">'
        "Trotsky</a>.</p>\n"
    )
    assert ">Leon Trotsky</a>" in shown(f"with [[{person.pid}]].")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN])
def test_a_link_to_what_is_not_public_is_plain_words(status: str) -> None:
    person = make.make_person(status=status)

    assert shown(f"with [[{person.pid}|a friend]].") == "<p>with a friend.</p>\n"
    assert shown("with [[zzzzzzz|nobody]].") == "<p>with nobody.</p>\n"


def test_a_link_to_a_merged_entry_leads_to_its_survivor() -> None:
    person = make.make_person()
    survivor = Entry.objects.get(pk=person.pk)
    merged = make.make_person("Trotzki", status=Status.MERGED, merged_into=survivor)

    assert f"/persons/{person.pid}/" in shown(f"[[{merged.pid}|Trotzki]]")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](http://elsewhere.example/track.gif)",
        '<a href="#" style="position:fixed">x</a>',
        "[[zzzzzzz|<b onclick=alert(1)>x</b>]]",
        '<svg><animate onbegin="alert(1)">',
    ],
)
def test_no_text_brings_script_style_or_pictures(text: str) -> None:
    html = shown(text)

    for tag in re.findall(r"<[^>]*>", html.lower()):
        assert re.fullmatch(r'</?(p|a|em)( href="[/#][^"]*")?( rel="nofollow")?>', tag), tag


def test_headings_stand_below_those_of_the_page() -> None:
    assert shown("# One\n\n#### Four") == "<h3>One</h3>\n<h6>Four</h6>\n"


def test_the_words_of_a_text_come_without_its_signs() -> None:
    text = "# Life\n\nHe *led* [[abcdefg|the Soviet]] in [Petrograd](https://example.org)."

    assert plain(text) == "Life He led the Soviet in Petrograd."
