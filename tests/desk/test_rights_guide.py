"""The guide says who may do what as the table of rights does."""

from pathlib import Path
from typing import Final

from tests.desk.rights_table import DEEDS, DESK, DESK_WORDS, STEPS, WORDS, guide_lines

ALONG: Final = {
    "upload": [
        *("map_columns", "read_differently", "answer_questions"),
        *("write_import", "undo_import", "stop_job", "forget_job"),
    ],
    "add_property": [
        *("change_property", "delete_property", "add_term", "change_term", "delete_term"),
    ],
    "change_own_password": ["end_own_session"],
    "end_session_of_another": ["end_all_sessions_of_another", "reset_factor"],
    "add_user": [
        *("change_user", "delete_user", "set_password"),
        *("add_group", "change_group", "delete_group"),
    ],
}
"""What a line of the guide holds beside the action after which it is called."""
NOT_TOLD: Final = {"change_log"}
"""What nobody may, and the guide need not say."""


def test_the_guide_says_who_may_do_what() -> None:
    guide = Path("docs/guide/rights.md").read_text(encoding="utf-8").splitlines()

    assert [line for line in guide_lines() if line not in guide] == []


def test_no_action_is_left_out_of_the_guide() -> None:
    along = {one for some in ALONG.values() for one in some}

    assert set(WORDS) == {*STEPS, *DEEDS}
    assert {*DESK_WORDS} | along | NOT_TOLD == set(DESK)


def test_what_shares_a_line_takes_the_same_right() -> None:
    assert all(DESK[one] == DESK[code] for code, some in ALONG.items() for one in some)
