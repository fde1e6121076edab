"""The three-way merge of rows."""

from entries.admin.threeway.rows import WHOLE, BaseRows, JoinedRows, Row, join_rows
from entries.admin.threeway.values import Clash, Shape, Values

SHAPE = Shape((("text",), ("language",)))
RU: Values = {"text": ["Троцкий"], "language": ["ru"]}
EN: Values = {"text": ["Trotsky"], "language": ["en"]}
DE: Values = {"text": ["Trotzki"], "language": ["de"]}


def row(key: int | None, values: Values, *, deleted: bool = False, place: int = 0) -> Row:
    return Row(key, values, deleted, place)


def base(rows: dict[int, Values]) -> BaseRows:
    return BaseRows(rows)


def stored(joined: JoinedRows) -> dict[int | None, Values]:
    return {one.key: one.values for one in joined.stored}


def test_rows_changed_by_either_are_both_changed() -> None:
    mine = [row(1, RU | {"text": ["Троцкiй"]}), row(2, EN)]

    joined = join_rows(
        SHAPE, base({1: RU, 2: EN}), mine, {1: RU, 2: EN | {"language": ["en-GB"]}}, {}, {}
    )

    assert stored(joined) == {1: RU | {"text": ["Троцкiй"]}, 2: EN | {"language": ["en-GB"]}}
    assert (joined.changed, joined.is_settled) == ([2], True)


def test_fields_of_one_row_changed_by_either_are_both_changed() -> None:
    mine = [row(1, RU | {"text": ["Троцкiй"]})]

    joined = join_rows(SHAPE, base({1: RU}), mine, {1: RU | {"language": ["ru-Cyrl"]}}, {}, {})

    assert stored(joined) == {1: {"text": ["Троцкiй"], "language": ["ru-Cyrl"]}}


def test_the_same_field_of_a_row_changed_by_both_is_open() -> None:
    mine = [row(1, RU | {"text": ["mine"]})]

    joined = join_rows(SHAPE, base({1: RU}), mine, {1: RU | {"text": ["theirs"]}}, {}, {})

    assert joined.clashes == {
        1: [Clash(("text",), {"text": ["Троцкий"]}, {"text": ["mine"]}, {"text": ["theirs"]})]
    }


def test_rows_added_by_either_survive() -> None:
    joined = join_rows(SHAPE, base({1: RU}), [row(1, RU), row(None, EN)], {1: RU}, {5: DE}, {})

    assert stored(joined) == {1: RU, 5: DE}
    assert [one.values for one in joined.new] == [EN]
    assert joined.added == [5]


def test_the_same_row_added_by_both_is_one() -> None:
    joined = join_rows(SHAPE, base({}), [row(None, DE)], {}, {5: DE}, {})

    assert (stored(joined), joined.new, joined.is_settled) == ({5: DE}, [], True)


def test_two_rows_that_may_be_there_once_only_are_one_that_both_changed() -> None:
    mine = [row(None, DE | {"text": ["Trotzky"]})]

    joined = join_rows(SHAPE, base({}), mine, {}, {5: DE}, {}, lambda one: one["language"][0])

    assert joined.new == []
    assert [clash.theirs for clash in joined.clashes[5]] == [{"text": ["Trotzki"]}]


def test_a_row_that_they_deleted_and_i_left_alone_goes() -> None:
    joined = join_rows(SHAPE, base({1: RU}), [row(1, RU)], {}, {}, {})

    assert (stored(joined), joined.removed, joined.is_settled) == ({}, [RU], True)


def test_a_row_that_both_deleted_goes() -> None:
    joined = join_rows(SHAPE, base({1: RU}), [row(1, RU, deleted=True)], {}, {}, {})

    assert (stored(joined), joined.is_settled) == ({}, True)


def test_a_row_that_i_delete_and_they_left_alone_goes() -> None:
    joined = join_rows(SHAPE, base({1: RU}), [row(1, RU, deleted=True)], {1: RU}, {}, {})

    assert ([one.deleted for one in joined.stored], joined.is_settled) == ([True], True)


def test_a_row_that_they_deleted_and_i_changed_is_open_and_keeps_what_i_typed() -> None:
    mine = RU | {"text": ["mine"]}

    joined = join_rows(SHAPE, base({1: RU}), [row(1, mine)], {}, {}, {})

    assert joined.fates == {1: ("gone", RU)}
    assert stored(joined) == {1: mine}


def test_a_row_that_i_delete_and_they_changed_is_open() -> None:
    theirs = RU | {"text": ["theirs"]}

    joined = join_rows(SHAPE, base({1: RU}), [row(1, RU, deleted=True)], {1: theirs}, {}, {})

    assert joined.fates == {1: ("deleted", RU)}
    assert stored(joined) == {1: theirs}


def test_a_row_of_which_the_base_is_not_known_is_open_where_it_differs() -> None:
    joined = join_rows(SHAPE, base({}), [row(1, RU | {"text": ["mine"]})], {1: RU}, {}, {})

    assert [clash.base for clash in joined.clashes[1]] == [None]


# The second round

GONE = BaseRows(gone={1: RU})
DELETED = BaseRows({1: EN}, deleted={1: RU})


def test_a_deleted_row_of_which_nothing_was_chosen_stays_open() -> None:
    mine = RU | {"text": ["mine"]}

    assert join_rows(SHAPE, GONE, [row(1, mine)], {}, {}, {}).fates == {1: ("gone", RU)}


def test_a_row_that_i_put_back_is_a_new_one() -> None:
    mine = RU | {"text": ["mine"]}

    joined = join_rows(SHAPE, GONE, [row(1, mine)], {}, {}, {(1, WHOLE): "mine"})

    assert (stored(joined), joined.is_settled) == ({}, True)
    assert [(one.key, one.values) for one in joined.new] == [(None, mine)]


def test_a_row_that_i_leave_deleted_is_gone() -> None:
    mine = [row(1, RU | {"text": ["mine"]})]

    joined = join_rows(SHAPE, GONE, mine, {}, {}, {(1, WHOLE): "theirs"})

    assert (joined.stored, joined.new, joined.is_settled) == ([], [], True)


def test_a_changed_row_of_which_nothing_was_chosen_is_not_deleted() -> None:
    joined = join_rows(SHAPE, DELETED, [row(1, EN, deleted=True)], {1: EN}, {}, {})

    assert joined.fates == {1: ("deleted", RU)}


def test_a_changed_row_is_deleted_when_i_say_so() -> None:
    chosen = {(1, WHOLE): "mine"}

    joined = join_rows(
        SHAPE,
        DELETED,
        [row(1, EN, deleted=True)],
        {1: EN},
        {},
        chosen,  # type: ignore[arg-type]
    )

    assert ([one.deleted for one in joined.stored], joined.is_settled) == ([True], True)


def test_a_changed_row_is_kept_as_they_have_it_when_i_say_so() -> None:
    chosen = {(1, WHOLE): "theirs"}

    joined = join_rows(
        SHAPE,
        DELETED,
        [row(1, RU, deleted=True)],
        {1: EN},
        {},
        chosen,  # type: ignore[arg-type]
    )

    assert [(one.deleted, one.values) for one in joined.stored] == [(False, EN)]


def test_saying_delete_does_not_delete_something_newer() -> None:
    chosen = {(1, WHOLE): "mine"}

    joined = join_rows(
        SHAPE,
        DELETED,
        [row(1, EN, deleted=True)],
        {1: DE},
        {},
        chosen,  # type: ignore[arg-type]
    )

    assert joined.fates == {1: ("deleted", EN)}
