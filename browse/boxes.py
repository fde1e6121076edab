"""The values of a facet as boxes to tick, each with a button that leaves it out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from browse.asked import without
from browse.markup import escaped, lang_mark
from entries.languages import current_language
from search.questions import NOT
from search.results import FacetCount, FacetResult
from writing import sort_key


@dataclass(frozen=True, slots=True)
class FacetBox:
    """One facet of the form: the values before “more” and those behind it."""

    code: str
    label: str | Promise
    first: SafeString
    rest: SafeString
    url: str
    """Where all values are, if there may be more than these."""

    @property
    def html(self) -> SafeString:
        """The facet as it stands in the form; a page has a dozen, like `draw_boxes`."""
        label = escaped(str(self.label))
        head = f'<fieldset class="facet"><legend>{label}</legend>\n{self.first}'
        if not self.rest:
            return SafeString(f"{head}</fieldset>\n")
        more, find = escaped(gettext("more")), escaped(gettext("Search"))
        all_values = escaped(gettext("%(filter)s: search all values") % {"filter": self.label})
        return SafeString(
            f'{head}<details class="rest" data-facet="{self.code}"><summary>{more}</summary>'
            f'<div class="rows">{self.rest}</div><p class="note"><a class="all-link"'
            f' href="{escaped(self.url)}" rel="nofollow" data-short="{find}…">{all_values}</a></p>'
            "</details></fieldset>\n"
        )


def make_box(facet: FacetResult, *, by_name: bool, address: Callable[[str], str]) -> FacetBox:
    """Return a facet with what is chosen or left out always before “more”.

    The most frequent values stand there too, `by_name` or not: else one would see the rare ones.
    `address` gives the page of a facet.
    """
    code, shown = facet.facet.code, facet.facet.shown
    first: list[FacetCount] = []
    rest: list[FacetCount] = []
    for place, value in enumerate(sorted(facet.values, key=lambda value: -value.count)):
        near = place < shown or value.selected or value.excluded
        (first if near else rest).append(value)
    if by_name:
        language = current_language()
        for values in (first, rest):
            values.sort(key=lambda value: sort_key(value.label.text, language))
    url = address(code) if rest else ""
    return FacetBox(code, facet.facet.label, draw_boxes(code, first), draw_boxes(code, rest), url)


def draw_boxes(code: str, values: Iterable[FacetCount]) -> SafeString:
    """Return the boxes of values. A template would take thrice as long over hundreds."""
    turned = escaped(pgettext("a filter turned round", "without {value}"))
    return SafeString("\n".join(_row(code, value, turned) for value in values))


def _row(code: str, value: FacetCount, turned: str) -> str:
    """Return one value: a box to tick and a button; of what is left out a box that is ticked."""
    if value.excluded and not value.selected:
        return _left_out(code, value)
    param, label = escaped(value.param), value.label
    checked = " checked" if value.selected else ""
    box = (
        f'<label><input type="checkbox" id="f-{code}-{param}" name="{code}" value="{param}"'
        f"{checked}><span{lang_mark(label)}>{escaped(label.text)}</span> "
        f'<span class="count">{value.count}</span></label>'
    )
    if value.excluded:
        return f'<div class="value">{box}</div>\n{_left_out(code, value)}'
    if value.selected:
        return f'<div class="value">{box}</div>'
    name = turned.replace("{value}", escaped(label.text))
    return (
        f'<div class="value">{box}<button class="not" id="n-{code}-{param}" name="{code}"'
        f' value="{NOT}{param}" aria-label="{name}" title="{name}">−</button></div>'
    )


def _left_out(code: str, value: FacetCount) -> str:
    """Return a value that is left out; who unticks it has it back."""
    param = escaped(value.param)
    return (
        f'<div class="value left-out"><label><input type="checkbox" id="n-{code}-{param}"'
        f' name="{code}" value="{NOT}{param}" checked><span>{without(value.label)}</span> '
        f'<span class="count">{value.count}</span></label></div>'
    )
