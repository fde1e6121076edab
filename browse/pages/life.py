"""The life line: what is dated of a person, a body or a serial, as a picture and year by year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeString

from browse.charts import Dated, LifeLine, draw_life
from browse.markup import escaped
from browse.pages.claims import Claim, End
from dates import HistoricalDate
from entries.choices import Certainty, Kind, Rank
from entries.languages import current_language, show
from entries.models import Entry, Property

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


def life_of(found: Iterable[Claim], entry: Entry) -> Life | None:
    """Return the life line from what is dated of the entry itself, within its span.

    None for other kinds, and without two different years. Costs no query.
    """
    if entry.kind not in LIVES:
        return None
    first, last = span_years(entry.span)
    words, key = _Words(entry), entry.pk
    dated: list[Dated] = []
    by_year: dict[int, dict[str, None]] = defaultdict(dict)
    for one in found:
        years = _years(one, key)
        if one.rank == Rank.DEPRECATED or not years or years[0] < first or years[-1] > last:
            continue
        label, short = words.of(one)
        dated.append(Dated(years, label, is_doubtful(one)))
        until = f" (–{years[-1]})" if years[-1] > years[0] else ""
        by_year[years[0]][f'<a href="#s-{one.uid}">{short}</a>{until}'] = None
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


class _Words:
    """A statement in a few words, as read from the entry; a page asks for hundreds."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry.pk
        self._language = current_language()
        self._labels: dict[tuple[int, bool], tuple[str, str]] = {}
        self._ends: dict[int, str] = {}

    def of(self, claim: Claim) -> tuple[str, str]:
        """Return the label of the property, and as HTML label and other end."""
        own = claim.subject_id == self._entry
        key = (claim.property.pk, own)
        if key not in self._labels:
            self._labels[key] = _label(claim.property, own=own)
        label, html = self._labels[key]
        end = (claim.object or claim.place) if own else claim.subject
        if own and claim.object is None and claim.value:
            return label, f"{html} {escaped(show(claim.value, self._language).text)}"
        return label, f"{html} {self._name(end)}" if end is not None else html

    def _name(self, end: End) -> str:
        if end.pk not in self._ends:
            self._ends[end.pk] = escaped(end.label_in(self._language).text or end.pid)
        return self._ends[end.pk]


def _label(one: Property, *, own: bool) -> tuple[str, str]:
    text = (one.forward if own else one.backward).text
    return text, escaped(text)


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
