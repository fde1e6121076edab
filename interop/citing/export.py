"""Answering with citations in a format: of one entry, or of any number in a stream."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import translation

from entries.languages import INTERFACE_LANGUAGES, current_language
from entries.models import Entry
from interop.answers import open_to_scripts
from interop.citing.build import main_item
from interop.citing.formats import Format
from interop.citing.gather import gather
from interop.citing.items import Item

R = TypeVar("R", HttpResponse, StreamingHttpResponse)

BATCH: Final = 200
"""Entries whose columns are fetched together: memory does not grow with the list."""


def answer(items: Sequence[Item], form: Format, name: str) -> HttpResponse:
    """Return a few items as a file called `name`."""
    text = "".join(form.write(items))
    response = HttpResponse(text, content_type=f"{form.media_type}; charset=utf-8")
    return _named(response, name, form)


def stream(keys: Sequence[int], form: Format, name: str, language: str) -> StreamingHttpResponse:
    """Return the published entries with these keys, in their order, as they are read."""
    lines = form.write(list_items(keys, language))
    response = StreamingHttpResponse(lines, content_type=f"{form.media_type}; charset=utf-8")
    return _named(response, name, form)


def list_items(keys: Sequence[int], language: str) -> Iterator[Item]:
    """Yield the items of published entries, with a fixed number of queries for each batch.

    The language is set anew for each batch: a stream outlives the request that began it.
    """
    for start in range(0, len(keys), BATCH):
        with translation.override(language):
            items = list(_items(keys[start : start + BATCH], language))
        yield from items


def _items(keys: Sequence[int], language: str) -> Iterable[Item]:
    found = Entry.objects.published().in_bulk(list(keys))
    entries = [found[key] for key in keys if key in found]
    known = gather(entries)
    return (main_item(known[entry.pk], language) for entry in entries)


def asked_language(text: str) -> str:
    """Return the language that an address names, else that of the request."""
    return text if text in INTERFACE_LANGUAGES else current_language()


def _named(response: R, name: str, form: Format) -> R:
    """Let browsers store the answer as a file, and scripts of any site read it (CORS)."""
    response["Content-Disposition"] = f'attachment; filename="{name}.{form.suffix}"'
    return open_to_scripts(response)
