"""All values of one facet: searched by name, in either order, page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tantivy import Occur, Query

from entries.languages import current_language
from search.analysis import asked_keys, is_thai, thai_words, typed_words
from search.asking.tokens import MAX_WORDS
from search.engine import count_left_out, find_page, show_values
from search.facets import BY_CODE, Facet, Value, describe, spellings
from search.query import SearchQuery
from search.questions import NOT, Condition, any_of, one_of
from search.results import FacetCount
from search.resultset import ResultSet
from search.schema import schema
from search.store import Reader
from writing import fold, skeleton, sort_key

PAGE_SIZE: Final = 60
MAX_PAGES: Final = 400
MOST_FOUND: Final = 200_000
SOUNDED: Final = 3
"""Letters that a key needs: the sound of the first two letters of a word says nothing."""
SIGNS: Final = frozenset(r".+*?()|[]{}^$\#&-~")
"""What the engine's patterns do not take as it stands."""


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """One page of the values of a facet."""

    facet: Facet
    values: list[FacetCount]
    total: int
    """How many values there are, or were found by their names."""
    number: int
    pages: int


def list_values(
    query: SearchQuery, code: str, find: str = "", *, by_name: bool = False, number: int = 1
) -> ValuesPage:
    """Return values of the facet `code` among what `query` finds, its last page if beyond.

    Counts are those of the list: they ignore what is selected in the facet itself. With `find`,
    values of which a name, in any script, has words that begin like its words. A handful of
    queries, and one search of the index for each value that is left out.
    """
    facet = BY_CODE[code]
    found = ResultSet(query.where(code, ()))
    reader = found.reader
    wanted, _near = query.conditions_in(reader)
    asked = {one.code: one.asked for one in wanted}
    chosen, left_out = asked.get(code, ()), asked.get(NOT + code, ())
    counts: dict[Any, int] = dict.fromkeys(chosen, 0)
    counts.update(found.tally(facet.field))
    counts.update(count_left_out(reader, wanted, code, left_out, chosen))
    chooser = _of_entries if facet.is_integer else _of_words
    total, number, keys = chooser(reader, facet, counts, find, by_name, number)
    labels = describe({code: keys})[code]
    listed = [(key, counts[key]) for key in keys]
    values = show_values(listed, labels, chosen, left_out)
    return ValuesPage(facet, values, total, number, _pages(total))


def _pages(total: int) -> int:
    return min(max(-(-total // PAGE_SIZE), 1), MAX_PAGES)


def _of_entries(
    reader: Reader, facet: Facet, counts: dict[Any, int], find: str, by_name: bool, number: int
) -> tuple[int, int, list[Any]]:
    """Return how many values there are, and number and keys of one page; values are entries."""
    wanted = [one_of("pk", list(counts))]
    if (named := _named(find)) is not None:
        wanted += [Condition("kind", any_of(BY_CODE["kind"], [facet.code]), ()), named]
    if not by_name and named is None:
        return _slice(_by_count(counts), number)
    total, keys = find_page(reader, wanted, "name", number, PAGE_SIZE)
    if by_name:
        if number > _pages(total):
            number = _pages(total)
            total, keys = find_page(reader, wanted, "name", number, PAGE_SIZE)
        return total, number, list(keys)
    _total, keys = find_page(reader, wanted, "changed", 1, min(max(total, 1), MOST_FOUND))
    return _slice(_by_count({key: counts[key] for key in keys}), number)


def _of_words(
    reader: Reader, facet: Facet, counts: dict[Any, int], find: str, by_name: bool, number: int
) -> tuple[int, int, list[Any]]:
    """Return the same for a facet of terms, properties or words: there are never very many."""
    keys = _by_count(counts)
    if find.strip():
        known = spellings(facet, keys)
        keys = [key for key in keys if _is_like(find, known.get(key, ()))]
    if by_name:
        labels = describe({facet.code: keys})[facet.code]
        keys = in_order_of_name(keys, labels)
    return _slice(keys, number)


def _by_count(counts: dict[Any, int]) -> list[Any]:
    """Return the values, the most frequent first, ties in the order of values."""
    return sorted(counts, key=lambda key: (-counts[key], key))


def in_order_of_name(keys: Iterable[Any], labels: dict[Any, Value]) -> list[Any]:
    """Return values in the dictionary order of their labels; those without one come last."""
    language = current_language()
    order = {key: sort_key(value.label.text, language) for key, value in labels.items()}
    return sorted(keys, key=lambda key: (key not in order, order.get(key, "")))


def _slice(keys: Sequence[Any], number: int) -> tuple[int, int, list[Any]]:
    number = min(number, _pages(len(keys)))
    return len(keys), number, list(keys[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])


def _is_like(find: str, texts: Iterable[str]) -> bool:
    """Tell whether one of the texts holds what was typed, or sounds as if it began with it."""
    asked, sound = fold(find), skeleton(find)
    return any(
        asked in fold(text) or (len(sound) >= SOUNDED and skeleton(text).startswith(sound))
        for text in texts
    )


def _named(find: str) -> Condition | None:
    """Return the condition of having a name with words that begin like those typed."""
    typed = typed_words(find)[:MAX_WORDS]
    if not typed:
        return None
    clauses = [(Occur.Must, _word(*one)) for one in typed]
    return Condition("named", Query.const_score_query(Query.boolean_query(clauses), 0.0), (find,))


def _word(word: str, spelt: str) -> Query:
    """Return where a word may be that is perhaps not typed to its end."""
    pattern = "".join(f"\\{sign}" if sign in SIGNS else sign for sign in word)
    places = [(Occur.Should, Query.regex_query(schema(), "name", f"{pattern}.*"))]
    places += [
        (Occur.Should, _all_in("name_key", keys))
        for keys in asked_keys(spelt)
        if len("".join(keys)) >= SOUNDED
    ]
    if is_thai(word):
        places.append((Occur.Should, _all_in("name", thai_words(word))))
    return Query.boolean_query(places)


def _all_in(field: str, tokens: Sequence[str]) -> Query:
    """Return the query for what has all of the tokens in a field."""
    terms = [Query.term_query(schema(), field, one, "basic") for one in tokens]
    return Query.boolean_query([(Occur.Must, one) for one in terms])
