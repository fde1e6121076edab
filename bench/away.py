"""Taking the whole list away as a file: when it begins to come, how fast, and in what memory."""

import time
from typing import Final

from django.http import StreamingHttpResponse
from django.test import Client

from bench.run import peak_memory

SUFFIXES: Final = ("csv", "xlsx", "json")


def run(only: str) -> None:
    """Print the figures of each format whose suffix holds `only`; nothing is stored."""
    client = Client(headers={"host": "localhost"})
    for suffix in SUFFIXES:
        if only in suffix:
            print(_line(client, suffix), flush=True)


def _line(client: Client, suffix: str) -> str:
    begun, before = time.perf_counter(), peak_memory()
    response = client.get(f"/en/browse.{suffix}")
    if not isinstance(response, StreamingHttpResponse):
        raise TypeError(response.status_code)
    first, size = 0.0, 0
    for part in response:
        first = first or time.perf_counter() - begun
        size += len(part)
    took = time.perf_counter() - begun
    return (
        f"{suffix}: first bytes after {first:.2f} s, all {size / 1e6:.1f} MB after {took:.0f} s, "
        f"{peak_memory() - before} MB more at most"
    )
