"""What an authority says beside what the archive has: what could be taken, and what is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dates import HistoricalDate
from entries.choices import NameType
from entries.languages import INTERFACE_LANGUAGES, current_language
from entries.models import Entry, Identifier, Property, Statement
from entries.schemes import SCHEMES
from exchange.authorities.found import Found, FoundDate, FoundName
from writing import fold

NAME, DATE, NUMBER = "name", "date", "number"
_CODES: Final = {"begin": ("born", "founded", "began"), "end": ("died", "dissolved", "ended")}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that the authority says."""

    key: str
    """Names it in a form: `name-3`."""
    said: str
    note: str = ""
    is_there: bool = False
    """Whether the archive has it, so that there is nothing to take."""
    holder: Entry | None = None
    """Another entry that has the identifier."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that an authority says, beside what the archive has."""

    names: list[Offer]
    dates: list[Offer]
    numbers: list[Offer]
    own_names: list[str]
    own_dates: list[str]
    own_numbers: list[Identifier]


def compare(entry: Entry, found: Found) -> Comparison:
    """Return what could be taken (six queries)."""
    names = list(entry.names.all())
    known = {(fold(one.text), one.language.split("-")[0]) for one in names}
    spelt = {fold(one.text) for one in names}
    boundaries = boundary_properties(entry.kind)
    claims = list(entry.statements.filter(property__boundary__in=("begin", "end")).with_ends())
    held = _held(found.identifiers)
    return Comparison(
        [
            Offer(
                f"{NAME}-{at}",
                one.text,
                one.language,
                (fold(one.text), one.language) in known
                or (not one.language and fold(one.text) in spelt),
            )
            for at, one in enumerate(found.names)
        ],
        [
            Offer(
                f"{DATE}-{at}",
                _say_date(one),
                str(boundaries[one.boundary].alone),
                _is_said(one, claims),
            )
            for at, one in enumerate(found.dates)
            if one.boundary in boundaries
        ],
        [_number(at, pair, held, entry) for at, pair in enumerate(found.identifiers)],
        [f"{one.text} ({one.language})" for one in names],
        [str(one) for one in claims],
        list(entry.identifiers.all()),
    )


def boundary_properties(kind: str) -> dict[str, Property]:
    """Return the properties that open and close the life of a kind of entry (one query)."""
    found: dict[str, Property] = {}
    rows = [one for one in Property.objects.exclude(boundary="") if one.admits(kind, None)]
    for one in sorted(rows, key=lambda one: (one.code not in _CODES[one.boundary], one.position)):
        found.setdefault(one.boundary, one)
    return found


def name_type(one: FoundName, entry: Entry) -> str:
    """Return the type a name gets: preferred where the archive has none in its language."""
    free = one.language in INTERFACE_LANGUAGES and one.language not in entry.labels
    return NameType.PREFERRED if one.preferred and free else NameType.VARIANT


def _say_date(one: FoundDate) -> str:
    date = HistoricalDate(one.edtf, one.calendar).format(current_language()) if one.edtf else ""  # type: ignore[arg-type]
    return ", ".join(filter(None, (date, one.place)))


def _is_said(one: FoundDate, claims: Sequence[Statement]) -> bool:
    """Tell whether the archive has the same day, in whichever calendar it is written."""
    if not one.edtf:
        return False
    date = HistoricalDate(one.edtf, one.calendar)  # type: ignore[arg-type]
    return any(
        claim.property.boundary == one.boundary
        and claim.date is not None
        and (claim.date.earliest, claim.date.latest) == (date.earliest, date.latest)
        for claim in claims
    )


def _held(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Entry]:
    values = [value for _scheme, value in pairs]
    rows = Identifier.objects.filter(value__in=values).select_related("entry")
    return {(one.scheme, one.value): one.entry for one in rows}


def _number(
    at: int, pair: tuple[str, str], held: dict[tuple[str, str], Entry], entry: Entry
) -> Offer:
    holder = held.get(pair)
    own = holder is not None and holder.pk == entry.pk
    label = SCHEMES[pair[0]].label
    return Offer(f"{NUMBER}-{at}", pair[1], label, own, None if own else holder)
