"""Images on a page: it keeps their room before they have come."""

import pytest
from django.test import Client

from browse.pages import images
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
