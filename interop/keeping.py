"""Answers that are kept until the archive changes, and the headers by which others keep them.

A kept answer belongs to one state of the archive: the last row of the change log, which is written
in the transaction of every change to what is public. The row is asked for before an answer is
looked up or made, so an answer may be newer than its state and is never older. Whatever changes,
here or on another node, makes all answers useless at once: which pages show a name, a label or a
link need not be known.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Concatenate, Final, NamedTuple, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers, set_response_etag
from django.utils.http import http_date
from django.utils.translation import get_language

from entries.languages import accepted_languages
from interop.packing import LEAST, pack, takes_packed
from search.changelog import State, is_uncommitted, knowing, state
from search.follower import fresh_reader

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

MOST_BYTES: Final = 32_000_000
"""What one process may hold."""
SETTLED: Final = timedelta(seconds=2)
"""A state gets a date when it is so old: another change in the same second would have the same."""
STARTED: Final = timezone.now()
"""Pages may have been made by an older program before."""


class _Kept(NamedTuple):
    """An answer that was made of a state of the archive."""

    state: Hashable
    content: bytes
    headers: tuple[tuple[str, str], ...]
    any_languages: bool
    """Whether it is the same whatever languages the browser accepts."""
    packed: bytes = b""
    """The content compressed, as soon as somebody wanted it so."""

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        return len(self.content) + len(self.packed)


class _Shelf:
    """The answers of this process, those asked for last at the end."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.answers: OrderedDict[Hashable, _Kept] = OrderedDict()
        self.size = 0

    def get(self, key: Hashable, wanted: Hashable) -> _Kept | None:
        """Return what is kept under `key`, if it is of the state that is `wanted`."""
        with self.guard:
            found = self.answers.get(key)
            if found is None or found.state != wanted:
                return None
            self.answers.move_to_end(key)
            return found

    def put(self, key: Hashable, kept: _Kept) -> None:
        """Keep an answer in place of an older one, and let go of those asked for long ago."""
        with self.guard:
            self._drop(key)
            self.answers[key] = kept
            self.size += kept.size
            while self.size > MOST_BYTES:
                self._drop(next(iter(self.answers)))

    def clear(self) -> None:
        """Let go of all."""
        with self.guard:
            self.answers.clear()
            self.size = 0

    def _drop(self, key: Hashable) -> None:
        gone = self.answers.pop(key, None)
        self.size -= gone.size if gone is not None else 0


_shelf: Final = _Shelf()


def forget_answers() -> None:
    """Forget all answers: for measuring, and for tests."""
    _shelf.clear()


def kept(*, searches: bool = False) -> Callable[[View[P]], View[P]]:
    """Keep the answers of a view that depend on nothing but address, languages and archive.

    An answer that used the session, a form's token, a message or a cookie is never kept, nor one
    that varies by a header other than `Accept-Language` and `HX-Request`: a view that reads a
    cookie or a header has to say so in `Vary`, as it must for every proxy. With `searches`, the
    answer depends on the index too, which may lag behind the database.

    Costs one query. Sets `ETag`, `Cache-Control: no-cache` and, as
    soon as no other change can fall into the same second, `Last-Modified`.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if is_uncommitted():
                return view(request, *args, **kwargs)
            now = state()
            index = fresh_reader(now.number).generation if searches else ""
            day = timezone.localdate()
            made_of = (now, index, day)
            address = (request.get_full_path(), get_language(), "HX-Request" in request.headers)
            languages = accepted_languages()
            for key in (address, (*address, languages.asked)):
                found = _shelf.get(key, made_of)
                if found is not None:
                    if not found.any_languages:
                        languages.consult()
                    return _answer(request, key, found, now)
            with knowing(now):
                response = view(request, *args, **kwargs)
            patch_cache_control(response, no_cache=True)
            if not _may_be_kept(request, response):
                return response
            set_response_etag(response)
            alike = not languages.were_consulted
            headers = tuple(response.headers.items())
            new = _Kept(made_of, response.content, headers, alike)
            key = address if alike else (*address, languages.asked)
            _shelf.put(key, new)
            return _answer(request, key, new, now)

        return answer

    return decorate


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether the answer is the same for every reader."""
    session = getattr(request, "session", None)
    messages = getattr(request, "_messages", None)
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not getattr(session, "accessed", False)
        and not getattr(messages, "used", False)
        # There as soon as a token was asked for: a cookie of another page does no harm.
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        and varies <= {"", "hx-request", "accept-language"}
    )


def _answer(request: HttpRequest, key: Hashable, kept: _Kept, now: State) -> HttpResponse:
    """Return a new response with what is kept, compressed if the browser takes it so."""
    packed = len(kept.content) >= LEAST and takes_packed(request)
    if packed and not kept.packed:
        kept = kept._replace(packed=pack(kept.content))
        _shelf.put(key, kept)
    response = HttpResponse(kept.packed if packed else kept.content, headers=dict(kept.headers))
    patch_vary_headers(response, ["Accept-Encoding"])
    if packed:
        response.headers["Content-Encoding"] = "gzip"
        # Equal in meaning, not byte by byte, to what others get (RFC 9110, 8.8.1).
        response.headers["ETag"] = f"W/{response.headers['ETag'].removeprefix('W/')}"
    if (date := _last_modified(now)) is not None:
        response.headers["Last-Modified"] = http_date(date.timestamp())
    return response


def _last_modified(now: State) -> datetime | None:
    """Return since when all pages are as they are; None while more may happen in that second.

    Pages change with the archive, with the program and, for they say the date, at midnight.
    """
    moment = timezone.now()
    midnight = datetime.combine(timezone.localdate(), datetime.min.time(), UTC)
    latest = max(now.at or midnight, STARTED, midnight)
    return latest if moment - latest > SETTLED else None
