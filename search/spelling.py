"""Did you mean: the words of names and texts that are nearest to words which find little.

Candidates come from the index (what is a letter or two off, and what sounds so), and are weighed by
how far they are and how many entries have them. All of them are words of what is public.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from tantivy import Query

from entries.choices import Status
from entries.models import Name, Text
from search.analysis import asked_keys, is_thai, stems, typed_words
from search.asking import read
from search.asking.tree import Form, Leaf, Node, wanted_leaves
from search.asking.writing import changed, write
from search.follower import fresh_reader
from search.found import keys_of
from search.passages import plain_text
from search.query import SearchQuery
from search.schema import schema
from search.store import Reader
from writing import detect_script, edit_distance, fold, segment, skeleton

FEW: Final = 3
"""Entries below which a search has found little."""
LOOKED_AT: Final = 40
"""Entries whose names are looked through for one word."""
LONG: Final = 6
"""Letters a word has in which two may be wrong; of fewer than `SHORTEST` none is looked for."""
SHORTEST: Final = 3
OFFERED: Final = 3
_WORDS: Final = 4
"""Words of a question that are looked up."""
_OF_A_WORD: Final = 3
_TEXT: Final = 20_000
"""Letters of a text that are looked through."""
_SOUND: Final = 1
"""How far away is what only sounds the same."""
_SCRIPT: Final = 2
"""How much further away is what is in another script."""
_PARTS: Final = re.compile(r"[\s\-–]+")


class _Place(NamedTuple):
    """A word of a question."""

    leaf: Leaf
    word: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another spelling of a question, and how many entries it would find."""

    text: str
    total: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A word of the index as it is written, how far it is, and how many entries have it."""

    word: str
    far: int
    entries: int

    @property
    def rank(self) -> tuple[int, int, str]:
        return self.far, -self.entries, self.word


def spellings(query: SearchQuery, total: int) -> list[Spelling]:
    """Return spellings that find more than `total`, the nearest first; at most `OFFERED`.

    At most two queries for each of `_WORDS` words, and those of counting what is offered.
    """
    reader = fresh_reader()
    tree = read(query.text).tree
    near = dict(_nearest(reader, tree))
    if len(near) > 1:
        # With one word mended and another not, less is found and more is wrong.
        nearest = {place: ones[0] for place, ones in near.items()}
        if both := _found(query, _rewritten(tree, nearest), total):
            return [both]
    offers = [(one.rank, place, one) for place, ones in near.items() for one in ones]
    found: dict[str, Spelling] = {}
    for _rank, place, one in sorted(offers, key=lambda offer: offer[0]):
        other = _found(query, _rewritten(tree, {place: one}), total)
        if other is not None and len(found) < OFFERED:
            found.setdefault(other.text, other)
    return list(found.values())


def _found(query: SearchQuery, text: str, total: int) -> Spelling | None:
    """Return what a text finds in place of the query's, if that is more than `total`."""
    count = replace(query, text=text, number=1).count(forgiving=False)
    return Spelling(text, count) if count > total and text != query.text else None


def _rewritten(tree: Node | None, better: Mapping[_Place, _Candidate]) -> str:
    """Return a question with some words replaced."""

    def change(leaf: Leaf) -> Leaf:
        text = leaf.text
        for place, one in better.items():
            if place.leaf == leaf:
                text = text.replace(place.word, one.word, 1)
        return replace(leaf, text=text)

    return write(changed(tree, change))


def _nearest(reader: Reader, tree: Node | None) -> Iterator[tuple[_Place, list[_Candidate]]]:
    """Yield the words that may be misspelt with what is near them, the nearest first."""
    doubtful = [
        _Place(leaf, word)
        for leaf in dict.fromkeys(wanted_leaves(tree))
        if leaf.form is not Form.BEGINNING and leaf.field in ("", "name", "text")
        for word in _PARTS.split(leaf.text)
        if _is_doubtful(reader, word)
    ]
    for place in doubtful[:_WORDS]:
        near = _best_of_each_sound(_near(reader, place.word))
        if near:
            yield place, near[:_OF_A_WORD]


def _best_of_each_sound(near: Iterable[_Candidate]) -> list[_Candidate]:
    """Return the nearest first, and nothing much further than they are.

    Of those that sound alike or are forms of one word, and so find the same, only one.
    """
    ranked = sorted(near, key=lambda one: one.rank)
    best: list[_Candidate] = []
    seen: set[str] = set()
    for one in ranked:
        alike = {skeleton(one.word), *stems([fold(one.word)])}
        if one.far <= ranked[0].far + 1 and seen.isdisjoint(alike):
            best.append(one)
        seen |= alike
    return best


def _is_doubtful(reader: Reader, written: str) -> bool:
    """Tell whether this is one word that few entries have, if any."""
    words = fold(written).split()
    if len(words) != 1 or len(words[0]) < SHORTEST:
        return False
    return all(reader.searcher.doc_freq(field, words[0]) <= FEW for field in ("name", "body"))


def _near(reader: Reader, written: str) -> Iterator[_Candidate]:
    """Yield what is near one word: words of names or, where there are none, of texts."""
    ((word, spelt),) = typed_words(written)
    own = reader.searcher.doc_freq("name", word)
    most = 2 if len(word) >= LONG else 1
    found = _measured(reader, "name", word, spelt, _words_of_names(reader, word, spelt, most), most)
    if not found and not is_thai(word):
        found = _measured(reader, "body", word, "", _words_of_texts(reader, word), 1)
    return (one for one in found if one.entries > own)


def _measured(
    reader: Reader, field: str, word: str, spelt: str, words: Iterable[str], most: int
) -> list[_Candidate]:
    """Return those of the words that are near enough, each once."""
    keys = {key for one in asked_keys(spelt) if len(one) == 1 for key in one} if spelt else set()
    script = detect_script(word)
    found: dict[str, _Candidate] = {}
    for written in words:
        folded = fold(written)
        if not folded or " " in folded or folded == word or folded in found:
            continue
        far = edit_distance(word, folded, most)
        if keys:
            key = skeleton(written)
            far = min(far, _SOUND + min(edit_distance(one, key, 1) for one in keys))
        if far <= most:
            far += _SCRIPT * (detect_script(folded) != script)
            found[folded] = _Candidate(written, far, reader.searcher.doc_freq(field, folded))
    return list(found.values())


def _words_of_names(reader: Reader, word: str, spelt: str, most: int) -> Iterator[str]:
    """Yield the words of the names of entries that have something near in a name."""
    ways = [_fuzzy("name", word, most)]
    ways += [_fuzzy("name_key", keys[0], 1) for keys in asked_keys(spelt) if len(keys) == 1]
    keys = _keys(reader, Query.disjunction_max_query(ways))
    names = Name.objects.filter(entry__in=keys, entry__status=Status.PUBLISHED).order_by("pk")
    for text in names.values_list("text", flat=True):
        yield from (one.strip("\"'«»“”„().,:;!?…–-") for one in text.split())


def _words_of_texts(reader: Reader, word: str) -> Iterator[str]:
    """Yield the words of the texts of entries that have something near in a text."""
    keys = _keys(reader, _fuzzy("body", word, 1))
    texts = Text.objects.filter(entry__in=keys, entry__status=Status.PUBLISHED).order_by("pk")
    for body in texts.values_list("body", flat=True):
        yield from segment(plain_text(body[:_TEXT]), "en")


def _fuzzy(field: str, word: str, most: int) -> Query:
    found = Query.fuzzy_term_query(
        schema(), field, word, distance=most, transposition_cost_one=True
    )
    return Query.const_score_query(found, 1.0)


def _keys(reader: Reader, query: Query) -> list[int]:
    """Return the keys of the entries of which most is said."""
    searcher = reader.searcher
    hits = searcher.search(query, limit=LOOKED_AT, count=False, weight_by_field="weight").hits
    return keys_of(searcher, hits)
