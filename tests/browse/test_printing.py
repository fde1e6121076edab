"""On paper a result says what was asked for, when, and where to find it again."""

import pytest
from django.test import Client
from django.utils import timezone

from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("view", ["", "timeline/", "map/", "network/"])
def test_every_view_of_a_result_has_a_line_for_paper(client: Client, view: str) -> None:
    make.make_person()

    html = client.get(f"/en/browse/{view}?from=1905&kind=person").content.decode()
    line = html.partition('<p class="printed"')[2].partition(">")[2].partition("</p>")[0]

    address = f"http://localhost:8000/en/browse/{view}?kind=person&amp;from=1905"
    assert line == f"Person, from 1905. {timezone.localdate():%Y-%m-%d}. {address}"


def test_every_entry_of_a_printed_list_has_its_address_to_cite(client: Client) -> None:
    person = make.make_person()

    html = client.get("/en/browse/").content.decode()

    assert f'data-cite="http://localhost:8000/id/{person.pid}"' in html
