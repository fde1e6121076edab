import pytest
from hypothesis import given
from hypothesis import strategies as st

from writing import edit_distance

WORDS = st.text(alphabet="abcลน", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("lenin", "lenin", 0),
        ("lenin", "levin", 1),
        ("lenin", "leni", 1),
        ("lenin", "lennin", 1),
        ("lenin", "elnin", 1),
        ("lenin", "elnni", 2),
        ("", "le", 2),
        ("ตรอสกี", "ตรอตสกี", 1),
        ("троцкий", "троикий", 1),
        ("lenin", "stalin", 4),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert edit_distance(one, other, 3) == slips


def test_what_is_far_is_not_told_apart() -> None:
    assert edit_distance("lenin", "trotsky", 2) == 3
    assert edit_distance("lenin", "zetkin", 2) == 3
    assert edit_distance("abcdef", "badcfe", 2) == 3


@given(WORDS, WORDS, st.integers(0, 8))
def test_it_is_the_same_from_both_sides_and_none_only_between_equals(
    one: str, other: str, most: int
) -> None:
    distance = edit_distance(one, other, most)

    assert distance == edit_distance(other, one, most)
    assert (distance == 0) == (one == other)
    assert distance == min(edit_distance(one, other, 20), most + 1)
    assert abs(len(one) - len(other)) <= edit_distance(one, other, 20) <= max(len(one), len(other))
