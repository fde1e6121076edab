"""From entries to CSL-JSON: what is cited, by whom, when, and nothing that is not public."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dates import HistoricalDate
from entries import actions
from entries.choices import Scheme, Status
from entries.models import Entry
from interop.citing.build import entry_item, main_item, own_item
from interop.citing.gather import gather
from interop.citing.items import Item
from interop.citing.when import csl_date, exact
from tests import make

pytestmark = pytest.mark.django_db


def cited(entry: Entry, language: str = "en") -> Item:
    """Answer what is cited first of an entry."""
    plain = Entry.objects.get(pk=entry.pk)
    return main_item(gather([plain])[entry.pk], language)


def newspaper(**columns: Any) -> Any:
    term = make.make_term(Scheme.PUBLICATION_TYPE, "newspaper", "newspaper")
    return make.make_publication(type=term, languages=["ru"], **columns)


@pytest.mark.parametrize(
    "maker",
    [make.make_person, make.make_organisation, make.make_place, make.make_event, make.make_topic],
)
def test_what_can_only_be_described_is_an_entry_of_our_encyclopaedia(maker: Any) -> None:
    entry = maker()

    item = cited(entry)

    assert item["type"] == "entry-encyclopedia"
    assert item["container-title"] == "Slovo"
    assert item["URL"] == f"http://localhost:8000/id/{entry.pid}"
    assert item["title"] == Entry.objects.get(pk=entry.pk).label_in("en").text


def test_an_entry_names_its_last_version_and_the_day_of_it() -> None:
    known = gather([Entry.objects.get(pk=make.make_person().pk)])
    one = next(iter(known.values()))
    one.version, one.at = 3, datetime(2026, 11, 22, 12, tzinfo=UTC)

    item = entry_item(one, "en")

    assert (item["version"], item["issued"]) == ("3", {"date-parts": [[2026, 11, 22]]})


def test_a_version_has_an_address_a_name_and_a_day_of_its_own() -> None:
    person = make.make_person()
    known = gather([Entry.objects.get(pk=person.pk)])[person.pk]

    at = datetime(2027, 1, 2, 12, tzinfo=UTC)
    item = entry_item(known, "en", number=2, at=at, title="Lev Bronstein")

    assert item["URL"].endswith(f"/id/{person.pid}/v2")
    assert (item["title"], item["version"]) == ("Lev Bronstein", "2")
    assert item["issued"] == {"date-parts": [[2027, 1, 2]]}


def test_a_statement_is_named_and_pointed_at() -> None:
    person = make.make_person()
    known = gather([Entry.objects.get(pk=person.pk)])[person.pk]

    item = entry_item(known, "en", part="born in Yanovka (1879)", anchor="s-abc")

    assert item["title"] == "Leon Trotsky: born in Yanovka (1879)"
    assert item["URL"].endswith(f"/id/{person.pid}/s-abc")
    paragraph = entry_item(known, "en", part="¶ 2", anchor="p-0123abcd")
    assert paragraph["URL"].endswith(f"/id/{person.pid}#p-0123abcd")


def test_only_what_a_second_person_has_read_is_not_called_unreviewed() -> None:
    editor, other = make.make_editor(), make.make_editor("lunacharsky")
    alone, read, loaded = (
        make.make_person(status=Status.DRAFT),
        make.make_person(status=Status.DRAFT),
        make.make_person(),
    )
    actions.publish(alone, editor)
    actions.submit(read, editor)
    actions.publish(read, other)

    assert cited(alone)["status"] == "not reviewed"
    assert cited(alone, "ru")["status"] == "не проверено"
    assert "status" not in cited(read)
    assert "status" not in cited(loaded)


def test_an_article_stands_in_its_newspaper_with_number_day_and_place() -> None:
    paris = make.make_place({"en": "Paris", "ru": "Париж"})
    publication = newspaper()
    issue = make.make_issue(publication, number=12, printed_at=paris)
    work = make.make_work(
        {"en": "The War", "ru": "Война"}, issue=issue, languages=["ru"], pages="1–2"
    )
    make.make_statement(make.make_person(), "wrote", work)

    item = cited(work)

    assert item["type"] == "article-newspaper"
    assert (item["title"], item["language"]) == ("Война", "ru")
    assert item["container-title"] == "Наше слово"
    assert item["author"] == [{"family": "Троцкий", "given": "Лев Давидович"}]
    assert (item["issue"], item["page"]) == ("12", "1–2")
    assert item["issued"] == {"date-parts": [[1915, 1, 29]]}


def test_an_issue_is_cited_by_its_serial_number_and_day() -> None:
    issue = make.make_issue(newspaper(), number=1, number_printed="№ 1–2 (64)")

    item = cited(issue)

    assert (item["type"], item["title"], item["issue"]) == ("periodical", "Наше слово", "1–2 (64)")


def test_everybody_who_had_a_part_in_a_work_has_it_in_the_citation() -> None:
    term = make.make_term(Scheme.WORK_TYPE, "letter", "letter")
    work = make.make_work("Letter to Chkheidze", type=term)
    people = [make.make_person(name) for name in ("Leon Trotsky", "Julius Martov", "Vera Zasulich")]
    for person, code in zip(people, ("wrote", "edited", "translated"), strict=True):
        make.make_statement(person, code, work)
    make.make_statement(work, "addressed-to", make.make_person("Nikolay Chkheidze"))
    make.make_statement(work, "published-by", make.make_organisation("Granit"))
    make.make_statement(work, "published-at", make.make_place("Berlin"))
    make.make_statement(work, "preserved-in", make.make_organisation("RGASPI"))

    item = cited(work)

    assert item["type"] == "personal_communication"
    assert [item[key][0]["family"] for key in ("author", "editor", "translator", "recipient")] == [
        "Trotsky",
        "Martov",
        "Zasulich",
        "Chkheidze",
    ]
    assert (item["publisher"], item["publisher-place"], item["archive"]) == (
        "Granit",
        "Berlin",
        "RGASPI",
    )


def test_a_signature_stands_for_an_author_nobody_knows() -> None:
    item = cited(make.make_work("On the War", byline="Antid Oto"))

    assert item["author"] == [{"literal": "Antid Oto"}]


def test_nothing_that_is_not_public_is_named() -> None:
    hidden = newspaper(names="Secret paper", status=Status.DRAFT)
    work = make.make_work("The War", publication=hidden)
    make.make_statement(make.make_person("Secret author", status=Status.DRAFT), "wrote", work)

    assert "Secret" not in str(cited(work))


def test_what_the_archive_no_longer_holds_is_not_cited() -> None:
    work = make.make_work("The War")
    make.make_statement(make.make_person("Karl Radek"), "wrote", work, rank="deprecated")

    assert "author" not in cited(work)


def test_a_source_is_cited_from_its_own_columns() -> None:
    source = make.make_source(
        {"en": "My Life", "ru": "Моя жизнь"},
        author="Троцкий, Лев; Институт Маркса",
        publisher="Гранит",
        publisher_place="Берлин; Москва",
        issued=HistoricalDate("1930"),
        language="ru",
    )

    item = cited(source)

    assert item["author"] == [{"family": "Троцкий", "given": "Лев"}, {"literal": "Институт Маркса"}]
    assert (item["title"], item["publisher-place"]) == ("Моя жизнь", "Берлин, Москва")
    assert own_item(gather([Entry.objects.get(pk=source.pk)])[source.pk], "en") is not None


@pytest.mark.parametrize(
    ("edtf", "found"),
    [
        ("1915", {"date-parts": [[1915]]}),
        ("1915-01-29", {"date-parts": [[1915, 1, 29]]}),
        ("1902~", {"date-parts": [[1902]], "circa": True}),
        ("1902?", {"date-parts": [[1902]], "circa": True}),
        ("1912/1913", {"date-parts": [[1912], [1913]]}),
        ("1915-21", {"date-parts": [[1915]], "season": 1}),
        ("193X", {"literal": "1930s"}),
        ("[1909,1910]", {"literal": "1909 or 1910"}),
        ("1915/..", {"literal": "from 1915 on"}),
        ("-0043", {"literal": "44 BC"}),
    ],
)
def test_a_date_is_said_in_csl_or_else_in_words(edtf: str, found: dict[str, Any]) -> None:
    date = HistoricalDate(edtf)

    assert csl_date(date, "en") == found
    assert (exact(date) is None) == (found.keys() == {"date-parts"})


def test_a_julian_date_stands_as_the_thing_has_it_and_says_so() -> None:
    date = HistoricalDate("1905-10-17", "julian")

    assert csl_date(date, "en") == {"date-parts": [[1905, 10, 17]]}
    assert exact(date) == {"edtf": "1905-10-17", "calendar": "julian"}


def test_hundreds_cost_as_many_queries_as_one_of_each() -> None:
    def count() -> int:
        entries = list(Entry.objects.published())
        with CaptureQueriesContext(connection) as queries:
            for one in gather(entries).values():
                main_item(one, "ru")
        return len(queries)

    def add(number: int) -> None:
        issue = make.make_issue(newspaper(names=f"Paper {number}"), number=number)
        work = make.make_work(f"Work {number}", issue=issue)
        make.make_statement(make.make_person(f"Author {number}"), "wrote", work)
        make.make_source(f"Source {number}")

    add(1)
    few = count()
    for number in range(2, 8):
        add(number)

    assert count() == few <= 9
