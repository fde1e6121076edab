"""Choosing entries by address alone: those chosen, and those that a typed name may mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from browse.looks import join_address
from browse.pages.claims import End
from browse.ways.named import read_named
from browse.words import in_words, link, when
from dates import HistoricalDate
from entries.choices import Kind
from entries.models import Entry
from search.parse import MAX_LENGTH
from search.query import find_entries

OFFERED: Final = 12


@dataclass(frozen=True, slots=True)
class Option:
    """An entry that can be chosen, or let go again, with the address that does so."""

    entry: End
    link: SafeString
    kind: str
    when: SafeString
    url: str
    span: HistoricalDate | None = None
    """The years of a life or an existence, as far as they are known."""

    @property
    def name(self) -> SafeString:
        """Its name, marked where it is not in the reader's language."""
        return in_words(self.entry.label)


@dataclass(frozen=True, slots=True)
class Choice:
    """What has been chosen so far."""

    chosen: list[Option]
    offered: list[Option]
    query: str
    full: bool
    kept: list[tuple[str, str]]
    """What the form of the search box carries along."""
    tail: str
    """What follows the path in the address that chooses just this."""
    kinds: tuple[str, ...] = ()
    """Kinds that can be chosen; without any, all."""
    notes: Sequence[SafeString] = ()
    """What of the address was left out, or stands for something else, and why."""

    @property
    def next_url(self) -> str:
        """The address that chooses one more, up to the pid of that entry."""
        return f"?{urlencode([*self.kept, ('with', '')])}"

    @property
    def suggestions_url(self) -> str:
        """The address that suggests what can be chosen."""
        query = urlencode([("kind", kind) for kind in self.kinds])
        return join_address(reverse("browse:suggestions"), query)


def choose(
    params: QueryDict,
    most: int,
    extra: list[tuple[str, str]] | None = None,
    kinds: tuple[str, ...] = (),
) -> Choice:
    """Return the public entries that `with` names, at most `most`, and what `q` offers besides.

    `extra` are parameters that stay in every address. What is left out is said in notes.
    The queries of `read_named`, and those of a search and one more.
    """
    extra = extra or []
    named = read_named(params, most, kinds)
    chosen = named.entries
    query = params.get("q", "").replace("\0", "").strip()[:MAX_LENGTH]
    full = len(chosen) >= most
    keys = [] if full or not query else find_entries(query, kinds, OFFERED + most)
    have = {entry.pk for entry in chosen}
    hits = Entry.objects.published().in_bulk([key for key in keys if key not in have])
    offered = [hits[key] for key in keys if key in hits][:OFFERED]
    own = [entry.pid for entry in chosen]
    return Choice(
        chosen=[
            _option(entry, [pid for pid in own if pid != entry.pid], extra) for entry in chosen
        ],
        offered=[_option(entry, [*own, entry.pid], extra) for entry in offered],
        query=query,
        full=full,
        kept=[*extra, *(("with", pid) for pid in own)],
        tail=_tail(own, extra),
        kinds=kinds,
        notes=named.notes,
    )


def _tail(own: list[str], extra: list[tuple[str, str]]) -> str:
    return f"?{urlencode([*(('with', pid) for pid in own), *extra])}"


def _option(entry: Entry, pids_then: list[str], extra: list[tuple[str, str]]) -> Option:
    end = End(entry.pk, entry.pid, entry.kind, entry.slug, entry.labels)
    kind = str(Kind(entry.kind).label)
    return Option(end, link(end), kind, when(entry.span), _tail(pids_then, extra), entry.span)
