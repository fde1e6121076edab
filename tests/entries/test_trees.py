from typing import Any

import pytest
from django.core.exceptions import ValidationError

from entries.models import Entry
from events.models import Event
from places.models import Place
from tests import make
from topics.models import Topic

pytestmark = pytest.mark.django_db

TREES = [(Place, "part_of"), (Event, "part_of"), (Topic, "broader")]


def chain(model: type[Entry], column: str, length: int) -> list[Entry]:
    """Make entries each of which lies in the one before."""
    made: list[Entry] = []
    for step in range(length):
        above: dict[str, Any] = {column: made[-1]} if made else {}
        made.append(make.make_entry(model, f"Step {step}", **above))
    return made


@pytest.mark.parametrize(("model", "column"), TREES)
def test_a_part_may_not_contain_its_whole(model: type[Entry], column: str) -> None:
    whole, middle, part = chain(model, column, 3)
    part.clean()
    setattr(whole, column, part)

    with pytest.raises(ValidationError) as refused:
        whole.clean()

    assert set(refused.value.message_dict) == {column}
    assert middle.pk != whole.pk


@pytest.mark.parametrize(("model", "column"), TREES)
def test_nothing_contains_itself(model: type[Entry], column: str) -> None:
    (one,) = chain(model, column, 1)
    setattr(one, column, one)

    with pytest.raises(ValidationError):
        one.clean()


def test_a_new_entry_may_lie_anywhere() -> None:
    petrograd = make.make_place("Petrograd", part_of=make.make_place("Russia"))

    Place(part_of=petrograd).clean()
    Place().clean()


def test_a_circle_further_up_is_not_followed_for_ever() -> None:
    above, below = chain(Topic, "broader", 2)
    Topic.objects.filter(pk=above.pk).update(broader=below.pk)

    with pytest.raises(ValidationError):
        Topic(broader=Topic.objects.get(pk=below.pk)).clean()
