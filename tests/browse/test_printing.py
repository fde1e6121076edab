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


def test_of_a_long_list_paper_says_which_part_it_has(client: Client) -> None:
    for at in range(27):
        make.make_person(f"Comrade {at}")

    for page, said in ((1, "Here are 1–25 of 27. "), (2, "Here are 26–27 of 27. ")):
        html = client.get(f"/en/browse/?page={page}").content.decode()
        line = html.partition('<p class="printed"')[2].partition(">")[2].partition("</p>")[0]
        assert line.startswith(f"{said}{timezone.localdate():%Y-%m-%d}. ")


def test_every_entry_of_a_printed_list_has_its_address_to_cite(client: Client) -> None:
    person = make.make_person()

    html = client.get("/en/browse/").content.decode()

    assert f'data-cite="http://localhost:8000/id/{person.pid}"' in html


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("compare", "Compare · Leon Trotsky, Vladimir Lenin."),
        (
            "path",
            (
                "How are they connected? · Leon Trotsky, Vladimir Lenin. "
                "Let chains lead also through: Place. Topic."
            ),
        ),
        ("together", "Who appears with whom · Leon Trotsky. Together through: Event."),
    ],
)
def test_what_is_said_of_several_entries_names_them_on_paper(
    client: Client, view: str, said: str
) -> None:
    names = [make.TROTSKY] if view == "together" else [make.TROTSKY, make.LENIN]
    pids = "&amp;".join(f"with={make.make_person(name).pid}" for name in names)
    through = {"compare": "", "path": "&through=place&through=topic", "together": "&through=event"}
    query = pids + through[view].replace("&", "&amp;")

    html = client.get(f"/en/{view}/?{query.replace('&amp;', '&')}&q=x").content.decode()
    line = html.partition('<p class="printed"')[2].partition(">")[2].partition("</p>")[0]

    address = f"http://localhost:8000/en/{view}/?{query}"
    assert line == f"{said} {timezone.localdate():%Y-%m-%d}. {address}"


@pytest.mark.parametrize("view", ["compare", "path", "together"])
def test_where_nothing_is_chosen_paper_has_no_line_for_it(client: Client, view: str) -> None:
    assert 'class="printed"' not in client.get(f"/en/{view}/").content.decode()
