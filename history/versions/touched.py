"""Which statements were written since they were last kept, so that no others are read again.

An entry may have five thousand statements and an editor change one. Noted here, by thread, is
each statement that was saved, deleted or given other evidence; `keeping` asks and forgets. To
have noted too many is harmless: what is noted is compared, what has not changed makes no part.
"""

import threading
from collections.abc import Iterable
from typing import Final

MOST: Final = 20_000
"""Beyond so many it is not known any more which, and everything is compared."""


class _Touched(threading.local):
    def __init__(self) -> None:
        self.keys: set[int] = set()
        self.lost_count = False


_touched = _Touched()


def touch(keys: Iterable[int]) -> None:
    """Note the primary keys of statements."""
    _touched.keys.update(keys)
    if len(_touched.keys) > MOST:
        _touched.keys.clear()
        _touched.lost_count = True


def touched() -> set[int] | None:
    """Return the statements noted; None if nobody knows which were written."""
    return None if _touched.lost_count else _touched.keys


def forget(keys: Iterable[int]) -> None:
    """Take back what was noted of these statements: they have been kept."""
    _touched.keys.difference_update(keys)
