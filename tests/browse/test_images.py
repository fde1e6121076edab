"""Images on a page: it keeps their room before they have come."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.pages import images
from entries.choices import ImageRole
from entries.models import Image
from tests import make
from tests.browse.pages import get_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("size", "thumbnail", "shown"),
    [
        ((1200, 900), "small.jpg", (600, 450)),
        ((300, 900), "small.jpg", (200, 600)),
        ((120, 90), "small.jpg", (120, 90)),
        ((1200, 900), "", (1200, 900)),
        ((4000, 1), "small.jpg", (600, 1)),
        ((None, None), "small.jpg", (None, None)),
    ],
)
def test_the_size_of_what_is_shown_is_known(
    size: tuple[int, int], thumbnail: str, shown: tuple[int, int]
) -> None:
    person = make.make_person()
    image = Image.objects.create(entry=person, role="other")
    width, height = size
    Image.objects.filter(pk=image.pk).update(
        file="large.jpg", thumbnail=thumbnail, width=width, height=height
    )

    (picture,) = images.fetch(person)

    assert (picture.width, picture.height) == shown


def test_a_page_writes_the_size_and_loads_late(client: Client) -> None:
    person = make.make_person()
    image = Image.objects.create(entry=person, role="other")
    Image.objects.filter(pk=image.pk).update(
        file="large.jpg", thumbnail="small.jpg", width=1200, height=900
    )

    assert 'width="600" height="450" loading="lazy"' in get_page(client, person)


def test_a_portrait_shows_its_part_in_sizes_and_is_not_waited_for(client: Client) -> None:
    person = make.make_person()
    make.make_image(person, (1000, 500), region="600,0,300,400")

    page = get_page(client, person)

    figure = page[page.index('<figure class="portrait">') : page.index("</figure>")]
    assert "/600,0,300,400/150,200/0/default.jpg 150w" in figure
    assert "/600,0,300,400/max/0/default.jpg 300w" in figure
    assert 'width="300" height="400"' in figure
    assert "lazy" not in figure
    assert "/full/max/0/default.jpg" in figure
    assert "/media/" not in page


def test_another_part_has_another_address() -> None:
    person = make.make_person()
    image = make.make_image(person, (1000, 500), region="600,0,300,400")
    before = images.fetch(person)[0].url
    Image.objects.filter(pk=image.pk).update(region="0,0,300,400")

    assert images.fetch(person)[0].url != before


def test_credit_and_rights_stand_beneath_and_lead_to_the_statement(client: Client) -> None:
    person = make.make_person()
    make.make_image(person, label="1929")

    page = get_page(client, person)

    assert "<figcaption>1929 · Jean Weinberg, 1929 · <a href=" in page
    rights = 'href="http://creativecommons.org/publicdomain/mark/1.0/" rel="license external"'
    assert f"{rights}>Public domain</a></figcaption>" in page


def test_a_description_in_another_language_is_marked(client: Client) -> None:
    person = make.make_person()
    make.make_image(person, alt={"ru": "Троцкий"})

    assert 'alt="Троцкий" lang="ru"' in get_page(client, person)


def test_a_page_names_the_manifest_of_its_pictures(client: Client) -> None:
    person, bare = make.make_person(), make.make_person("Martov")
    make.make_image(person)

    page = get_page(client, person)

    manifest = f"/id/{person.pid}/manifest.json"
    assert f'href="{manifest}"' in page
    assert f'href="http://localhost:8000{manifest}"' in page
    assert '<meta property="og:image" content="http://localhost:8000/iiif/' in page
    assert "manifest.json" not in get_page(client, bare)


def test_a_list_shows_the_part_of_portraits_but_not_where_it_is_compact(client: Client) -> None:
    person = make.make_person()
    make.make_image(person, (1000, 500), region="600,0,300,400", position=1)
    make.make_image(person, role=ImageRole.ILLUSTRATION)

    pages = {
        look: client.get("/en/browse/", {"look": look} if look else {}).content.decode()
        for look in ("", "cards", "compact")
    }

    assert '/600,0,300,400/150,200/0/default.jpg" alt="" width="150" height="200"' in pages[""]
    assert "/600,0,300,400/" in pages["cards"]
    assert "/iiif/" not in pages["compact"]


def test_the_cost_of_portraits_in_a_list_does_not_grow() -> None:
    people = [make.make_person(f"P{at}") for at in range(3)]
    for person in people:
        make.make_image(person)
    with CaptureQueriesContext(connection) as queries:
        found = images.faces([person.pk for person in people])

    assert len(found) == 3
    assert len(queries) == 1


def test_machines_are_told_which_picture_stands_for_an_entry(client: Client) -> None:
    person = make.make_person()
    make.make_image(person, (1000, 500), region="600,0,300,400")

    page = get_page(client, person)

    data = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    image = json.loads(data)["image"]
    assert image.startswith("http://localhost:8000/iiif/")
    assert "/600,0,300,400/" in image
