"""What an address asks for, in words: the same for the list and for every other view of a set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entries.languages import Shown
from search.facets import FACETS
from search.filters import ORDER

NARROWING: Final = frozenset(ORDER) - {"sort", "page", "from", "to"}

Labels = Mapping[str, Mapping[str, Shown]]
"""How to call the values of each facet."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was chosen, and the list without it."""

    label: Shown
    url: str


def errors_of(asked: Any) -> list[str]:
    """Return what is wrong with the parameters, each with the name of its field."""
    return [
        _("%(field)s: %(error)s") % {"field": asked.form.fields[name].label, "error": error}
        for name, errors in asked.form.errors.items()
        for error in errors
    ]


def count_filters(cleaned: dict[str, Any]) -> int:
    """Return how many things were chosen; a range of years is one."""
    count = 1 if cleaned.get("from") is not None or cleaned.get("to") is not None else 0
    for name in NARROWING:
        value = cleaned.get(name)
        count += len(value) if isinstance(value, tuple) else bool(value)
    return count


def is_indexable(cleaned: dict[str, Any]) -> bool:
    """Tell whether search engines may keep what was asked for.

    It may be narrowed by one filter. Words may not be among what was asked, for then anybody could
    make pages of ours with words of theirs.
    """
    return count_filters(cleaned) <= 1 and not cleaned.get("sort") and not cleaned.get("q")


def chips_of(asked: Any, labels: Labels, address: Callable[..., str]) -> list[Chip]:
    """Return what was chosen, each with the way back out of it.

    `address` gives the same view with some parameters changed; what has no label is left out.
    """
    cleaned = asked.form.cleaned_data
    chips = []
    if cleaned.get("q"):
        label = pgettext("what was searched for", "“%(text)s”") % {"text": cleaned["q"]}
        chips.append(Chip(_plain(label), address(q=None)))
    for facet in FACETS:
        chosen = cleaned.get(facet.code) or ()
        for param, shown in labels.get(facet.code, {}).items():
            if param in chosen:
                kept = [one for one in chosen if one != param]
                chips.append(Chip(shown, address(**{facet.code: kept})))
    if cleaned.get("well_evidenced"):
        chips.append(Chip(_plain(_("Well-evidenced only")), address(well_evidenced=None)))
    if years := _years_label(cleaned.get("from"), cleaned.get("to")):
        chips.append(Chip(_plain(years), address(from_=None, to=None)))
    return chips


def _years_label(first: int | None, last: int | None) -> str:
    """Return a range of years in words; either end may be open."""
    if first is None and last is None:
        return ""
    if last is None:
        return _("from %(year)s") % {"year": first}
    if first is None:
        return _("until %(year)s") % {"year": last}
    low, high = sorted((first, last))
    return str(low) if low == high else f"{low}–{high}"


def number_text(year: int | None) -> str:
    """Return a year for a box of the form."""
    return "" if year is None else str(year)


def _plain(text: str) -> Shown:
    return Shown(text, "", False)
