"""From what a reader types to a query of the engine.

Words must all occur (in names, in the text, or in the names of what the entry is related to),
unless the language of `search.asking` says otherwise. No input can be wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tantivy import FieldType, Occur, Query, Searcher

from entries import pid as pids
from entries.models import Entry
from search.analysis import STEM_MARK, asked_keys, is_thai, stems, thai_words, typed_words
from search.asking import MAX_LENGTH, read
from search.asking.fields import CITED, NAMED, years_of
from search.asking.tokens import MAX_WORDS
from search.asking.tree import And, Form, Leaf, Node, Not, Or
from search.found import keys_of
from search.schema import schema

WHOLE_NAME: Final = 60.0
NAME_WORD: Final = 10.0
NAME_PART: Final = 7.0
NAME_STEM: Final = 9.5
NAME_KEY: Final = 4.0
LABEL: Final = 3.0
"""What a word adds when it stands in a preferred name."""
RELATED: Final = 1.0
BODY: Final = 0.4
NEAR_NAME: Final = 2.0
NEAR_KEY: Final = 1.0
"""Weights: what a match in each place is worth. Body matches are ranked by BM25 times `BODY`."""

NEAR_LETTERS: Final = 5
"""Letters a word has in which one may be wrong."""
LEAST_KEY: Final = 3
"""Signs of a key that may be a beginning."""

MOST_RELATED: Final = 5_000
"""Entries that `place:…` and the like look up: the best, of a word that names still more."""


def parse_text(text: str, *, near: bool = False, searcher: Searcher | None = None) -> Query | None:
    """Return the query for a typed text, or None if it holds nothing to look for.

    With `near`, each longer word may be a letter off (`NEAR_LETTERS`), in names. What is asked of
    related entries (`place:Paris`) is looked up with `searcher`; without one it finds nothing.
    """
    tree = read(text).tree
    return None if tree is None else _Maker(near, searcher).make(tree)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the query of a tree."""

    near: bool
    searcher: Searcher | None

    def make(self, node: Node) -> Query:
        """Return the query; what an entry has more of comes first."""
        if isinstance(node, Or):
            parts = [(Occur.Should, self.make(part)) for part in node.parts]
            return Query.boolean_query(parts, minimum_number_should_match=1)
        return self._all_of(node.parts if isinstance(node, And) else (node,))

    def _all_of(self, parts: tuple[Node, ...]) -> Query:
        """Return the query for what must all occur, but for what must not."""
        wanted = [part for part in parts if not isinstance(part, Not)]
        unwanted = [part.part for part in parts if isinstance(part, Not)]
        clauses = [(Occur.Must, self._one(part)) for part in wanted]
        if not wanted:
            clauses = [(Occur.Must, _everything())]
        clauses += [(Occur.MustNot, self.make(part)) for part in unwanted]
        named = [leaf for leaf in wanted if isinstance(leaf, Leaf) and leaf.field in ("", "name")]
        whole = [leaf for leaf in named if leaf.form is not Form.BEGINNING]
        words = [word for leaf in whole for word, _spelt in typed_words(leaf.text)]
        if words:
            clauses.append((Occur.Should, _const("full_name", " ".join(words), WHOLE_NAME)))
            clauses += [(Occur.Should, _in_label(word)) for word in words]
        return Query.boolean_query(clauses)

    def _one(self, node: Node) -> Query:
        if not isinstance(node, Leaf):
            return self.make(node)
        if node.field == "year":
            return _in_years(node)
        if node.field in NAMED:
            return self._related(node)
        typed = typed_words(node.text)
        if node.form is Form.PHRASE:
            return _phrase(typed, node.field)
        words = [_word(*one, near=self.near, field=node.field) for one in typed]
        if node.form is Form.BEGINNING:
            words[-1] = _begun(typed[-1][0], node.field)
        return _all(words)

    def _related(self, leaf: Leaf) -> Query:
        """Return the query for what is related to an entry of this kind with such a name or pid.

        What is related to a source rests on it.
        """
        if self.searcher is None:
            return Query.empty_query()
        pks = self.named(leaf, self.searcher)
        if not pks:
            return Query.empty_query()
        index = "cited" if leaf.field == CITED else f"f_{leaf.field}"
        related = Query.term_set_query(schema(), index, pks)
        return Query.const_score_query(related, RELATED)

    def named(self, leaf: Leaf, searcher: Searcher) -> list[int]:
        """Return the keys of the entries of its kind that a leaf names, or the one with its pid."""
        if with_pid := _with_pid(leaf):
            return with_pid
        named = self._one(Leaf(leaf.text, leaf.form, "name"))
        of_kind = Query.term_query(schema(), "f_kind", leaf.field)
        both = Query.boolean_query([(Occur.Must, named), (Occur.Must, of_kind)])
        hits = searcher.search(both, limit=MOST_RELATED, count=False, weight_by_field="weight").hits
        return keys_of(searcher, hits)


def entries_named(leaf: Leaf, searcher: Searcher) -> list[int]:
    """Return the keys of the entries that a leaf with a field of `NAMED` means, the best first.

    At most `MOST_RELATED`; one query to the database, if it is a pid.
    """
    return _Maker(False, searcher).named(leaf, searcher)


def _with_pid(leaf: Leaf) -> list[int]:
    """Return the key of the public entry whose pid a leaf is: one query, if it is a pid at all."""
    if leaf.form is not Form.WORD or not pids.is_valid(leaf.text):
        return []
    named = Entry.objects.published().filter(pid=leaf.text, kind=leaf.field)
    return list(named.values_list("pk", flat=True))


def parse_prefix(text: str, last_words: list[str]) -> Query | None:
    """Return the query for a text that is still being typed: its last word is a beginning.

    `last_words` are the words of the index that begin with it.
    """
    typed = typed_words(text[:MAX_LENGTH])[:MAX_WORDS]
    if not typed:
        return None
    words = [folded for folded, _spelt in typed]
    last = Query.disjunction_max_query(
        [_word(*typed[-1])]
        + [_const("name", word, NAME_PART) for word in last_words if word != words[-1]]
    )
    whole = _const("full_name", " ".join(words), WHOLE_NAME)
    must = [(Occur.Must, _word(*one)) for one in typed[:-1]] + [(Occur.Must, last)]
    return Query.boolean_query([*must, (Occur.Should, whole)])


def parse_begun(typed: Sequence[tuple[str, str]], *, near: bool = False) -> Query:
    """Return the query for names with these words (of `typed_words`), the last a beginning.

    A name that begins with all of them comes first. With `near`, the last word may be a letter
    off or be spelt as in another script, which the few letters of a beginning often are by chance.
    """
    *whole, (word, spelt) = typed
    last = [_const("name", word, NAME_WORD), _begin("name", word, NAME_PART)]
    if near:
        last += _in_names(word, spelt, near)
        keys = [keys[0] for keys in asked_keys(spelt) if len(keys) == 1]
        last += [_begin("name_key", key, NEAR_KEY) for key in keys if len(key) >= LEAST_KEY]
    clauses = [(Occur.Must, _word(*one, near=near, field="name")) for one in whole]
    clauses.append((Occur.Must, Query.disjunction_max_query(last)))
    text = " ".join(folded for folded, _spelt in typed)
    clauses.append((Occur.Should, _begin("full_name", text, NAME_WORD)))
    clauses.append((Occur.Should, _begin("label", word, LABEL)))
    return Query.boolean_query(clauses)


def _everything() -> Query:
    """Return the query for every entry but not the cursor, all alike."""
    return Query.const_score_query(Query.range_query(schema(), "pk", FieldType.Integer, 0), 0.0)


def _in_years(leaf: Leaf) -> Query:
    """Return the query for what is dated in the years of a leaf, which has some."""
    first, last = years_of(leaf.text) or (0, 0)
    years = Query.range_query(schema(), "year", FieldType.Integer, first, last)
    return Query.const_score_query(years, RELATED)


def _word(word: str, spelt: str, *, near: bool = False, field: str = "") -> Query:
    """Return where one word may occur, the best place counting; `field` limits the places."""
    pieces = thai_words(word) if is_thai(word) else []
    places: list[Query] = []
    if field in ("", "name"):
        places += _in_names(word, spelt, near)
    if field in ("", "related"):
        places += [_const("near", form, RELATED) for form in [word, *stems([word])]]
        if len(pieces) > 1:
            places.append(_all([_const("near", one, RELATED / len(pieces)) for one in pieces]))
    if field in ("", "text"):
        forms = [word, *stems([word])]
        places += [Query.boost_query(_term("body", form), BODY) for form in forms]
        if len(pieces) > 1:
            places.append(_all([Query.boost_query(_term("body", one), BODY) for one in pieces]))
    return Query.disjunction_max_query(places)


def _in_names(word: str, spelt: str, near: bool) -> list[Query]:
    """Return the ways in which a word may be in a name."""
    places = [_const("name", word, NAME_WORD)]
    places += [_const("name", stem, NAME_STEM) for stem in stems([word])]
    if near and len(word) >= NEAR_LETTERS:
        places.append(_almost("name", word, NEAR_NAME))
        places += [_almost("name_key", one, NEAR_KEY) for one in _long_keys(spelt)]
    for keys in asked_keys(spelt):
        places.append(_all([_const("name_key", key, NAME_KEY / len(keys)) for key in keys]))
    pieces = thai_words(word) if is_thai(word) else []
    if len(pieces) > 1:
        places.append(_all([_const("name", one, NAME_PART / len(pieces)) for one in pieces]))
    return places


def _begun(word: str, field: str) -> Query:
    """Return where a word may begin so."""
    places = (("name", "name", NAME_PART), ("related", "near", RELATED), ("text", "body", BODY))
    return Query.disjunction_max_query(
        [_begin(index, word, weight) for one, index, weight in places if field in ("", one)]
    )


def _begin(field: str, word: str, weight: float) -> Query:
    """Return the match of what begins so: of a likeness that allows for no difference."""
    begun = Query.fuzzy_term_query(schema(), field, word, distance=0, prefix=True)
    return Query.const_score_query(begun, weight)


def _long_keys(spelt: str) -> list[str]:
    """Return the keys of a word that is read as one, long enough to be a letter off."""
    readings = asked_keys(spelt)
    return [keys[0] for keys in readings if len(keys) == 1 and len(keys[0]) >= NEAR_LETTERS]


def _almost(field: str, token: str, weight: float) -> Query:
    """Return the match of what is one letter more, less or other, or two letters swapped."""
    found = Query.fuzzy_term_query(schema(), field, token, distance=1, transposition_cost_one=True)
    return Query.const_score_query(found, weight)


def _in_label(word: str) -> Query:
    """Return the match of a word, in whatever form, in a preferred name."""
    forms = [word, *stems([word])]
    return Query.disjunction_max_query([_const("label", form, LABEL) for form in forms])


def _phrase(typed: list[tuple[str, str]], field: str = "") -> Query:
    """Return the query for words that follow one another in a name or in the text.

    Of related entries the words are known but not their order.
    """
    words = [folded for folded, _spelt in typed]
    if field == "related":
        return _all([_word(*one, field=field) for one in typed])
    if len(words) == 1 and not is_thai(words[0]):
        return _word(*typed[0], field=field)
    pieces = [piece for word in words for piece in (thai_words(word) if is_thai(word) else [word])]
    if len(pieces) == 1:
        return _word(pieces[0], pieces[0], field=field)
    if any(map(is_thai, words)):
        named = _all([_const("name", piece, NAME_WORD / len(pieces)) for piece in pieces])
    else:
        named = Query.const_score_query(_following("name_words", pieces), NAME_WORD)
    in_text = Query.boost_query(_following("body", pieces), BODY)
    in_names = [_const("full_name", " ".join(words), NAME_WORD), named]
    places = {"name": in_names, "text": [in_text]}.get(field, [*in_names, in_text])
    return Query.disjunction_max_query(places)


def _following(field: str, words: list[str]) -> Query:
    """Return the query for words that stand in a row."""
    return Query.phrase_query(schema(), field, list(words), slop=0)


def _term(field: str, token: str) -> Query:
    return Query.term_query(schema(), field, token, "freq" if field == "body" else "basic")


def _const(field: str, token: str, weight: float) -> Query:
    """Return a match that is worth the same however rare the word is."""
    return Query.const_score_query(Query.term_query(schema(), field, token, "basic"), weight)


def _all(queries: list[Query]) -> Query:
    """Return the query that asks for all of several."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


__all__ = ["MAX_LENGTH", "STEM_MARK", "entries_named", "parse_prefix", "parse_text"]
