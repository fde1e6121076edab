"""The form of a source."""

import pytest
from django.test import Client

from sources.models import Source
from tests import make
from tests.desk.forms import errors_of, fields_of, open_form, save

pytestmark = pytest.mark.django_db

ADD = "/admin/sources/source/add/"


def test_a_source_is_made_with_its_bibliography(admin_client: Client) -> None:
    fields = fields_of(admin_client.get(ADD), "source_form") | {
        "names-2-text": "Моя жизнь",
        "csl_type": "book",
        "author": "Троцкий, Л. Д.",
        "issued": "1930",
        "publisher": "Гранит",
        "publisher_place": "Берлин",
    }

    assert admin_client.post(ADD, fields).status_code == 302

    source = Source.objects.get()
    assert str(source) == "Моя жизнь"
    assert source.span is not None
    assert source.span.edtf == "1930"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "not an address"])
def test_an_address_that_is_none_is_refused(admin_client: Client, address: str) -> None:
    source = make.make_source()

    response = save(admin_client, source, open_form(admin_client, source), url=address)

    assert errors_of(response) == ["Enter a valid URL."]


def test_a_source_that_is_cited_is_not_deleted(admin_client: Client) -> None:
    source = make.make_source(status="draft")
    make.cite(make.make_person(), source)

    admin_client.post(f"/admin/sources/source/{source.pk}/delete/", {"post": "yes"})

    assert Source.objects.filter(pk=source.pk).exists()
