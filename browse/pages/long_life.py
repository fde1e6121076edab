"""The life line of an entry whose statements fill several pages: drawn from all, said by number."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db.models import Q
from django.utils.translation import ngettext

from browse.charts import Dated, draw_life
from browse.markup import escaped
from browse.pages.claims import claim_rows, fetch_properties, make_claims
from browse.pages.life import LIVES, LONGEST, Life, span_years
from browse.pages.sentences import Teller
from dates import HistoricalDate
from entries.choices import Certainty
from entries.models import Entry, Property, Statement

MOST: Final = 10_000
"""Dated statements that are read: the entry's own first, the earliest first."""
MOST_SPANS: Final = 200
"""Stretches of years that are drawn: the longest of more."""
MOST_IN_A_YEAR: Final = 12
"""What a year says apart: of more sorts of statements those with most."""
MOST_SENTENCES: Final = 500
"""Statements that are told in full: those alone of their sort in their year, the earliest first."""


class Moment(NamedTuple):
    """A statement, as far as it is drawn; `label` is that of its property from this side."""

    pk: int
    uid: str
    label: str
    years: Sequence[int]
    doubtful: bool


def fetch_long_life(entry: Entry) -> Life | None:
    """Return the line of all that is dated of an entry; None as for `life_of`.

    Three queries, however many statements there are; of more than `MOST` the rest is counted by
    one more and not drawn, and the line says so.
    """
    if entry.kind not in LIVES:
        return None
    rows = (
        Statement.objects.public()
        .standing()
        .filter(Q(subject=entry) | Q(object=entry), date__isnull=False)
        .in_order_of(entry)
    )
    first, last = span_years(entry.span)
    columns = ("pk", "uid", "property_id", "subject_id", "date", "date_calendar", "certainty")
    read = list(rows.values_list(*columns)[:MOST])
    beyond = rows.order_by().count() - MOST if len(read) == MOST else 0
    properties = fetch_properties({row[2] for row in read})
    moments = [
        one
        for one in _moments(read, properties, entry)
        if one.years and first <= one.years[0] and one.years[-1] <= last
    ]
    return draw_long_life(moments, _sentences(moments, entry, properties), beyond)


def _moments(
    read: Iterable[tuple[Any, ...]], properties: Mapping[int, Property], entry: Entry
) -> Iterable[Moment]:
    # Nothing follows the label where several are counted: “died”, not “died in”.
    labels = {
        (key, own): (one.alone if own else one.backward).text
        for key, one in properties.items()
        for own in (True, False)
    }
    for pk, uid, prop, subject, edtf, calendar, certainty in read:
        years, rough = _understood(str(edtf), calendar)
        label = labels[prop, subject == entry.pk]
        yield Moment(pk, uid, label, years, rough or certainty != Certainty.CERTAIN)


@lru_cache(maxsize=8192)
def _understood(edtf: str, calendar: str) -> tuple[Sequence[int], bool]:
    """Return the years of a date, none if it is too vague, and whether it is not sure."""
    date = HistoricalDate(edtf, "julian" if calendar == "julian" else "gregorian")
    years = date.years()
    close = years and years[-1] - years[0] <= LONGEST
    return (years if close else ()), date.approximate or date.uncertain


def _sentences(
    moments: Sequence[Moment], entry: Entry, properties: Mapping[int, Property]
) -> dict[str, str]:
    """Return what statements say that are alone of their sort in their year, by uid."""
    many = Counter((one.years[0], one.label) for one in moments)
    alone = sorted(
        (one for one in moments if many[one.years[0], one.label] == 1),
        key=lambda one: (one.years[0], one.pk),
    )
    keys = [one.pk for one in alone[:MOST_SENTENCES]]
    teller = Teller(entry.pk)
    rows = claim_rows(Statement.objects.public().filter(pk__in=keys)) if keys else []
    return {claim.uid: teller.say(claim) for claim in make_claims(rows, properties)}


def draw_long_life(
    moments: Sequence[Moment], sentences: Mapping[str, str], beyond: int = 0
) -> Life | None:
    """Return the line of what is dated; `beyond` more statements were not even read.

    `sentences` tell some of the statements in full, by uid; of the others the label is said.
    """
    stretches = Counter(_stretch(one) for one in moments if one.years[0] != one.years[-1])
    by_length = sorted(stretches, key=lambda one: (one[0] - one[1], one))
    drawn = set(by_length[:MOST_SPANS])
    kept = [one for one in moments if one.years[0] == one.years[-1] or _stretch(one) in drawn]
    line = draw_life(
        Dated(one.years, sentences.get(one.uid, one.label), one.doubtful) for one in kept
    )
    if line is None:
        return None
    by_year: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in moments:
        by_year[one.years[0]][one.label].append(one.uid)
    years = [(year, _said(by_label, sentences)) for year, by_label in sorted(by_year.items())]
    return Life(line, years, len(kept), len(moments) + beyond)


def _stretch(one: Moment) -> tuple[int, int, str]:
    return one.years[0], one.years[-1], one.label


def _said(by_label: dict[str, list[str]], sentences: Mapping[str, str]) -> str:
    """Return what a year has, by number; each leads to the first statement of its sort."""
    most_first = sorted(by_label.items(), key=lambda pair: -len(pair[1]))
    said = [
        _one_sort(sentences.get(uids[0], label), uids)
        for label, uids in most_first[:MOST_IN_A_YEAR]
    ]
    if left := sum(len(uids) for _label, uids in most_first[MOST_IN_A_YEAR:]):
        said.append(ngettext("%(more)s more", "%(more)s more", left) % {"more": left})
    return "; ".join(said)


def _one_sort(label: str, uids: list[str]) -> str:
    link = f'<a href="?statement={uids[0]}#s-{uids[0]}">{escaped(label)}</a>'
    return link if len(uids) == 1 else f'{link} <span class="count">{len(uids)}</span>'
