import pytest
from django.core.exceptions import ValidationError

from dates import HistoricalDate
from tests import make
from works.models import Issue, Publication, Work, parse_number

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("№ 1", 1),
        ("12–13 (64)", 12),
        ("No. 007", 7),
        ("специальный выпуск", None),
        ("", None),
        ("1234567890123", 123456789),
    ],
)
def test_a_number_is_understood_from_print(printed: str, number: int | None) -> None:
    assert parse_number(printed) == number


def test_an_issue_understands_its_number_unless_an_editor_did() -> None:
    serial = make.make_publication()

    printed = Issue(publication=serial, number_printed="№ 12–13")
    printed.save()
    given = Issue(publication=serial, number_printed="№ 12–13", number=112)
    given.save()

    assert (printed.number, given.number) == (12, 112)


def test_issues_stand_in_the_order_in_which_they_came_out() -> None:
    serial = make.make_publication()
    second = make.make_issue(serial, 2, "1915-01-30")
    first = make.make_issue(serial, 213, "1914-11-01")
    same_day = make.make_issue(serial, 3, "1915-01-30")
    undated = make.make_entry(Issue, "Undated", publication=serial, volume=2, number=1)
    earlier = make.make_entry(Issue, "Undated", publication=serial, volume=1, number=9)

    found = Issue.objects.order_by("sort_number", "volume", "number", "pk")

    assert list(found) == [earlier, undated, first, second, same_day]


def test_a_date_corrected_alone_moves_the_issue() -> None:
    issue = make.make_issue(make.make_publication(), 1, "1916-01-01")
    issue.date = HistoricalDate("1915-01-29")
    issue.save(update_fields=["date"])
    before = issue.sort_number
    issue.refresh_from_db()

    assert issue.date is not None
    assert issue.sort_number == before == issue.date.earliest


def test_a_date_without_a_beginning_counts_as_none() -> None:
    serial = make.make_publication()
    issue = Issue(publication=serial, date=HistoricalDate("../1917"), volume=3)
    issue.save()

    assert issue.sort_number == 3


def test_an_issue_of_another_serial_is_refused() -> None:
    nashe_slovo, pravda = make.make_publication(), make.make_publication("Pravda")
    issue = make.make_issue(nashe_slovo)

    with pytest.raises(ValidationError) as refused:
        Work(publication=pravda, issue=issue).clean()

    assert set(refused.value.message_dict) == {"issue"}
    Work(publication=nashe_slovo, issue=issue).clean()
    Work(issue=issue).clean()
    Work(publication=pravda).clean()


@pytest.mark.parametrize("languages", [[], ["ru"], ["ru", "yi", "zh-Hant"]])
def test_languages_are_tags(languages: list[str]) -> None:
    Publication(languages=languages).clean_fields(exclude=["pid", "kind"])


@pytest.mark.parametrize("languages", ["ru", ["Russian"], [1], {"ru": "x"}, ["r"]])
def test_what_is_no_list_of_tags_is_refused(languages: object) -> None:
    with pytest.raises(ValidationError) as refused:
        Work(languages=languages).clean_fields()

    assert "languages" in refused.value.message_dict
