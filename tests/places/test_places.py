from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from places.models import Place
from tests import make

pytestmark = pytest.mark.django_db

LEFT_OUT = ["pid", "kind"]


def test_coordinates_are_kept_to_a_metre() -> None:
    place = make.make_place(latitude="47.691234", longitude="-32.650001")

    stored = Place.objects.get(pk=place.pk)
    assert (stored.latitude, stored.longitude) == (Decimal("47.69123"), Decimal("-32.65000"))


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("0", "0"), ("90", "180"), ("-90", "-180"), (None, None)]
)
def test_every_place_on_earth_is_accepted(latitude: str | None, longitude: str | None) -> None:
    place = make.make_place(latitude=latitude, longitude=longitude)

    assert Place.objects.filter(pk=place.pk).exists()


@pytest.mark.parametrize(
    ("column", "value"),
    [("latitude", "90.001"), ("latitude", "-91"), ("longitude", "180.1"), ("longitude", "-181")],
)
def test_a_place_beyond_the_earth_is_refused_at_its_field(column: str, value: str) -> None:
    place = Place(**{"latitude": "0", "longitude": "0", column: value})

    with pytest.raises(ValidationError) as refused:
        place.clean_fields(exclude=LEFT_OUT)

    assert set(refused.value.message_dict) == {column}


@pytest.mark.parametrize("column", ["latitude", "longitude"])
def test_one_coordinate_alone_is_refused_with_words(column: str) -> None:
    with pytest.raises(ValidationError, match="both latitude and longitude"):
        Place(**{column: Decimal(10)}).validate_constraints()


def test_a_place_lists_its_parts() -> None:
    russia = make.make_place({"en": "Russia"})
    petrograd = make.make_place({"en": "Petrograd"}, part_of=russia)

    assert list(russia.parts.all()) == [petrograd]
