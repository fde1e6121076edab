"""The three-way merge of one form's values."""

import pytest

from entries.admin.threeway.values import Clash, Shape, Values, join

NOTE, TYPE, SOURCE = ("note",), ("type",), ("source", "locator")
SHAPE = Shape((NOTE, TYPE, SOURCE))
BASE: Values = {"note": ["old"], "type": ["variant"], "source": ["7"], "locator": ["p. 1"]}


def test_what_only_i_changed_is_mine() -> None:
    joined = join(SHAPE, BASE, BASE | {"note": ["mine"]}, BASE)

    assert joined.values == BASE | {"note": ["mine"]}
    assert (joined.came, joined.clashes) == ([], [])


def test_what_only_they_changed_is_theirs_and_is_told() -> None:
    joined = join(SHAPE, BASE, BASE, BASE | {"note": ["theirs"]})

    assert joined.values["note"] == ["theirs"]
    assert (joined.came, joined.clashes) == ([NOTE], [])


def test_what_each_changed_elsewhere_is_both() -> None:
    joined = join(SHAPE, BASE, BASE | {"note": ["mine"]}, BASE | {"type": ["birth"]})

    assert joined.values == BASE | {"note": ["mine"], "type": ["birth"]}
    assert joined.clashes == []


def test_the_same_change_by_both_is_no_conflict() -> None:
    both = BASE | {"note": ["same"]}

    assert join(SHAPE, BASE, both, both).clashes == []


def test_different_changes_of_the_same_are_open_and_mine_stays_typed() -> None:
    joined = join(SHAPE, BASE, BASE | {"note": ["mine"]}, BASE | {"note": ["theirs"]})

    assert joined.values["note"] == ["mine"]
    assert joined.clashes == [
        Clash(NOTE, {"note": ["old"]}, {"note": ["mine"]}, {"note": ["theirs"]})
    ]


def test_fields_that_make_sense_only_together_clash_together() -> None:
    joined = join(SHAPE, BASE, BASE | {"source": ["8"]}, BASE | {"locator": ["p. 2"]})

    assert [clash.unit for clash in joined.clashes] == [SOURCE]


def test_emptying_is_a_change_like_any_other() -> None:
    assert join(SHAPE, BASE, BASE | {"note": [""]}, BASE).values["note"] == [""]
    assert join(SHAPE, BASE, BASE | {"note": [""]}, BASE | {"note": ["x"]}).clashes


@pytest.mark.parametrize(("one", "other"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb")])
def test_how_lines_are_ended_is_no_change(one: str, other: str) -> None:
    joined = join(SHAPE, BASE | {"note": [one]}, BASE | {"note": [other]}, BASE | {"note": ["x"]})

    assert (joined.values["note"], joined.clashes) == (["x"], [])


def test_a_box_that_is_empty_is_the_same_as_one_that_was_not_sent() -> None:
    joined = join(SHAPE, BASE | {"note": [""]}, BASE | {"note": []}, BASE | {"note": ["x"]})

    assert joined.values["note"] == ["x"]


def test_without_a_base_all_that_differs_is_open() -> None:
    joined = join(SHAPE, None, BASE | {"note": ["mine"]}, BASE)

    assert joined.clashes == [Clash(NOTE, None, {"note": ["mine"]}, {"note": ["old"]})]


def test_of_sets_the_additions_and_removals_of_both_count() -> None:
    shape = Shape((("job",),), many=frozenset({"job"}))

    joined = join(shape, {"job": ["1", "2"]}, {"job": ["2", "3"]}, {"job": ["1", "2", "4"]})

    assert joined.values == {"job": ["2", "4", "3"]}
    assert joined.clashes == []


# A second round, on the newest state: what was left open then must be chosen now

NEWEST = BASE | {"note": ["theirs"]}
OPENED: dict[str, Values | None] = {"note": {"note": ["old"]}}


def test_without_a_choice_it_stays_open_with_what_stood_there_first() -> None:
    joined = join(SHAPE, NEWEST, NEWEST | {"note": ["mine"]}, NEWEST, OPENED, {})

    assert joined.clashes == [
        Clash(NOTE, {"note": ["old"]}, {"note": ["mine"]}, {"note": ["theirs"]})
    ]


def test_what_i_chose_and_edited_is_taken() -> None:
    edited = NEWEST | {"note": ["of both"]}

    joined = join(SHAPE, NEWEST, edited, NEWEST, OPENED, {"note": "mine"})

    assert (joined.values, joined.clashes) == (edited, [])


def test_theirs_when_chosen_is_taken_whatever_i_typed() -> None:
    mine = NEWEST | {"note": ["mine"], "type": ["birth"]}

    joined = join(SHAPE, NEWEST, mine, NEWEST, OPENED, {"note": "theirs"})

    assert (joined.values, joined.clashes) == (NEWEST | {"type": ["birth"]}, [])


def test_mine_does_not_go_over_something_newer_than_what_i_chose_against() -> None:
    mine, third = NEWEST | {"note": ["mine"]}, NEWEST | {"note": ["third"]}

    joined = join(SHAPE, NEWEST, mine, third, OPENED, {"note": "mine"})

    assert joined.clashes == [
        Clash(NOTE, {"note": ["theirs"]}, {"note": ["mine"]}, {"note": ["third"]})
    ]


def test_typing_what_they_have_needs_no_choice() -> None:
    assert join(SHAPE, NEWEST, NEWEST, NEWEST, OPENED, {}).clashes == []


def test_a_choice_about_what_was_not_open_says_nothing() -> None:
    joined = join(
        SHAPE, BASE, BASE | {"note": ["mine"]}, BASE | {"note": ["theirs"]}, {}, {"note": "mine"}
    )

    assert len(joined.clashes) == 1
