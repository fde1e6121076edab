"""What a reader may mean who has not typed to the end: names that begin so, in any script."""

import json
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast
from tantivy import Occur, Query

from dates import HistoricalDate
from dates.fields import date_columns
from entries.choices import Status
from entries.languages import Localised, Shown, show
from entries.models import Name
from search import parse
from search.analysis import asked_keys, is_thai, typed_words
from search.asking import MAX_LENGTH, read
from search.asking.tree import And, Leaf
from search.facets import BY_CODE
from search.follower import fresh_reader
from search.found import keys_of
from search.questions import any_of
from search.store import Reader

LEAST: Final = 2
"""Letters that must have been typed: one begins too many words."""
LOOKED_AT: Final = 16
SHOWN: Final = 8
_OF_ENTRY: Final = 10
"""Columns of an entry that come with each of its names."""
OF_A_KIND: Final = 3
"""At first so many of one kind, so that others have room; what is left is filled up."""


class NameRow(NamedTuple):
    """A name, and what it is compared by."""

    text: str
    language: str
    folded: str
    skeleton: str


class Candidate(NamedTuple):
    """An entry as a suggestion shows it."""

    pid: str
    kind: str
    slug: str
    labels: Localised
    span: HistoricalDate | None

    @property
    def label(self) -> Shown:
        """The preferred name for the reader."""
        return show(self.labels)


class Suggestion(NamedTuple):
    """An entry, and the name that was meant where its heading does not show why it is here."""

    entry: Candidate
    matched: NameRow | None


def suggest(
    text: str, reader: Reader | None = None, kinds: Sequence[str] = ()
) -> list[list[Suggestion]]:
    """Return the entries that a text may mean, best first and those of one kind together.

    With `kinds`, only entries of these.

    The end of the text is the beginning of a word. Only names count, and only what is public is
    in the index. One query, and one more to look whether the index is fresh unless the caller,
    who has looked, gives the `reader`. What is asked for in the language of questions (OR,
    fields, exclusion) cannot be guessed: then there are none.
    """
    typed = begun_words(text)
    if not typed:
        return []
    reader = reader or fresh_reader()
    keys = _find(reader, typed, kinds, near=False) or _find(reader, typed, kinds, near=True)
    names = _read_names(keys)
    found = {key: _candidate(rows[0]) for key, rows in names.items()}
    chosen = _choose([(key, found[key].kind) for key in keys if key in found])
    groups: dict[str, list[Suggestion]] = {}
    for key in chosen:
        entry = found[key]
        rows = [NameRow._make(row[_OF_ENTRY:]) for row in names[key]]
        matched = _matched(entry.label.text, rows, typed)
        groups.setdefault(entry.kind, []).append(Suggestion(entry, matched))
    return list(groups.values())


def _read_names(keys: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Return the names of public entries, each with the columns of its entry before: one query."""
    if not keys:
        return {}
    rows = Name.objects.filter(entry__pk__in=keys, entry__status=Status.PUBLISHED)
    span = (f"entry__{column}" for column in date_columns("span"))
    labels = Cast("entry__labels", TextField())  # decoded once an entry, not once a name
    own = ("entry_id", "entry__pid", "entry__kind", "entry__slug")
    names: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows.order_by().values_list(*own, labels, *span, *NameRow._fields):
        names.setdefault(row[0], []).append(row)
    return names


def _candidate(row: tuple[Any, ...]) -> Candidate:
    _key, pid, kind, slug, labels, edtf, *rest = row[:_OF_ENTRY]
    span = HistoricalDate.stored(str(edtf), *rest) if edtf else None
    return Candidate(pid, kind, slug, json.loads(labels), span)


def begun_words(text: str) -> list[tuple[str, str]]:
    """Return the words of a text (as `typed_words` does), none if it is too short or a question."""
    tree = read(text[:MAX_LENGTH]).tree
    parts = tree.parts if isinstance(tree, And) else (tree,)
    if not all(isinstance(part, Leaf) and not part.field for part in parts):
        return []
    typed = [word for part in parts if isinstance(part, Leaf) for word in typed_words(part.text)]
    return typed if sum(len(word) for word, _spelt in typed) >= LEAST else []


def _find(
    reader: Reader, typed: Sequence[tuple[str, str]], kinds: Sequence[str], *, near: bool
) -> list[int]:
    """Return the keys of the best entries that have a name with these words."""
    query = parse.parse_begun(typed, near=near)
    if kinds:
        among = any_of(BY_CODE["kind"], kinds)
        query = Query.boolean_query([(Occur.Must, query), (Occur.Must, among)])
    searcher = reader.searcher
    hits = searcher.search(query, limit=LOOKED_AT, count=False, weight_by_field="weight").hits
    return keys_of(searcher, hits)


def _choose(found: Sequence[tuple[int, str]]) -> list[int]:
    """Return the keys that are shown, in the order in which they were found."""
    counts: dict[str, int] = {}
    first: list[int] = []
    rest: list[int] = []
    for key, kind in found:
        counts[kind] = counts.get(kind, 0) + 1
        (first if counts[kind] <= OF_A_KIND else rest).append(key)
    chosen = {*first[:SHOWN], *rest[: max(SHOWN - len(first), 0)]}
    return [key for key, _kind in found if key in chosen]


def _matched(label: str, names: list[NameRow], typed: Sequence[tuple[str, str]]) -> NameRow | None:
    """Return the name that shows why its entry is here, unless the heading does."""
    begun = [name for name in names if _begins(name.folded, typed)]
    if not begun:
        readings = [key for _word, spelt in typed for keys in asked_keys(spelt) for key in keys]
        begun = [name for name in names if _sounds(name.skeleton, readings)]
    return None if not begun or any(name.text == label for name in begun) else begun[0]


def _begins(folded: str, typed: Sequence[tuple[str, str]]) -> bool:
    """Tell whether each typed word begins a word of a name, or in Thai stands in one."""
    words = folded.split()
    return all(
        any(word.startswith(part) or (is_thai(part) and part in word) for word in words)
        for part, _spelt in typed
    )


def _sounds(skeleton: str, readings: Sequence[str]) -> bool:
    """Tell whether a word of a name sounds like one of the readings, or begins so."""
    keys = skeleton.split()
    return any(key.startswith(reading) for key in keys for reading in readings)
