"""The page of one filter: all its values, searched by name, to choose from."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from browse.asked import Chip, asked_values, chips_of, errors_of
from browse.boxes import draw_boxes
from browse.frame import Tab, errors_of_form
from browse.looks import FACET_ORDERS, ListQuestion, LookForm, join_address
from browse.paging import Paging, make_paging
from entries.paths import path_of
from search.facets import label_params
from search.filters import CalmCharField
from search.questions import NOT
from search.values import MAX_PAGES, list_values

MAX_FIND: Final = 100


class ValuesForm(LookForm):
    """The parameters of the page of a filter: those of the list, and its own."""

    find = CalmCharField(max_length=MAX_FIND, required=False, label=_("Search in this filter"))
    part = forms.IntegerField(min_value=1, max_value=MAX_PAGES, required=False, label=_("Page"))


class ValuesQuestion(ListQuestion):
    """What an address asks of the values of one filter."""

    form_class = ValuesForm

    def values_address(self, code: str, **changes: Any) -> str:
        """Return the path of the page of a filter, its first part unless it is changed."""
        own = {**self.own, "part": None, **changes}
        query = self.parameters(page=None, facets=own.get("facets"))
        mine = urlencode([(name, own[name]) for name in ("find", "part") if own.get(name)])
        return join_address(_path(code), "&".join(part for part in (query, mine) if part))


@dataclass(frozen=True, slots=True)
class FacetPage:
    """All that the template is given."""

    code: str
    label: str | Promise
    errors: list[str]
    chips: list[Chip]
    orders: list[Tab]
    find: str
    path: str
    list_path: str
    list_url: str
    kept: list[tuple[str, str]]
    """Parameters that a search among the values carries along."""
    chosen: list[tuple[str, str]]
    """Parameters that choosing carries along: not the values that can be ticked here."""
    total: int
    boxes: SafeString
    paging: Paging
    canonical: str


def facet_url(question: ListQuestion, code: str) -> str:
    """Return the path of the page of a filter for the question of a list."""
    return join_address(_path(code), question.parameters(page=None))


def _path(code: str) -> str:
    return path_of("browse:facet", code)


def build_facet(params: QueryDict, code: str) -> FacetPage:
    """Return the page of the filter `code`: a fixed number of queries whatever is found."""
    question = ValuesQuestion(params)
    find = question.own.get("find", "").strip()
    page = list_values(
        question.query,
        code,
        find,
        by_name=question.by_name,
        number=int(question.own.get("part", 1)),
    )
    asked = asked_values(question.cleaned)
    kept = _pairs(question.parameters(page=None))
    here = {value.param for value in page.values}
    return FacetPage(
        code=code,
        label=page.facet.label,
        errors=errors_of(question.filter) + errors_of_form(question.form),
        chips=chips_of(question.filter, label_params(asked) if asked else {}, question.address),
        orders=[
            Tab(
                label,
                question.values_address(code, facets=order),
                order == question.facet_order,
            )
            for order, label in FACET_ORDERS.items()
        ],
        find=find,
        path=_path(code),
        list_path=path_of("browse:browse"),
        list_url=question.address(),
        kept=kept,
        chosen=[
            (name, value)
            for name, value in kept
            if name != code or value.removeprefix(NOT) not in here
        ],
        total=page.total,
        boxes=draw_boxes(code, page.values),
        paging=make_paging(
            page.number, page.pages, lambda number: question.values_address(code, part=number)
        ),
        canonical=question.values_address(code, part=page.number if page.number > 1 else None),
    )


def _pairs(query: str) -> list[tuple[str, str]]:
    """Return parameters as the hidden fields of a form."""
    return [(name, value) for name, values in QueryDict(query).lists() for value in values]
