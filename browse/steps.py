"""The way from an entry to its neighbours in the list that one came from.

The links of a list carry its question along (`in`) with the place of the entry in it (`at`), so
that nothing need be remembered of a reader. An address with two parameters is one that crawlers
leave alone; the page is known by its own address.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote

from django.http import QueryDict

from browse.addresses import entry_url
from browse.looks import ListQuestion
from entries.languages import Shown
from entries.models import Entry
from search.query import MAX_PAGES, PAGE_SIZE

LONGEST: Final = 1000
"""Signs of a question that links carry along."""
AROUND: Final = 100
"""How far from its place an entry is looked for, when the list has changed since."""


@dataclass(frozen=True, slots=True)
class Step:
    """A neighbour."""

    label: Shown
    url: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Where in its list an entry stands, and its neighbours there; `at` is 0 if it has left it."""

    list_url: str
    total: int
    at: int = 0
    previous: Step | None = None
    next: Step | None = None
    carried: str = ""
    """What other pages of the same entry get behind their first parameter."""


def carried(question: ListQuestion) -> str:
    """Return the question as links carry it; empty for all entries in their usual order.

    It is empty too for one that is too long.
    """
    if not question.filter.canonical_query(page=None):
        return ""
    pairs = parse_qsl(question.parameters(page=None))
    text = "&".join(f"{name}={_bare(value)}" for name, value in pairs)
    return text if len(text) <= LONGEST else ""


def _bare(value: str) -> str:
    """Return a value with only those signs escaped that part a query, so that Thai stays short."""
    for sign in "%&+#;":
        value = value.replace(sign, quote(sign))
    return value.replace(" ", "+")


def tail(text: str, at: int) -> str:
    """Return what the address of an entry gets in a list with the question `text`."""
    return f"?in={quote(text, safe='')}&at={at}" if text else ""


def _behind(text: str, at: int) -> str:
    """Return the same as `tail`, for an address that has a parameter already."""
    return tail(text, at).replace("?", "&", 1)


def steps_of(params: QueryDict, entry: Entry) -> Steps | None:
    """Return the way to the neighbours in the list that the parameters name; None if they do not.

    Two searches and a few queries, whatever the size of the list.
    """
    text = params.get("in", "")
    if not text or len(text) > LONGEST:
        return None
    question = ListQuestion(QueryDict(text))
    at = _number(params.get("at", ""))
    start = max(at - 2, 0)
    total, keys = question.query.keys_from(start, 3)
    if entry.pk not in keys or start + keys.index(entry.pk) != at - 1:
        start = max(at - 1 - AROUND, 0)
        total, keys = question.query.keys_from(start, 2 * AROUND + 1)
    if entry.pk not in keys:
        return Steps(question.address(page=None), total, carried=_behind(carried(question), at))
    return _steps(question, total, start, keys, keys.index(entry.pk))


def _steps(question: ListQuestion, total: int, start: int, keys: list[int], index: int) -> Steps:
    beside = {place: keys[place] for place in (index - 1, index + 1) if 0 <= place < len(keys)}
    entries = Entry.objects.published().in_bulk(list(beside.values()))
    text = carried(question)

    def step(place: int) -> Step | None:
        found = entries.get(beside.get(place, 0))
        if found is None:
            return None
        return Step(found.label, entry_url(found) + tail(text, start + place + 1))

    at = start + index + 1
    page = -(-at // PAGE_SIZE)
    return Steps(
        list_url=question.address(page=page if 1 < page <= MAX_PAGES else None),
        total=total,
        at=at,
        previous=step(index - 1),
        next=step(index + 1),
        carried=_behind(text, at),
    )


def _number(text: str) -> int:
    """Return a place in a list, from 1; 0 for what is none."""
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        return 0
    number = int(text)
    return number if number <= MAX_PAGES * PAGE_SIZE else 0
