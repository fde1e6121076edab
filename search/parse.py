"""From what a reader types to a query of the engine.

Words must all occur (in names, in the text, or in the names of what the entry is related to);
"words in quotes" must follow one another; -word must not occur. Nothing else is special, so no
input can be wrong.
"""

import re
from typing import Final

from tantivy import Occur, Query

from search.analysis import STEM_MARK, asked_keys, is_thai, stems, thai_words, typed_words
from search.schema import schema

MAX_LENGTH: Final = 200
MAX_WORDS: Final = 12

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

PART: Final = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


def parse_text(text: str, *, near: bool = False) -> Query | None:
    """Return the query for a typed text, or None if it holds nothing to look for.

    With `near`, each longer word may be a letter off (`NEAR_LETTERS`), in names.
    """
    wanted: list[Query] = []
    unwanted: list[Query] = []
    words: list[str] = []
    for minus, phrase, word in PART.findall(text[:MAX_LENGTH]):
        typed = typed_words(phrase or word)
        if not typed or len(words) + len(typed) > MAX_WORDS:
            continue
        query = _phrase(typed) if phrase else _all([_word(*one, near=near) for one in typed])
        (unwanted if minus else wanted).append(query)
        if not minus:
            words += [folded for folded, _spelt in typed]
    if not wanted:
        return None
    clauses = [(Occur.Must, query) for query in wanted]
    clauses += [(Occur.MustNot, query) for query in unwanted]
    clauses.append((Occur.Should, _const("full_name", " ".join(words), WHOLE_NAME)))
    clauses += [(Occur.Should, _in_label(word)) for word in words]
    return Query.boolean_query(clauses)


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


def _word(word: str, spelt: str, *, near: bool = False) -> Query:
    """Return where one word may occur, the best place counting."""
    places = [
        _const("name", word, NAME_WORD),
        _const("near", word, RELATED),
        Query.boost_query(_term("body", word), BODY),
    ]
    for stem in stems([word]):
        places += [
            _const("name", stem, NAME_STEM),
            _const("near", stem, RELATED),
            Query.boost_query(_term("body", stem), BODY),
        ]
    if near and len(word) >= NEAR_LETTERS:
        places.append(_almost("name", word, NEAR_NAME))
        places += [_almost("name_key", one, NEAR_KEY) for one in _long_keys(spelt)]
    for keys in asked_keys(spelt):
        places.append(_all([_const("name_key", key, NAME_KEY / len(keys)) for key in keys]))
    pieces = thai_words(word) if is_thai(word) else []
    if len(pieces) > 1:
        for field, weight in (("name", NAME_PART), ("near", RELATED)):
            parts = [_const(field, piece, weight / len(pieces)) for piece in pieces]
            places.append(_all(parts))
        places.append(_all([Query.boost_query(_term("body", one), BODY) for one in pieces]))
    return Query.disjunction_max_query(places)


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


def _phrase(typed: list[tuple[str, str]]) -> Query:
    """Return the query for words that follow one another in a name or in the text."""
    words = [folded for folded, _spelt in typed]
    if len(words) == 1 and not is_thai(words[0]):
        return _word(*typed[0])
    pieces = [piece for word in words for piece in (thai_words(word) if is_thai(word) else [word])]
    if len(pieces) == 1:
        return _word(pieces[0], pieces[0])
    if any(map(is_thai, words)):
        named = _all([_const("name", piece, NAME_WORD / len(pieces)) for piece in pieces])
    else:
        named = Query.const_score_query(_following("name_words", pieces), NAME_WORD)
    return Query.disjunction_max_query(
        [
            _const("full_name", " ".join(words), NAME_WORD),
            named,
            Query.boost_query(_following("body", pieces), BODY),
        ]
    )


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


__all__ = ["MAX_LENGTH", "STEM_MARK", "parse_prefix", "parse_text"]
