"""A process that answers requests does not search its code for what can be given back."""

import gc

from archive import memory


def test_what_is_loaded_is_left_alone_and_requests_are_searched_less_often() -> None:
    often = gc.get_threshold()
    try:
        memory.settle()
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] == memory.BETWEEN
    finally:
        gc.unfreeze()
        gc.set_threshold(*often)
