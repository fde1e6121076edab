"""The paths of pages, each made but once: a page has a hundred, and Django puts each together anew.

A path differs by language and by the prefix under which the archive is served, and by nothing else
but the identifier of an entry. So one is kept for each of these, with a gap for the identifier.
"""

from functools import lru_cache
from typing import Final

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from entries.pid import LENGTH

PID: Final = "0" * LENGTH
"""Stands for the identifier among the arguments of an address; no entry has it."""


def path_of(view: str, *args: str, pid: str = "") -> str:
    """Return what reversing `view` returns, in the language of the request.

    `args` are such as there are few of: the suffix of a file, the kind of an entry. An identifier
    is given apart; it stands before them, or where `PID` stands.
    """
    if pid and PID not in args:
        args = (PID, *args)
    before, after = _around(view, args, get_language(), get_script_prefix())
    return f"{before}{pid}{after}"


@lru_cache(maxsize=2_000)
def _around(
    view: str, args: tuple[str, ...], _language: str | None, _prefix: str
) -> tuple[str, str]:
    """Return what stands before and after the identifier."""
    before, _, after = reverse(view, args=args).partition(PID)
    return before, after
