"""The forms of persons and organisations."""

import pytest
from django.test import Client

from people.models import Organisation
from tests import make
from tests.desk.forms import fields_of, open_form, save

pytestmark = pytest.mark.django_db


def test_a_person_keeps_gender_and_occupations(admin_client: Client) -> None:
    person = make.make_person()
    journalist = make.make_term("occupation", "journalist", "journalist")
    fields = open_form(admin_client, person) | {"gender": "male", "occupations": journalist.pk}

    assert save(admin_client, person, fields).status_code == 302

    person.refresh_from_db()
    assert person.gender == "male"
    assert list(person.occupations.all()) == [journalist]


def test_a_term_of_another_list_is_no_occupation(admin_client: Client) -> None:
    person = make.make_person()
    weekly = make.make_term("frequency", "weekly", "weekly")

    response = save(admin_client, person, open_form(admin_client, person), occupations=weekly.pk)

    assert response.status_code == 200


def test_an_organisation_is_made_with_its_type(admin_client: Client) -> None:
    soviet = make.make_term("organisation-type", "soviet", "soviet")
    address = "/admin/people/organisation/add/"
    fields = fields_of(admin_client.get(address), "organisation_form")

    response = admin_client.post(
        address, fields | {"names-1-text": "St Petersburg Soviet", "type": soviet.pk}
    )

    assert response.status_code == 302
    assert Organisation.objects.get().type == soviet


@pytest.mark.parametrize("key", ["9" * 20, "nobody", "-1", "\x00"])
def test_an_absurd_type_is_an_error_and_no_failure(admin_client: Client, key: str) -> None:
    party = make.make_organisation("RSDLP")

    response = save(admin_client, party, open_form(admin_client, party), type=key)

    assert response.status_code == 200
