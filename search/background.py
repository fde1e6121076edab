"""One thread of this process that brings the index up to date with what may wait.

It does in small pieces what anybody may do at any time, so nothing is lost when the process ends
in between: the next search of any process goes on.
"""

import atexit
import logging
import threading
from collections.abc import Callable
from typing import Final

from django.db import connections

from search import store

logger = logging.getLogger(__name__)

PAUSE: Final = 0.05
"""Seconds between two pieces, in which others may write."""
FAREWELL: Final = 5.0
"""Seconds the end of the process waits for the piece at hand."""

_guard = threading.Lock()
_stopping = threading.Event()
_thread: threading.Thread | None = None


def start(do_piece: Callable[[], bool]) -> threading.Thread:
    """Have `do_piece` called until it returns False, unless a thread is at it already."""
    global _thread  # noqa: PLW0603 - one thread a process
    with _guard:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(
                target=_work, args=(do_piece,), name="search-follower", daemon=True
            )
            _thread.start()
        return _thread


def _work(do_piece: Callable[[], bool]) -> None:
    """Call it again and again. Whatever goes wrong is tried again when somebody searches."""
    try:
        while not _stopping.wait(PAUSE):
            try:
                if not do_piece():
                    return
            except store.IndexBusy:
                continue
    except Exception:
        logger.exception("The index could not be brought up to date in the background.")
    finally:
        connections.close_all()


@atexit.register
def _stop() -> None:
    """Let the piece at hand be finished, so that no writer is cut off in its commit."""
    _stopping.set()
    if _thread is not None:
        _thread.join(FAREWELL)
