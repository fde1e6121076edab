"""What the pages of serials, bodies, events and places have besides statements."""

import re

import pytest
from django.test import Client

from browse.addresses import entry_url
from dates import HistoricalDate
from entries.choices import Certainty, NameType, Rank, Status, Theme
from entries.models import Entry, Name
from tests import make
from tests.browse.pages import get_page, main_words, words
from tests.browse.test_fixed_queries import count_queries
from tests.browse.versions import get_version
from tests.versions import log

pytestmark = pytest.mark.django_db


def section(html: str, anchor: str) -> str:
    """Answer the HTML of a section by the id of its heading; nothing if there is none."""
    return html.partition(f'aria-labelledby="{anchor}">')[2].partition("</section>")[0]


def said(html: str) -> str:
    """Answer what a reader sees of a section below its heading, each part by itself."""
    return words(re.sub(r"(</(dt|dd|li)>)", r" \1", html.partition("</h2>")[2]))


def made(code: str, role: str, theme: Theme = Theme.WORK) -> None:
    make.make_property(code, role_label={"en": role}, theme=theme, inverse_theme=theme)


def test_editors_and_contributors_stand_on_one_axis_in_the_order_of_time(client: Client) -> None:
    made("edited", "editor")
    made("contributed-to", "contributor")
    serial, trotsky = make.make_publication(), make.make_person()
    edited = make.make_statement(trotsky, "edited", serial, date="1915–1916")
    make.make_statement(
        make.make_person("Julius Martov"),
        "contributed-to",
        serial,
        date="about 1914",
        certainty=Certainty.PROBABLE,
    )
    make.make_statement(make.make_person("Adolf Joffe"), "edited", serial)

    people = section(get_page(client, serial), "over-time")
    rows = [words(row) for row in re.findall(r'<li class="row">(.*?)</div>', people, re.DOTALL)]

    assert rows == [
        "Julius Martov contributor c. 1914",
        "Leon Trotsky editor 1915–1916",
        "Adolf Joffe editor",
    ]
    assert f'<a href="#s-{edited.uid}">editor</a>' in people
    assert people.count("<rect") == 2
    assert '<g class="rough open bar"><title>c. 1914: contributor</title>' in people


def test_an_axis_of_few_years_names_its_first_and_last(client: Client) -> None:
    made("edited", "editor")
    paper = make.make_publication()
    make.make_statement(make.make_person(), "edited", paper, date="1911/1913")

    axis = get_page(client, paper).partition('class="row axis"')[2].partition("</svg>")[0]

    assert ">1911<" in axis
    assert ">1913<" in axis


def test_without_dates_there_is_no_axis(client: Client) -> None:
    made("edited", "editor")
    serial = make.make_publication()
    make.make_statement(make.make_person(), "edited", serial)

    assert section(get_page(client, serial), "over-time") == ""


def test_members_and_offices_are_told_from_friends_and_foes(client: Client) -> None:
    made("member-of", "member", Theme.MOVEMENT)
    made("chaired", "chair", Theme.OFFICES)
    made("opposed", "opponent", Theme.MOVEMENT)
    soviet = make.make_organisation()
    make.make_statement(make.make_person(), "chaired", soviet, date="1905-11")
    make.make_statement(make.make_person("Parvus"), "member-of", soviet, date="1905")
    make.make_statement(make.make_person("Sergei Witte"), "opposed", soviet, date="1905")
    make.make_statement(
        make.make_person("Maxim Gorky"), "member-of", soviet, date="1905", rank=Rank.DEPRECATED
    )

    people = words(section(get_page(client, soviet), "over-time"))

    assert "Parvus member 1905" in people
    assert "Leon Trotsky chair Nov 1905" in people
    assert "Witte" not in people
    assert "Gorky" not in people


def test_parts_that_stand_on_a_later_page_are_drawn_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browse.pages.statements.PAGE_SIZE", 2)
    made("member-of", "member", Theme.MOVEMENT)
    soviet = make.make_organisation()
    for year in range(1900, 1905):
        make.make_statement(soviet, "met", make.make_person(f"Guest of {year}"), date=str(year))
    make.make_statement(make.make_person(), "member-of", soviet, date="1905")

    first = get_page(client, soviet)
    second = client.get(entry_url(soviet), {"page": "2"}).content.decode()

    assert "Leon Trotsky member 1905" in words(section(first, "over-time"))
    assert section(second, "over-time") == ""


def test_predecessors_and_successors_are_told_from_either_end(client: Client) -> None:
    make.make_property(
        "continued-by", label={"en": "continued by"}, inverse_label={"en": "continues"}
    )
    make.make_property("succeeded", inverse_label={"en": "followed by"})
    golos, serial = make.make_publication("Golos"), make.make_publication()
    make.make_statement(golos, "continued-by", serial, date="1915-01")
    make.make_statement(make.make_publication("Nachalo"), "succeeded", serial, date="1916")

    order = said(section(get_page(client, serial), "order"))
    of_golos = said(section(get_page(client, golos), "order"))

    assert order == "Before continues Golos Jan 1915 After followed by Nachalo 1916"
    assert of_golos == "After continued by Nashe Slovo Jan 1915"


def test_an_event_stands_between_its_neighbours_in_the_larger_one(client: Client) -> None:
    war = make.make_event("First World War")
    parts = [
        make.make_event(f"Conference {day}", part_of=war, date=HistoricalDate(day))
        for day in ("1915-09-05", "1916-04-24", "1917-09-05")
    ]
    make.make_event(
        "A secret one", part_of=war, date=HistoricalDate("1916-01"), status=Status.DRAFT
    )

    order = said(section(get_page(client, parts[1]), "order"))

    assert "Before Conference 1915-09-05, another part of First World War 5 Sep 1915" in order
    assert "After Conference 1917-09-05" in order
    assert "secret" not in order


def test_who_took_part_in_an_event_is_told_role_by_role(client: Client) -> None:
    made("delegate-at", "delegate", Theme.MOVEMENT)
    made("organised", "organiser", Theme.MOVEMENT)
    event = make.make_event()
    make.make_statement(make.make_person("Robert Grimm"), "organised", event)
    make.make_statement(
        make.make_person(), "delegate-at", event, qualifier={"ru": "от «Нашего слова»"}
    )
    make.make_statement(make.make_person(make.LENIN), "delegate-at", event)
    make.make_statement(make.make_person("A draft", status=Status.DRAFT), "delegate-at", event)

    roles = section(get_page(client, event), "roles")

    assert said(roles) == (
        "delegate Leon Trotsky (от «Нашего слова»), Vladimir Lenin organiser Robert Grimm"
    )
    assert '<span class="note" lang="ru">' in roles


def petersburg(**columns: str) -> Entry:
    place = make.make_place("Saint Petersburg", **columns)
    for text, language, period in (
        ("Petrograd", "en", "1914-08-31/1924-01-26"),
        ("Петроград", "ru", "1914-08-31/1924-01-26"),
        ("Leningrad", "en", "1924-01-26/1991-09-06"),
    ):
        Name.objects.create(
            entry=place,
            text=text,
            language=language,
            type=NameType.FORMER,
            date=HistoricalDate(period),
        )
    return place


def test_the_names_of_a_place_stand_on_an_axis_period_by_period(client: Client) -> None:
    names = section(get_page(client, petersburg()), "over-time")
    rows = [words(row) for row in re.findall(r'<li class="row">(.*?)</div>', names, re.DOTALL)]

    assert rows == [
        "Petrograd 31 Aug 1914 – 26 Jan 1924 · Петроград",
        "Leningrad 26 Jan 1924 – 6 Sep 1991",
    ]


def test_a_place_lies_on_a_map_among_its_neighbours(client: Client) -> None:
    place = petersburg(latitude="59.9386", longitude="30.3141")
    make.make_place("Helsingfors", latitude="60.17", longitude="24.94")
    russia = make.make_place("Russia", latitude="60", longitude="33")
    make.make_place("Gatchina", part_of=russia)
    make.make_place("Vladivostok", latitude="43.1", longitude="131.9")
    make.make_place("Secret place", latitude="59", longitude="27", status=Status.DRAFT)

    figure = get_page(client, place).partition('<figure class="locator">')[2]
    figure = figure.partition("</figure>")[0]

    assert words(figure) == "Saint PetersburgHelsingfors What happened here, on the map"
    assert f"/en/browse/map/?place={place.pid}" in figure
    assert len(figure) < 15_000


def test_a_place_that_nobody_placed_has_no_map(client: Client) -> None:
    assert "locator" not in get_page(client, make.make_place())


@pytest.mark.parametrize(("latitude", "longitude"), [("90", "180"), ("-90", "-180"), ("0", "0")])
def test_the_ends_of_the_world_have_a_map(client: Client, latitude: str, longitude: str) -> None:
    place = make.make_place("The end", latitude=latitude, longitude=longitude)

    assert 'class="locator"' in get_page(client, place)


def test_of_very_many_issues_the_years_are_counted_and_lead_to_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browse.pages.listings.MOST_ISSUES", 3)
    serial = make.make_publication()
    for number, date in enumerate(("1915-01-29", "1915-02", "1916~", "1916-01/1916-02"), 1):
        make.make_issue(serial, number, date)
    make.make_issue(serial, 9, "1916-03", status=Status.DRAFT)

    html = get_page(client, serial)

    years = html.partition('<ul class="by-year">')[2].partition("</ul>")[0]
    assert re.findall(r">(\d+)<", years) == ["1915", "2", "1916", "2"]
    address = f"/en/browse/?kind=issue&amp;publication={serial.pid}&amp;from=1915&amp;to=1915"
    assert f'<a href="{address}">1915</a>' in html
    assert "no. 1" not in main_words(html)


def test_bars_roles_and_map_cost_a_fixed_number_of_queries(client: Client) -> None:
    made("member-of", "member", Theme.MOVEMENT)
    made("delegate-at", "delegate", Theme.MOVEMENT)
    soviet, war = make.make_organisation(), make.make_event("War")
    congress = make.make_event(part_of=war, date=HistoricalDate("1915"))
    place = petersburg(latitude="59.9386", longitude="30.3141")
    counts: list[list[int]] = []
    for many in (2, 12):
        for number in range(many):
            person = make.make_person(f"Member {many} {number}")
            make.make_statement(person, "member-of", soviet, date=str(1900 + number))
            make.make_statement(person, "delegate-at", congress)
            make.make_event(f"Part {many} {number}", part_of=war, date=HistoricalDate("1914"))
            make.make_place(f"Suburb {many} {number}", latitude="59.8", longitude=f"30.{number}")
        counts.append([count_queries(client, entry_url(one)) for one in (soviet, congress, place)])

    assert counts[0] == counts[1]
    assert max(counts[1]) <= 20


def test_a_version_has_the_bars_and_roles_of_its_time(client: Client) -> None:
    made("member-of", "member", Theme.MOVEMENT)
    soviet, person, user = make.make_organisation(), make.make_person(), make.make_editor()
    statement = make.make_statement(person, "member-of", soviet, date="1905")
    uid = statement.uid
    for entry in (person, soviet):
        log(entry, user, "publish")
    statement.delete()
    log(soviet, user)

    then, now = get_version(client, soviet, 1), get_version(client, soviet, 2)

    assert "Leon Trotsky member 1905" in words(section(then, "over-time"))
    assert f'<a href="#s-{uid}">member</a>' in then
    assert section(now, "over-time") == ""


def test_a_version_has_the_life_line_of_its_time(client: Client) -> None:
    person, user = make.make_person(), make.make_editor()
    born = make.make_statement(person, "born", value="in the steppe", date="1879")
    make.make_statement(person, "died", date="1940")
    make.make_statement(person, "met", value="a book about him", date="1988")
    log(person, user, "publish")
    born.date = HistoricalDate("1880")
    born.save()
    log(person, user)

    assert "Life line, 1879 to 1940" in get_version(client, person, 1)
    assert "Life line, 1880 to 1940" in get_version(client, person, 2)
    assert "1880–1940" in words(get_version(client, person, 2).partition('class="what"')[2][:90])
