import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Pictures

from browse.pages.facts import coordinates
from browse.words import language_name
from dates import HistoricalDate
from entries.choices import Certainty, ImageRole, NameType, Rank, Scheme, Stance
from entries.models import Identifier, Image, Name
from tests import make
from tests.browse.pages import get_page, line_of, main_words, words

pytestmark = pytest.mark.django_db


def test_a_name_stands_in_the_readers_language_and_then_in_the_others(client: Client) -> None:
    person = make.make_person()

    text = get_page(client, person, "th")

    assert "<h1>เลออน ตรอตสกี</h1>" in text
    assert '<span lang="ru">Лев Давидович Троцкий</span>' in text
    assert '<span lang="en">Leon Trotsky</span>' in text
    assert '<html lang="th">' in text


def test_a_summary_in_another_language_is_marked(client: Client) -> None:
    person = make.make_person(summary={"en": "He led the *Petrograd* Soviet."})

    thai, english = get_page(client, person, "th"), get_page(client, person)

    assert '<div class="lead" lang="en"><p>He led the <em>Petrograd</em> Soviet.</p>' in thai
    assert '<p class="note other-language">' in thai
    assert '<p class="note other-language">' not in english
    assert '<meta name="description" content="He led the Petrograd Soviet.">' in english


def test_a_statement_reads_as_a_sentence_from_both_ends(client: Client) -> None:
    person, serial = make.make_person(), make.make_publication()
    paris = make.make_place("Paris")
    statement = make.make_statement(
        person, "edited", serial, date="1915–1916", qualifier="with Martov", place=paris
    )

    assert line_of(get_page(client, person), statement.uid) == (
        "1915–1916 edited Nashe Slovo, with Martov, at Paris"
    )
    assert line_of(get_page(client, serial), statement.uid) == (
        "1915–1916 edited by Leon Trotsky, with Martov, at Paris"
    )
    assert line_of(get_page(client, paris), statement.uid) == (
        "1915–1916 Leon Trotsky edited Nashe Slovo, with Martov"
    )


def test_a_place_alone_stands_where_the_object_would(client: Client) -> None:
    person, place = make.make_person(), make.make_place()
    statement = make.make_statement(person, "born", place=place)

    assert line_of(get_page(client, person), statement.uid) == "born in Yanovka"
    assert line_of(get_page(client, place), statement.uid) == "Leon Trotsky born in Yanovka"


def test_a_julian_day_is_shown_and_machines_find_the_gregorian_one(client: Client) -> None:
    person = make.make_person()
    make.make_statement(
        person, "born", make.make_place(), date=HistoricalDate("1879-10-26", "julian")
    )

    text = get_page(client, person)

    assert re.search(
        r'<time datetime="1879-11-07"[^>]*>26 October 1879 O\.S\. \(7 November N\.S\.\)', text
    )


def test_statements_are_grouped_by_theme_and_stand_in_the_order_of_time(client: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "died", make.make_place("Coyoacán"), date="21 August 1940")
    make.make_statement(person, "edited", make.make_publication("Iskra"), date="1903")
    make.make_statement(person, "edited", make.make_publication("Pravda"))
    make.make_statement(person, "edited", make.make_publication("Golos"), date="1914")
    make.make_statement(person, "born", make.make_place(), date="1879")

    below_the_life_line = get_page(client, person).partition("</details>")[2]
    text = words(below_the_life_line)

    order = ["Life", "Yanovka", "Coyoacán", "Writing and publishing", "Iskra", "Golos", "Pravda"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_competing_values_stand_together_with_the_preferred_one_first(client: Client) -> None:
    person = make.make_person()
    held = make.make_statement(
        person,
        "born",
        make.make_place(),
        date="1879",
        rank=Rank.PREFERRED,
        rank_reason="after the parish register",
    )
    old = make.make_statement(
        person, "born", make.make_place("Odessa"), date="1877", rank=Rank.DEPRECATED
    )

    text = get_page(client, person)
    rivals = text.partition('<li class="rivals">')[2].partition("</ol>")[0]

    assert "Sources differ" in rivals
    assert rivals.index(held.uid) < rivals.index(old.uid)
    assert line_of(text, held.uid).endswith("preferred: after the parish register")
    assert line_of(text, old.uid).endswith("no longer held")
    assert f'class="st not-held" id="s-{old.uid}"' in text


def test_values_that_complete_one_another_are_no_rivals(client: Client) -> None:
    person, place = make.make_person(), make.make_place()
    make.make_statement(person, "born", place)
    make.make_statement(person, "born", place, date="1879")
    make.make_statement(person, "born", date="26 October 1879")

    assert "Sources differ" not in get_page(client, person)


def test_dates_without_a_common_day_are_rivals(client: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "died", date="20 August 1940")
    make.make_statement(person, "died", date="21 August 1940")

    assert "Sources differ" in get_page(client, person)


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        (Certainty.PROBABLE, "probable"),
        (Certainty.POSSIBLE, "possible, not certain"),
        (Certainty.DISPUTED, "disputed"),
    ],
)
def test_doubt_is_said_in_words(client: Client, certainty: str, words: str) -> None:
    person = make.make_person()
    statement = make.make_statement(person, "born", make.make_place(), certainty=certainty)

    assert line_of(get_page(client, person), statement.uid).endswith(words)


def test_one_spot_in_a_source_has_one_number_down_the_page(client: Client) -> None:
    person = make.make_person()
    source = make.make_source()
    make.cite(person, source, "par. 1")
    born = make.make_statement(person, "born", make.make_place(), date="1879")
    died = make.make_statement(person, "died", make.make_place("Coyoacán"), date="1940")
    make.cite(died, source, "par. 29", note="the hour is not given")
    make.cite(born, source, "par. 2")
    make.cite(person.names.all()[0], source, "par. 2")

    text = get_page(client, person)

    assert re.findall(r'<li id="(n\d+)">.*?(par\. \d+)', text) == [
        ("n1", "par. 1"),
        ("n2", "par. 2"),
        ("n3", "par. 29"),
    ]
    assert f'href="#s-{born.uid}"' in text
    assert text.count('<summary aria-label="evidence 2">2</summary>') == 2
    assert "the hour is not given" in text


def test_a_source_that_contradicts_is_shown_to_do_so(client: Client) -> None:
    person = make.make_person()
    statement = make.make_statement(person, "born", make.make_place())
    make.cite(statement, stance=Stance.CONTRADICTS)

    text = get_page(client, person)

    assert line_of(text, statement.uid).endswith("≠1")
    assert 'aria-label="contradicted by evidence 1"' in text


def test_every_name_stands_in_the_table_with_type_language_period_and_evidence(
    client: Client,
) -> None:
    person = make.make_person({"en": "Leon Trotsky"})
    name = Name.objects.create(
        entry=person,
        text="Лев Бронштейн",
        language="ru",
        type=NameType.BIRTH,
        date=HistoricalDate("1879/1902"),
        note={"en": "in the parish register"},
    )
    make.cite(name)

    text = get_page(client, person)
    row = text.partition(f'<tr id="name-{name.pk}">')[2].partition("</tr>")[0]

    assert main_words(f"<main>{row}") == (
        "Лев Бронштейн1Trotsky, Leon (encyclopaedia of European history) ↓"
        " in the parish registerbirth nameRussian1879–1902"
    )
    assert '<span lang="ru">Лев Бронштейн</span>' in row


def test_an_external_identifier_leads_out_and_says_when_nobody_checked_it(client: Client) -> None:
    person = make.make_person()
    Identifier.objects.create(entry=person, scheme="wikidata", value="Q33391")
    Identifier.objects.create(entry=person, scheme="viaf", value="46774385", verified=True)

    text = get_page(client, person)

    assert '<a href="https://www.wikidata.org/wiki/Q33391" rel="external">' in text
    assert main_words(text).count("(unverified)") == 1


def test_the_citation_gives_the_permanent_address_and_the_days(client: Client) -> None:
    person = make.make_person()

    text = main_words(get_page(client, person))

    assert "“Leon Trotsky,” Slovo, " in text
    assert f"http://localhost:8000/id/{person.pid} (дата обращения: " in text


def test_own_columns_of_an_event_are_facts(client: Client) -> None:
    conference = make.make_term(Scheme.EVENT_TYPE, "conference", {"en": "conference"})
    war = make.make_event("First World War")
    event = make.make_event(
        type=conference,
        date=HistoricalDate("1915-09-05/1915-09-08"),
        place=make.make_place("Zimmerwald"),
        part_of=war,
    )

    text = main_words(get_page(client, event))

    for fact in (
        "conference · 5–8 Sep 1915",
        "5–8 September 1915",
        "PlaceZimmerwald",
        "First World War",
    ):
        assert fact in text
    assert "Zimmerwald Conference" in main_words(get_page(client, war))


def test_issues_of_a_serial_are_listed_by_year(client: Client) -> None:
    serial = make.make_publication()
    make.make_issue(serial, 2, "1916-01-02")
    make.make_issue(serial, 1, "1915-01-29")

    text = main_words(get_page(client, serial))

    years = [text.index(word) for word in ("Issues", "1915", "no. 1", "1916", "no. 2")]
    assert years == sorted(years)


def test_coordinates_are_degrees_with_their_quarter() -> None:
    place = make.make_place("Coyoacán", latitude="19.35", longitude="-99.162")
    place.refresh_from_db()

    assert coordinates(place.latitude, place.longitude) == "19.35° N, 99.162° W"
    assert coordinates(None, place.longitude) == ""


def test_a_life_is_a_line_and_one_year_is_none(client: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "born", make.make_place(), date="1879")
    assert 'class="life"' not in get_page(client, person)

    make.make_statement(person, "died", make.make_place("Coyoacán"), date="1940")
    assert "Life line, 1879 to 1940" in get_page(client, person)


def test_those_who_share_most_statements_stand_closest(client: Client) -> None:
    person, lenin = make.make_person(), make.make_person(make.LENIN)
    for year in ("1902", "1903", "1917"):
        make.make_statement(person, "met", lenin, date=year)
    make.make_statement(person, "met", make.make_person("Julius Martov"))

    closest = main_words(get_page(client, person)).partition("Closest entries")[2]

    assert closest.startswith(" Vladimir Lenin 3")
    assert "Martov" not in closest


def test_the_claims_of_a_source_are_paged(client: Client) -> None:
    source = make.make_source(author="Kriangsak", csl_type="entry-encyclopedia")
    person = make.make_person()
    for day in range(1, 53):
        statement = make.make_statement(person, "met", make.make_person(f"Delegate {day}"))
        make.cite(statement, source, f"par. {day}")

    first = main_words(get_page(client, source))
    second = client.get(f"{source_url(source.pid)}?page=2").content.decode()

    assert "Kriangsak" in first
    assert "Evidence for 52 claims" in first
    assert "Delegate 50" in first
    assert "Delegate 51" not in first
    assert "Delegate 52" in main_words(second)
    assert f'{source_url(source.pid)}?page=2">' in second


def source_url(pid: str) -> str:
    return f"/en/sources/{pid}/trotsky-leon-encyclopaedia-of-european-history/"


def test_a_source_proves_names_and_whole_entries_too(client: Client) -> None:
    source, person = make.make_source(), make.make_person()
    make.cite(person, source, "par. 1–31")
    make.cite(person.names.all()[0], source, stance=Stance.CONTRADICTS)

    text = main_words(get_page(client, source))

    assert "par. 1–31 Leon Trotsky: the entry as a whole" in text
    assert "Leon Trotsky: the name Leon Trotsky the source contradicts this" in text


def test_a_portrait_stands_in_the_margin_with_its_credit(client: Client) -> None:
    person = make.make_person()
    picture = BytesIO()
    Pictures.new("RGB", (8, 10)).save(picture, "PNG")
    Image.objects.create(
        entry=person,
        role=ImageRole.PORTRAIT,
        file=ContentFile(picture.getvalue(), name="portrait.png"),
        alt={"en": "Trotsky at his desk"},
        credit="Unknown photographer",
        rights="Public domain",
    )

    margin = get_page(client, person, "th").partition('<aside class="margin"')[2]

    assert 'alt="Trotsky at his desk" lang="en"' in margin
    assert "<figcaption>Unknown photographer · Public domain</figcaption>" in margin


def test_a_long_summary_is_cut_at_a_blank_for_machines(client: Client) -> None:
    person = make.make_person(summary="He was deported. " * 20)

    text = get_page(client, person)

    description = text.partition('<meta name="description" content="')[2].partition('"')[0]
    assert 150 < len(description) <= 201
    assert description.endswith(("He…", "was…", "deported.…"))


def test_what_is_said_in_another_language_is_marked(client: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "member-of", value={"ru": "Южно-русский союз"}, date="1897")

    assert '<span lang="ru">Южно-русский союз</span>' in get_page(client, person)


def test_the_date_keeps_the_words_of_its_source(client: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "born", make.make_place(), date="ต้น ค.ศ. ๑๙๐๕")

    assert 'title="as written: ต้น ค.ศ. ๑๙๐๕"' in get_page(client, person)


def test_an_unknown_language_is_called_by_its_tag() -> None:
    assert [language_name(tag) for tag in ("ru-Latn", "it", "qaa")] == [
        "Russian in Latin letters",
        "Italian",
        "qaa",
    ]


def test_long_pages_of_statements_go_on_and_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browse.pages.statements.PAGE_SIZE", 2)
    person = make.make_person()
    for year in ("1902", "1903", "1904"):
        make.make_statement(person, "met", make.make_person(f"Comrade of {year}"), date=year)

    first = get_page(client, person)
    second = client.get(f"/en/persons/{person.pid}/leon-trotsky/?page=2").content.decode()

    assert 'href="?page=2" rel="next"' in first
    assert "Comrade of 1904" in second
    assert "Comrade of 1903" not in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "99999999999999999999", "1e9", ""])
def test_a_page_number_that_is_none_does_no_harm(client: Client, page: str) -> None:
    person = make.make_person()

    response = client.get(f"/en/persons/{person.pid}/leon-trotsky/", {"page": page})

    assert response.status_code == 200
