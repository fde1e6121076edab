"""By which evidence an entry meets a question for a source."""

from collections.abc import Sequence
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from browse.markup import fill
from browse.pages.claims import fetch_ends
from browse.why.columns import Fact
from browse.why.wanted import Wanted, at_an_end
from browse.words import link
from entries.models import Name, Statement
from sources.models import Citation

MOST_STATEMENTS: Final = 3_000
"""Statements of one page of a list whose evidence is looked at."""

Counts = dict[int, dict[int, int]]
"""For each entry how many citations it shows of each source."""


def add_cited(facts: dict[int, list[Fact]], wanted: Sequence[Wanted]) -> None:
    """Add, for each entry of a page, the sources that were asked for and that it rests on.

    Six queries, if a source was asked for at all.
    """
    sources = frozenset(key for one in wanted for key in one.sources)
    if not sources:
        return
    counts = _count(sorted(facts), sources)
    used = {key for of_entry in counts.values() for key in of_entry}
    known = fetch_ends(used)
    for pk, of_entry in counts.items():
        for key, count in sorted(of_entry.items(), key=lambda pair: (-pair[1], pair[0])):
            codes = frozenset(one.code for one in wanted if key in one.sources)
            if key in known:
                text = ngettext(
                    "evidence from {source}, once", "evidence from {source}, {count} times", count
                )
                facts[pk].append(
                    Fact(codes, SafeString(""), fill(text, source=link(known[key]), count=count))
                )


def _count(pks: Sequence[int], sources: frozenset[int]) -> Counts:
    counts: Counts = {pk: {} for pk in pks}

    def add(pk: int, source: int) -> None:
        if source in sources and pk in counts:
            counts[pk][source] = counts[pk].get(source, 0) + 1

    owners = dict(Name.objects.filter(entry__in=pks).order_by().values_list("pk", "entry"))
    rows = Statement.objects.public().filter(at_an_end(pks)).order_by()
    columns = ("pk", "subject_id", "object_id", "place_id", "event_id")
    ends = {pk: {*some} for pk, *some in rows.values_list(*columns)[:MOST_STATEMENTS]}
    for pk, source in _cited("entry", pks):
        add(pk, source)
    for pk, source in _cited("name", list(owners)):
        add(owners[pk], source)
    for pk, source in _cited("statement", list(ends)):
        for end in ends[pk]:
            if end is not None:
                add(end, source)
    return counts


def _cited(what: str, keys: Sequence[int]) -> list[tuple[int, int]]:
    """Return the sources of names, statements or entries: which of them count is told apart.

    Asked for the sources as well, a database may begin with all that rests on one.
    """
    rows = Citation.objects.filter(**{f"{what}__in": keys}).order_by()
    return list(rows.values_list(f"{what}_id", "source_id"))
