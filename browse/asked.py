"""What an address asks for, in words: the same for the list and for every other view of a set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from browse.markup import fill
from browse.words import in_words
from entries.languages import Shown, current_language
from search.facets import FACETS
from search.filters import ORDER
from search.limits import Limit, Stretch
from search.questions import NOT

NARROWING: Final = frozenset(ORDER) - {"sort", "page", "from", "to"}

Labels = Mapping[str, Mapping[str, Shown]]
"""How to call the values of each facet."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was chosen, and the list without it."""

    label: Shown
    url: str
    html: SafeString
    """The label, with what is in another language marked as such."""
    left_out: str = ""
    """What is left out, if that is what was chosen: the list without this has more."""


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

    It may be narrowed by one filter, to what has a value and not to what has it not, and to years
    but not to days. Words may not be among what was asked, for then anybody could make pages of
    ours with words of theirs.
    """
    if count_filters(cleaned) > 1 or cleaned.get("sort") or cleaned.get("q"):
        return False
    if not Stretch.between(cleaned.get("from"), cleaned.get("to")).of_years:
        return False
    return not any(one.startswith(NOT) for facet in FACETS for one in cleaned.get(facet.code) or ())


def asked_values(cleaned: dict[str, Any]) -> dict[str, list[str]]:
    """Return the values that are asked for or left out, by facet."""
    return {
        facet.code: [one.removeprefix(NOT) for one in values]
        for facet in FACETS
        if (values := cleaned.get(facet.code))
    }


def chips_of(asked: Any, labels: Labels, address: Callable[..., str]) -> list[Chip]:
    """Return what was chosen, each with the way back out of it.

    `address` gives the same view with some parameters changed; what has no label is left out.
    """
    cleaned = asked.form.cleaned_data
    chips = []
    if cleaned.get("q"):
        label = pgettext("what was searched for", "“%(text)s”") % {"text": cleaned["q"]}
        chips.append(_chip(label, address(q=None)))
    for facet in FACETS:
        chosen = cleaned.get(facet.code) or ()
        for param, shown in labels.get(facet.code, {}).items():
            for value in (param, NOT + param):
                if value in chosen:
                    url = address(**{facet.code: [one for one in chosen if one != value]})
                    chips.append(_value_chip(shown, url, excluded=value != param))
    if cleaned.get("well_evidenced"):
        chips.append(_chip(_("Well-evidenced only"), address(well_evidenced=None)))
    if years := stretch_label(Stretch.between(cleaned.get("from"), cleaned.get("to"))):
        chips.append(_chip(years, address(from_=None, to=None)))
    return chips


def without(label: Shown) -> SafeString:
    """Say that a value is left out."""
    return fill(pgettext("a filter turned round", "without {value}"), value=in_words(label))


def _value_chip(label: Shown, url: str, *, excluded: bool) -> Chip:
    """Return what is chosen, or left out, of a facet."""
    if not excluded:
        return Chip(label, url, in_words(label))
    text = pgettext("a filter turned round", "without {value}").format(value=label.text)
    return Chip(Shown(text, "", False), url, without(label), left_out=label.text)


def stretch_label(stretch: Stretch) -> str:
    """Return a stretch of time in words; either end may be open."""
    first, last = (
        _end_label(end, in_words=not stretch.of_years) for end in (stretch.first, stretch.last)
    )
    if not last:
        return _("from %(year)s") % {"year": first} if first else ""
    if not first:
        return _("until %(year)s") % {"year": last}
    between = "–" if stretch.of_years else " – "
    return first if first == last else f"{first}{between}{last}"


def _end_label(end: Limit | None, *, in_words: bool) -> str:
    """Return an end as its number, or as the language says dates."""
    if end is None:
        return ""
    return end.date.format(current_language(), "short") if in_words else str(end)


def end_text(end: Limit | None) -> str:
    """Return an end of a stretch of time for a box of the form."""
    return "" if end is None else str(end)


def _chip(text: str, url: str) -> Chip:
    """Return what was chosen besides facets."""
    return Chip(Shown(text, "", False), url, fill("{}", text))
