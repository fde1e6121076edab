"""Answering with citations in a format: of one entry, or of any number in a stream."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import translation

from entries.languages import INTERFACE_LANGUAGES, current_language
from interop.answers import open_to_scripts
from interop.citing.build import main_item
from interop.citing.formats import Format
from interop.citing.gather import gather
from interop.citing.items import Item
from interop.lists import in_batches

R = TypeVar("R", HttpResponse, StreamingHttpResponse)


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
    for entries in in_batches(keys):
        with translation.override(language):
            known = gather(entries)
            items = [main_item(known[entry.pk], language) for entry in entries]
        yield from items


def asked_language(text: str) -> str:
    """Return the language that an address names, else that of the request."""
    return text if text in INTERFACE_LANGUAGES else current_language()


def _named(response: R, name: str, form: Format) -> R:
    """Let browsers store the answer as a file, and scripts of any site read it (CORS)."""
    response["Content-Disposition"] = f'attachment; filename="{name}.{form.suffix}"'
    response["X-Robots-Tag"] = "noindex"
    return open_to_scripts(response)
