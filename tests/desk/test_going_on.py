"""What spares an editor typing, clicking and looking for the place: defaults, links, errors."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from entries.choices import Status
from entries.models import Identifier
from people.models import Person
from tests import make
from tests.desk.forms import fields_of, open_form, save, text_of
from tests.desk.test_statement_pages import add_statements

pytestmark = pytest.mark.django_db

ADD = reverse("admin:people_person_add")


@pytest.fixture
def draft() -> Person:
    return make.make_person(status=Status.DRAFT)


def test_who_saves_and_goes_on_has_the_same_default_source_and_page(
    editor: Client, draft: Person
) -> None:
    add_statements(draft, 30)
    source = make.make_source("My Life")
    fields = open_form(editor, draft, "?statements=2")
    sent = {"default_source": source.pk, "default_locator": "p. 12", "_continue": "1"}

    response = save(editor, draft, fields, "?statements=2", editors_note="seen", **sent)

    page = editor.get(response["Location"])
    again = fields_of(page, "person_form")
    assert (again["default_source"], again["default_locator"]) == (str(source.pk), "p. 12")
    assert '<b aria-current="page">2</b>' in page.content.decode()
    emptied = save(editor, draft, again, f"?default_source={source.pk}", **sent | {
        "default_source": "", "default_locator": "",
    })  # fmt: skip
    assert "default" not in emptied["Location"]


def test_a_new_entry_goes_on_with_its_default_source(editor: Client) -> None:
    source = make.make_source("My Life")
    fields = fields_of(editor.get(ADD), "person_form") | {
        "names-1-text": "Angelica Balabanoff",
        "default_source": source.pk,
        "_continue": "1",
    }

    response = editor.post(ADD, fields)

    assert response["Location"].endswith(f"/change/?default_source={source.pk}")
    assert fields_of(editor.get(response["Location"]), "person_form")["default_source"] == str(
        source.pk
    )


def test_the_address_of_the_next_entry_says_each_default_once(editor: Client) -> None:
    source = make.make_source("My Life")
    address = f"{ADD}?default_source={source.pk}"
    fields = fields_of(editor.get(address), "person_form") | {"names-1-text": "Radek"}

    response = editor.post(address, fields | {"_addanother": "1"})

    assert response["Location"].count("default_source") == 1


@pytest.mark.parametrize("given", ["abc", "99999999999999999999", "-1", "%00"])
def test_a_default_source_that_is_none_is_no_failure(
    editor: Client, draft: Person, given: str
) -> None:
    address = reverse("admin:people_person_change", args=[draft.pk])

    assert editor.get(f"{address}?default_source={given}").status_code == 200


def test_each_error_is_listed_with_a_link_to_its_box(editor: Client, draft: Person) -> None:
    born = make.make_property("born")
    fields = open_form(editor, draft)
    wrong = {"statements-0-property": born.pk, "statements-0-date": "31 April 1885"}

    response = save(editor, draft, fields | wrong)

    page = response.content.decode()
    links = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>: ([^<]+)</li>', page)
    told = {anchor: (where, what) for anchor, where, what in links}
    where, what = told["id_statements-0-date"]
    assert where == "Statement 1 · Date"
    assert "31 April 1885" in what
    assert all(f'id="{anchor}"' in page for anchor in told)


def test_an_error_of_all_rows_leads_to_their_list(editor: Client, draft: Person) -> None:
    fields = open_form(editor, draft)
    second = {"names-3-text": "Lev Davidovich", "names-3-language": "en"}
    fields |= second | {"names-3-type": "preferred", "names-TOTAL_FORMS": "4"}

    page = save(editor, draft, fields).content.decode()

    assert '<a href="#names-group">Names</a>: Only one name in each language' in page
    assert 'id="names-group"' in page


def test_a_pasted_address_says_whose_number_it_is(editor: Client, draft: Person) -> None:
    # Longer than a number may be: what stands in the address counts.
    address = "http://id.loc.gov/authorities/names/n79018753"
    fields = open_form(editor, draft)

    save(editor, draft, fields | {"identifiers-0-value": address})

    assert [(one.scheme, one.value) for one in Identifier.objects.all()] == [("lcnaf", "n79018753")]


def test_a_bare_number_asks_for_its_authority(editor: Client, draft: Person) -> None:
    fields = open_form(editor, draft)

    response = save(editor, draft, fields | {"identifiers-0-value": "118642979"})

    assert "The number does not tell: give the authority." in text_of(response)


def test_a_new_text_begins_in_a_language_that_has_no_summary(editor: Client, draft: Person) -> None:
    assert open_form(editor, draft)["texts-0-language"] == "en"
    draft.texts.create(language="en", role="summary", body="A revolutionary.")

    fields = open_form(editor, draft)

    assert fields["texts-1-language"] == "th"
    response = save(editor, draft, fields, editors_note="seen")
    assert response.status_code == 302
    assert draft.texts.count() == 1


def test_a_newspaper_leads_to_its_issues_and_to_a_new_one(editor: Client) -> None:
    paper = make.make_publication()
    address = reverse("admin:works_publication_change", args=[paper.pk])

    page = editor.get(address).content.decode()

    add = f"{reverse('admin:works_issue_add')}?publication={paper.pk}"
    assert f'href="{add}"' in page
    assert fields_of(editor.get(add), "issue_form")["publication"] == str(paper.pk)
    issues = f"{reverse('admin:works_issue_changelist')}?publication__id__exact={paper.pk}"
    assert f'href="{issues}"' in page
    make.make_issue(paper, number_printed="№ 7")
    make.make_issue(make.make_publication("Iskra"), number_printed="№ 99")
    listed = text_of(editor.get(issues))
    assert "№ 7" in listed
    assert "№ 99" not in listed


def test_the_first_page_searches_and_leads_editors_to_import_and_export(
    editor: Client, contributor: Client
) -> None:
    jobs = f'href="{reverse("desk:jobs")}"'
    page = editor.get("/admin/").content.decode()

    assert jobs in page
    assert f'action="{reverse("admin:entries_entry_changelist")}"' in page
    assert jobs not in contributor.get("/admin/").content.decode()


def test_a_property_that_is_said_but_once_is_known_to_be(editor: Client) -> None:
    once = make.make_property("born", single_valued=True)
    often = make.make_property("met")

    page = editor.get(ADD).context
    rows = {one.formset.prefix: one.formset for one in page["inline_admin_formsets"]}
    facts = rows["statements"].property_facts

    assert facts[str(once.pk)]["single"] is True
    assert facts[str(often.pk)]["single"] is False


def test_what_is_in_use_is_not_deleted_and_its_uses_are_counted(editor: Client) -> None:
    edited, poet = make.make_property("edited"), make.make_term("occupation", "poet", "poet")
    person = make.make_person()
    person.occupations.add(poet)
    make.make_statement(person, "edited", make.make_publication())

    for name, one, uses in (("property", edited, "Statements: 1"), ("term", poet, "Persons: 1")):
        address = reverse(f"admin:entries_{name}_delete", args=[one.pk])
        assert uses in text_of(editor.get(address))
        editor.post(address, {"post": "yes"})
        assert type(one).objects.filter(pk=one.pk).exists()
