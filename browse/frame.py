"""What timeline, map and network share: the same question as the list, and ways between them.

Each view has an address of its own with the parameters of the list and, after them, its own. Those
of the list come first and in their one order, so that a view can be left for another with the
question kept. How the list is sorted and how it looks says nothing about a picture, but is carried
along for whoever goes back.
"""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from browse.asked import Chip, asked_values, chips_of, end_text, errors_of, is_indexable
from browse.looks import ListQuestion, LookForm, join_address
from browse.reading import Said, say_reading
from entries.paths import path_of
from search.facets import label_params
from search.filters import ORDER, EntryFilter
from search.query import SearchQuery
from search.resultset import ResultSet

VIEWS: Final[dict[str, Promise]] = {
    "browse": gettext_lazy("List"),
    "timeline": gettext_lazy("Timeline"),
    "map": gettext_lazy("Map"),
    "network": gettext_lazy("Network"),
}
"""The views of a result set by the name of their address."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the same result set."""

    label: str | Promise
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the picture of a view."""

    total: int
    errors: list[str]
    chips: list[Chip]
    tabs: list[Tab]
    kept: list[tuple[str, str]]
    """Parameters that a form for the rest has to carry along."""
    path: str
    query: str
    from_text: str
    to_text: str
    reading: Said
    near: bool
    list_url: str
    canonical: str
    indexable: bool


class Ask:
    """The question of an address for one of the views, and the result set that it means.

    `own` holds the valid values of the view's own parameters, in their order. A value that cannot
    be is an error to be shown, and left out.
    """

    def __init__(self, params: QueryDict, view: str, form: type[forms.Form]) -> None:
        """Read the parameters (queries: those of a `ResultSet`)."""
        self.view = view
        self.text = params.get("q", "")
        self.filter: Any = EntryFilter(params, queryset=SearchQuery())
        self.found = ResultSet(self.filter.qs)
        self._form, self._looks = form(params), LookForm(params)
        self.own: dict[str, Any] = _valid(self._form)
        self._carried = _valid(self._looks)

    def address(self, **changes: Any) -> str:
        """Return this view with some parameters changed, its own or those of the list."""
        return self._address(self.view, self.own, changes)

    def asked_anew(self, **changes: Any) -> str:
        """Return this view of another question: what only fits the old picture is left out."""
        lasting = {name: value for name, value in self.own.items() if name in {"year", "property"}}
        return self._address(self.view, lasting, changes)

    def other_view(self, view: str, **changes: Any) -> str:
        """Return another view of the same result set."""
        return self._address(view, {}, changes)

    def bare(self, **changes: Any) -> str:
        """Return this view without what only says how the list is sorted and looks."""
        return self._address(self.view, self.own, {**changes, "sort": None}, {})

    def frame(self) -> Frame:
        """Return what stands around the picture: three queries for labels of what is chosen."""
        cleaned = self.filter.form.cleaned_data
        asked = asked_values(cleaned)
        labels = label_params(asked) if asked else {}
        return Frame(
            total=self.found.count(),
            errors=errors_of(self.filter)
            + errors_of_form(self._looks)
            + errors_of_form(self._form),
            chips=chips_of(self.filter, labels, self.asked_anew),
            tabs=[
                Tab(label, self.other_view(view), view == self.view)
                for view, label in VIEWS.items()
            ],
            kept=self._kept(),
            path=path_of(f"browse:{self.view}"),
            query=str(cleaned.get("q") or ""),
            from_text=end_text(cleaned.get("from")),
            to_text=end_text(cleaned.get("to")),
            reading=say_reading(self.text),
            near=self.found.near,
            list_url=self.other_view("browse"),
            canonical=self.bare(),
            indexable=is_indexable(cleaned)
            and not self.own
            and not self._carried
            and not self.filter.form.errors,
        )

    def _kept(self) -> list[tuple[str, str]]:
        """Return facets that are chosen, and what is carried, as the hidden fields of a form."""
        query = QueryDict(self.filter.canonical_query(q=None, from_=None, to=None))
        pairs = [(name, value) for name, values in query.lists() for value in values]
        return [*pairs, *self._carried.items()]

    def _address(
        self,
        view: str,
        own: dict[str, Any],
        changes: dict[str, Any],
        carried: dict[str, Any] | None = None,
    ) -> str:
        shared = {name: value for name, value in changes.items() if name.rstrip("_") in ORDER}
        mine = {**own, **{name: one for name, one in changes.items() if name not in shared}}
        carried = self._carried if carried is None else carried
        parts = [self.filter.canonical_query(**shared), urlencode(carried)]
        ordered = sorted(mine, key=lambda name: [*self._form.fields, name].index(name))
        parts.append(
            urlencode([(name, mine[name]) for name in ordered if mine[name] not in (None, "")])
        )
        query = "&".join(part for part in parts if part)
        return join_address(path_of(f"browse:{view}"), query)


def tabs_of(question: ListQuestion) -> list[Tab]:
    """Return the views of what is asked of the list, for the list itself."""
    query = question.parameters(page=None)
    return [
        Tab(label, join_address(path_of(f"browse:{name}"), query), name == "browse")
        for name, label in VIEWS.items()
    ]


def _valid(form: forms.Form) -> dict[str, Any]:
    """Return the valid values of a form, without those that say nothing."""
    form.is_valid()
    return {
        name: value
        for name in form.fields
        if (value := form.cleaned_data.get(name)) not in (None, "")
    }


def errors_of_form(form: forms.Form) -> list[str]:
    """Return what is wrong with a view's own parameters, each with the name of its field."""
    return [
        _("%(field)s: %(error)s") % {"field": form.fields[name].label or name, "error": error}
        for name, errors in form.errors.items()
        for error in errors
    ]
