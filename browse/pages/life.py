"""The life line: what is dated of a person, a body or a serial, as a picture and year by year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeString

from browse.charts import Dated, LifeLine, draw_life
from browse.markup import escaped
from browse.pages.claims import Claim
from browse.pages.sentences import Teller
from dates import HistoricalDate
from entries.choices import Certainty, Kind, Rank
from entries.models import Entry

LIVES: Final = frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.PUBLICATION})
"""Kinds whose page shows a life line."""
LONGEST: Final = 150
"""Years beyond which a date is too vague for a life line."""


@dataclass(frozen=True, slots=True)
class Life:
    """The picture, and the same in words: each year with what began in it."""

    line: LifeLine
    years: list[tuple[int, str]]
    drawn: int = 0
    """How many statements the picture stands for, where that is to be said."""
    dated: int = 0
    """How many dated statements there are."""

    @property
    def marks(self) -> SafeString:
        """Bars and dots as they stand in the picture; a template would take thrice as long."""
        spans = [
            f'<rect class="span{_look(one.doubtful)}" x="{one.x}" y="36%" width="{one.width}"'
            f' height="18%"><title>{escaped(one.label)}</title></rect>'
            for one in self.line.spans
        ]
        dots = [
            f'<circle class="dot{_look(one.doubtful)}" cx="{one.x}" cy="45%" r="4">'
            f"<title>{escaped(one.label)}</title></circle>"
            for one in self.line.dots
        ]
        return SafeString("".join([*spans, *dots]))

    @property
    def rows(self) -> SafeString:
        """The years as they stand in their list."""
        return SafeString(
            "\n".join(
                f'<li><span class="st-when">{year}</span> <span>{words}</span></li>'
                for year, words in self.years
            )
        )


def life_of(found: Iterable[Claim], entry: Entry, teller: Teller) -> Life | None:
    """Return the life line from what is dated of the entry itself, within its span.

    `teller` is that of the page, which remembers what the statements below it share.

    None for other kinds, and without two different years. Costs no query.
    """
    if entry.kind not in LIVES:
        return None
    first, last = span_years(entry.span)
    key = entry.pk
    dated: list[Dated] = []
    by_year: dict[int, dict[str, None]] = defaultdict(dict)
    for one in found:
        years = _years(one, key)
        if one.rank == Rank.DEPRECATED or not years or years[0] < first or years[-1] > last:
            continue
        said = teller.say(one)
        dated.append(Dated(years, said, is_doubtful(one)))
        until = f" (–{years[-1]})" if years[-1] > years[0] else ""
        by_year[years[0]][f'<a href="#s-{one.uid}">{escaped(said)}</a>{until}'] = None
    line = draw_life(dated)
    if line is None:
        return None
    return Life(line, [(year, "; ".join(texts)) for year, texts in sorted(by_year.items())])


def _look(doubtful: bool) -> str:
    return " rough" if doubtful else ""


def is_doubtful(claim: Claim) -> bool:
    """Tell whether a statement or its date is not certain."""
    if claim.certainty != Certainty.CERTAIN or claim.date is None:
        return True
    return _is_rough(claim.date)


@lru_cache(maxsize=8192)
def _is_rough(date: HistoricalDate) -> bool:
    return date.approximate or date.uncertain


@lru_cache(maxsize=8192)
def _years_of(date: HistoricalDate) -> Sequence[int]:
    """Return the years of a date; none for one too vague for a life line."""
    years = date.years()
    return years if years and years[-1] - years[0] <= LONGEST else ()


def span_years(span: HistoricalDate | None) -> tuple[float, float]:
    """Return the first and the last year of a life, as far as they are known."""
    first, last = float("-inf"), float("inf")
    years = span.years() if span is not None else ()
    if span is not None and years:
        first = years[0] if span.earliest is not None else first
        last = years[-1] if span.latest is not None else last
    return first, last


def _years(statement: Claim, entry: int) -> Sequence[int]:
    """Return the years of a statement of which the entry with this key is subject or object."""
    if statement.date is None or entry not in (statement.subject_id, statement.object_id):
        return ()
    return _years_of(statement.date)
