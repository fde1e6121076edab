"""The forms of serials, issues and works."""

import pytest
from django.test import Client

from tests import make
from tests.desk.forms import errors_of, fields_of, open_form, save
from works.models import Issue

pytestmark = pytest.mark.django_db


def test_languages_are_typed_in_one_box(admin_client: Client) -> None:
    paper = make.make_publication(languages=["ru"])
    fields = open_form(admin_client, paper)
    assert fields["languages"] == "ru"

    save(admin_client, paper, fields, languages="ru, de fr")

    paper.refresh_from_db()
    assert paper.languages == ["ru", "de", "fr"]


def test_a_language_that_is_no_tag_is_refused(admin_client: Client) -> None:
    paper = make.make_publication()

    response = save(admin_client, paper, open_form(admin_client, paper), languages="Russian")

    assert errors_of(response) == ["Give language tags such as ru, de, th."]
    assert fields_of(response, "publication_form")["languages"] == "Russian"


def test_a_serial_saved_as_it_was_counts_no_revision(admin_client: Client) -> None:
    paper = make.make_publication(languages=["ru", "de"])

    save(admin_client, paper, open_form(admin_client, paper))

    paper.refresh_from_db()
    assert paper.revision == 0


def test_an_issue_is_made_with_number_and_date_as_printed(admin_client: Client) -> None:
    paper = make.make_publication()
    address = "/admin/works/issue/add/"
    fields = fields_of(admin_client.get(address), "issue_form") | {
        "names-1-text": "Nashe Slovo, no. 1",
        "publication": paper.pk,
        "number_printed": "№ 1",
        "date": "29 января 1915",
    }

    assert admin_client.post(address, fields).status_code == 302

    issue = Issue.objects.get()
    assert (issue.number, issue.publication) == (1, paper)
    assert issue.span is not None
    assert issue.span.edtf == "1915-01-29"


def test_an_issue_needs_its_serial(admin_client: Client) -> None:
    address = "/admin/works/issue/add/"
    fields = fields_of(admin_client.get(address), "issue_form")

    response = admin_client.post(address, fields | {"date": "1915"})

    assert errors_of(response) == ["This field is required."]


@pytest.mark.parametrize("number", ["9" * 20, "-1", "one", "\x00"])
def test_an_absurd_number_is_an_error_and_no_failure(admin_client: Client, number: str) -> None:
    issue = make.make_issue(make.make_publication())
    fields = open_form(admin_client, issue)

    for name in ("number", "volume", "publication", "printed_at"):
        response = save(admin_client, issue, fields, **{name: number})
        assert response.status_code == 200, name


def test_a_work_is_refused_in_an_issue_of_another_serial(admin_client: Client) -> None:
    work = make.make_work()
    golos = make.make_publication("Golos")
    issue = make.make_issue(make.make_publication())
    fields = open_form(admin_client, work) | {"publication": golos.pk, "issue": issue.pk}

    response = save(admin_client, work, fields)

    assert errors_of(response) == ["This is an issue of another publication."]
