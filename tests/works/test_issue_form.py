"""One issue after another: what the last one had is there again, and the name follows."""

from django.test import Client
from django.urls import reverse

from dates import HistoricalDate
from tests import make
from tests.desk.forms import fields_of
from works.models import Issue

ADD = reverse("admin:works_issue_add")


def test_issues_are_entered_one_after_another_without_typing_twice(admin_client: Client) -> None:
    paper, paris, source = make.make_publication(), make.make_place("Paris"), make.make_source()
    fields = fields_of(admin_client.get(ADD), "issue_form") | {
        "publication": paper.pk,
        "printed_at": paris.pk,
        "number_printed": "№ 1",
        "date": "29 January 1915",
        "default_source": source.pk,
        "default_locator": "p. 1",
        "_addanother": "1",
    }

    response = admin_client.post(ADD, fields)

    issue = Issue.objects.get()
    assert issue.labels == {
        "en": "Nashe Slovo, № 1",
        "ru": "Наше слово, № 1",
        "th": "นาเชสโลโว, № 1",
    }
    assert (issue.revision, issue.number) == (1, 1)
    again = fields_of(admin_client.get(response["Location"]), "issue_form")
    kept = ("publication", "printed_at", "default_source", "default_locator", "number_printed")
    assert [again[name] for name in kept] == [
        str(paper.pk), str(paris.pk), str(source.pk), "p. 1", "",
    ]  # fmt: skip


def test_a_name_that_was_given_is_kept(admin_client: Client) -> None:
    paper = make.make_publication()
    fields = fields_of(admin_client.get(ADD), "issue_form")
    typed = {"publication": paper.pk, "names-1-text": "The first number"}

    admin_client.post(ADD, fields | typed)

    assert Issue.objects.get().labels == {"en": "The first number"}


def test_an_issue_without_a_number_is_called_by_its_date(admin_client: Client) -> None:
    paper = make.make_publication({"en": "Iskra", "ru": "Искра"})
    fields = fields_of(admin_client.get(ADD), "issue_form")

    admin_client.post(ADD, fields | {"publication": paper.pk, "date": "December 1900"})

    issue = Issue.objects.get()
    assert issue.date == HistoricalDate("1900-12", written="December 1900")
    assert issue.labels == {"en": "Iskra, Dec 1900", "ru": "Искра, дек. 1900"}
