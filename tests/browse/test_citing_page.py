"""What rests on a source, in the order of the source."""

import re

import pytest
from django.test import Client

from browse.addresses import entry_url
from browse.pages.citing import natural
from entries.choices import Status
from sources.models import Source
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    """Answer a source that five statements about one person cite, entered in no order."""
    source, person = make.make_source(), make.make_person()
    cited = (("¶ 16", 1, "1903"), ("¶ 8", 2, "1903"), ("", 3, ""), ("¶ 8", 4, "1902"))
    for locator, number, date in (*cited, ("¶ 8, 16", 5, "")):
        other = make.make_person(f"No. {number}")
        columns = {"date": date} if date else {}
        make.cite(make.make_statement(person, "met", other, **columns), source, locator)
    secret = make.make_person("Secret", status=Status.DRAFT)
    make.cite(make.make_statement(person, "met", secret), source, "¶ 1")
    return source


def shown(client: Client, source: Source, page: int = 1) -> list[str]:
    """Answer the headings and persons of a page, in order."""
    source.refresh_from_db()
    html = client.get(entry_url(source), {"page": page}).content.decode()
    part = html.partition('class="citing"')[2].partition("</section>")[0]
    return [one or two for one, two in re.findall(r"<h3>(.*?)</h3>|(No\. \d+)", part)]


def test_claims_stand_spot_by_spot_and_by_date(client: Client, source: Source) -> None:
    assert shown(client, source) == [
        *("¶ 8", "No. 4", "No. 2", "¶ 8, 16", "No. 5", "¶ 16", "No. 1"),
        *("Without a page or paragraph", "No. 3"),
    ]


def test_pages_divide_what_is_in_order_and_say_what_they_have(
    client: Client, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = make.make_statement(make.make_person("Late"), "met", make.make_person("No. 6"))
    make.cite(late, source, "¶ 8")
    monkeypatch.setattr("browse.pages.citing.PAGE_SIZE", 2)

    assert shown(client, source) == ["¶ 8", "No. 4", "No. 2"]
    assert shown(client, source, 2) == [
        '¶ 8 <span class="note">continued</span>',
        *("No. 6", "¶ 8, 16", "No. 5"),
    ]
    last = ["¶ 16", "No. 1", "Without a page or paragraph", "No. 3"]
    assert shown(client, source, 3) == last
    assert shown(client, source, 99) == last
    html = client.get(entry_url(source)).content.decode()
    reaches = re.findall(r'<a href="\?page=(\d)#cited-by"[^>]*>(.*?)</a>', html)
    assert reaches == [("1", "¶ 8"), ("2", "¶ 8 – ¶ 8, 16"), ("3", "¶ 16 – without a page")]


def test_a_source_with_more_spots_than_can_be_ordered_shows_all_of_them(
    client: Client, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browse.pages.citing.MOST_SPOTS", 2)
    monkeypatch.setattr("browse.pages.citing.PAGE_SIZE", 2)

    found = [one for page in (1, 2, 3) for one in shown(client, source, page) if "No." in one]

    assert sorted(found) == ["No. 1", "No. 2", "No. 3", "No. 4", "No. 5"]


def test_numbers_in_spots_are_sorted_as_numbers() -> None:
    spots = ["p. 214", "¶ 16", "", "p. 21", "¶ ๙", "f. 3v", "f. 3r", "f. 12", "9", "P. 3", "²"]

    assert sorted(spots, key=natural) == [
        *("f. 3r", "f. 3v", "f. 12", "P. 3", "p. 21", "p. 214", "²", "¶ ๙", "¶ 16", "9", "")
    ]
