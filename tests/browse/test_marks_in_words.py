"""What the marks of pictures say on hover is what the statement says, in plain words."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client

from browse.pages.sentences import LONGEST
from browse.timelines.page import build_timeline
from entries.models import Entry
from tests import make
from tests.browse.pages import get_page, words

pytestmark = pytest.mark.django_db


def make_schoolboy() -> Entry:
    """Trotsky, with statements of every shape."""
    trotsky, odessa = make.make_person(), make.make_place("Odessa")
    make.make_property("lived-with", label={"en": "lived with"})
    make.make_property("age", label={"en": "age"})
    make.make_property("died", label={"en": "died in"}, bare_label={"en": "died"})
    make.make_statement(trotsky, "lived-with", value="Moisei Shpentser", place=odessa, date="1888")
    make.make_statement(trotsky, "age", value="nine", date="1889")
    make.make_statement(
        trotsky, "met", make.make_person("Parvus & Co."), place=odessa, date="1904/1905"
    )
    make.make_statement(trotsky, "died", qualifier="in the evening", date="1940-08-21")
    return trotsky


def titles_of(html: str, name: str) -> list[str]:
    """Answer what the dots and bars of the first picture of this class say on hover."""
    drawn = html.partition(f'class="{name}"')[2].partition("</svg>")[0]
    return sorted(unescape(title) for title in re.findall(r"<title>(.*?)</title>", drawn))


SENTENCES = [
    "age nine",
    "died, in the evening",
    "lived with Moisei Shpentser, at Odessa",
    "met Parvus & Co., at Odessa",
]


def test_on_the_timeline_with_its_date_and_subject() -> None:
    make_schoolboy()

    page = build_timeline(QueryDict("kind=person"))

    (row,) = [row for lane in page.lanes for row in lane.rows if row.name.text == "Leon Trotsky"]
    assert [mark.title for mark in row.marks] == [
        "1888: Leon Trotsky lived with Moisei Shpentser, at Odessa",
        "1889: Leon Trotsky age nine",
        "1904–1905: Leon Trotsky met Parvus & Co., at Odessa",
        "21 August 1940: Leon Trotsky died, in the evening",
    ]


def test_on_the_line_of_a_life_and_below_it(client: Client) -> None:
    trotsky = make_schoolboy()

    html = get_page(client, trotsky)

    assert titles_of(html, "life") == SENTENCES
    told = html.partition("<summary>Year by year</summary>")[2].partition("</details>")[0]
    assert [words(one) for one in re.findall(r"<li>(.*?)</li>", told)] == [
        "1888 lived with Moisei Shpentser, at Odessa",
        "1889 age nine",
        "1904 met Parvus & Co., at Odessa (–1905)",
        "1940 died, in the evening",
    ]


def test_on_the_lines_of_a_comparison(client: Client) -> None:
    trotsky, lenin = make_schoolboy(), make.make_person(make.LENIN)

    html = client.get(f"/en/compare/?with={trotsky.pid}&with={lenin.pid}").content.decode()

    assert titles_of(html, "lane") == SENTENCES


def test_from_the_other_end_it_is_read_backwards(client: Client) -> None:
    trotsky, mercader = make.make_person(), make.make_person("Ramón Mercader")
    make.make_property("killed", label={"en": "killed"}, inverse_label={"en": "killed by"})
    make.make_statement(trotsky, "born", make.make_place(), date="1879")
    make.make_statement(mercader, "killed", trotsky, place=make.make_place("Coyoacán"), date="1940")

    titles = titles_of(get_page(client, trotsky), "life")

    assert titles == ["born in Yanovka", "killed by Ramón Mercader, at Coyoacán"]


def test_what_is_very_long_ends_at_a_word_and_says_so(client: Client) -> None:
    trotsky = make.make_person()
    make.make_statement(trotsky, "born", value="Yanovka", date="1879")
    make.make_statement(trotsky, "met", value="Plekhanov and Zasulich, " * 10, date="1903")

    (_born, title) = titles_of(get_page(client, trotsky), "life")

    assert len(title) <= LONGEST + 1
    assert title.endswith(("Plekhanov…", "and…", "Zasulich…"))
