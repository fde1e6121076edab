"""A gate before a running archive: nobody asks it for anything while a test is cleared away.

A page tells the archive that it is being left when its browser is closed already, and what it asked
for last is still being answered then: it must not wait for the tables while they are emptied, nor
write into those of the next test.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, HttpResponseBase

SECONDS = 30  # longer than the slowest page on the busiest machine

Answer = Callable[[Any, WSGIRequest], HttpResponseBase]


class Gate:
    """Lets requests in while it is open, and is shut when the last of them has been answered."""

    def __init__(self) -> None:
        self.is_open = False
        self.inside = 0
        self.changed = threading.Condition()

    def before(self, answer: Answer) -> Answer:
        """Return what answers a request as `answer` does, or with 503 while the gate is shut."""

        def enter(handler: Any, request: WSGIRequest) -> HttpResponseBase:
            with self.changed:
                if not self.is_open:
                    return HttpResponse("The test is over.", status=503)
                self.inside += 1
            try:
                response = answer(handler, request)
            except BaseException:
                self._leave()
                raise
            # What is streamed reads the database until it is closed.
            vars(response)["_resource_closers"].append(self._leave)
            return response

        return enter

    def _leave(self) -> None:
        with self.changed:
            self.inside -= 1
            self.changed.notify_all()

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Let requests in; at the end let in no more, and wait for those who are inside."""
        with self.changed:
            self.is_open = True
        try:
            yield
        finally:
            with self.changed:
                self.is_open = False
                assert self.changed.wait_for(lambda: self.inside == 0, timeout=SECONDS)
