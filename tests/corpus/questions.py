"""Questions drawn by chance from a fixed seed, each with the entries that answer it."""

import random
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

from search.filters import query_of
from search.query import SearchQuery
from search.questions import NOT
from tests.corpus.plain import Plain

SEED = 1917
QUESTIONS = 200
TEXTS = ("Троцкий", "Lenin", "newspaper", "Vienna", "การปฏิวัติ", '"Nashe Slovo" -Paris')


class Question(NamedTuple):
    """A question as it stands in an address, as a query, and what plain rows answer."""

    address: str
    query: SearchQuery
    expected: set[int]
    chance: random.Random

    @property
    def params(self) -> QueryDict:
        """The parameters as a view is given them."""
        return QueryDict(self.address)


def draw(plain: Plain) -> Iterator[Question]:
    """Yield questions of filters, what is left out, times, texts and the switch for evidence.

    Plain rows cannot search a text: what has it is asked of the index once for each text, without
    anything else, and everything else is then counted among that.
    """
    chance = random.Random(SEED)
    with_text = {text: set(SearchQuery(text).keys(10_000)) for text in TEXTS}
    for _round in range(QUESTIONS):
        selected: dict[str, set[str]] = {}
        for code in chance.sample(sorted(plain.values), chance.choice([0, 1, 1, 2, 3])):
            known = sorted({one for values in plain.values[code].values() for one in values})
            selected[code] = set(chance.sample(known, min(len(known), chance.choice([1, 1, 4]))))
        pairs = [(code, one) for code, params in selected.items() for one in sorted(params)]
        excluded: dict[str, set[str]] = {}
        if chance.random() < 0.3:
            code = chance.choice(sorted(plain.values))
            counts = plain.counts(code, set(plain.entries))
            frequent = sorted((-count, one) for one, count in counts.items())[:6]
            excluded[code] = {chance.choice(frequent)[1]}
            pairs += [(code, f"{NOT}{one}") for one in excluded[code]]
        limits = None
        if chance.random() < 0.4:
            limits = _draw_limits(chance)
            pairs += zip(("from", "to"), limits, strict=True)
        among = None
        if chance.random() < 0.2:
            text = chance.choice(TEXTS)
            among = with_text[text]
            pairs.append(("q", text))
        if chance.random() < 0.1 and "evidence" not in selected:
            selected["evidence"] = {"cited"}
            pairs.append(("well_evidenced", "1"))
        address = urlencode(pairs)
        query = query_of(QueryDict(address))
        yield Question(address, query, plain.matching(selected, limits, among, excluded), chance)


def _draw_limits(chance: random.Random) -> tuple[str, str]:
    """Return the ends of a stretch of time: two years, or one or two of them months or days."""
    first = chance.randrange(1840, 1945)
    last = first + chance.choice([0, 1, 5, 30])
    if chance.random() < 0.5:
        return str(first), str(last)
    begin = f"{first}-{chance.randrange(1, 7):02}{chance.choice(['', '-01', '-22'])}"
    end = f"{last}-{chance.randrange(7, 13):02}{chance.choice(['', '-30', '-08'])}"
    return chance.choice([(begin, end), (begin, str(last)), (str(first), end)])
