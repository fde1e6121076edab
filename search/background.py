"""Threads of this process that do what may wait: above all, bring the index up to date.

They do in small pieces what anybody may do at any time, so nothing is lost when the process ends
in between: the next request to any process goes on. There is one thread for each sort of work.
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
_threads: Final[dict[str, threading.Thread]] = {}


def start(do_piece: Callable[[], bool], name: str = "search-follower") -> threading.Thread:
    """Have `do_piece` called until it returns False, unless a thread `name` is at it already."""
    with _guard:
        thread = _threads.get(name)
        if thread is None or not thread.is_alive():
            thread = threading.Thread(target=_work, args=(do_piece,), name=name, daemon=True)
            _threads[name] = thread
            thread.start()
        return thread


def _work(do_piece: Callable[[], bool]) -> None:
    """Call it again and again. Whatever goes wrong is tried again when somebody asks for it."""
    try:
        while not _stopping.wait(PAUSE):
            try:
                if not do_piece():
                    return
            except store.IndexBusy:
                continue
    except Exception:
        logger.exception("%s has failed in the background.", threading.current_thread().name)
    finally:
        connections.close_all()


@atexit.register
def _stop() -> None:
    """Let the piece at hand be finished, so that no writer is cut off in its commit."""
    _stopping.set()
    for thread in _threads.values():
        thread.join(FAREWELL)
