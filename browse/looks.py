"""What the list adds to an address: in which order the values of filters stand, and its look.

Both come after the parameters that say what is asked for, and every link of the list keeps them.
"""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entries.paths import path_of
from search.filters import ORDER, EntryFilter
from search.query import SearchQuery

BY_NAME: Final = "name"
COMPACT: Final = "compact"
FACET_ORDERS: Final[dict[str, Promise]] = {
    "": pgettext_lazy("order of values", "number of entries"),
    BY_NAME: pgettext_lazy("order of values", "name"),
}
LOOKS: Final[dict[str, Promise]] = {
    "": pgettext_lazy("look of the list", "Full"),
    COMPACT: pgettext_lazy("look of the list", "Compact"),
    "cards": pgettext_lazy("look of the list", "Cards"),
}


class LookForm(forms.Form):
    """The parameters of the list's own."""

    facets = forms.ChoiceField(
        choices=list(FACET_ORDERS.items()), required=False, label=_("Order of values")
    )
    look = forms.ChoiceField(choices=list(LOOKS.items()), required=False, label=_("Look"))


class ListQuestion:
    """What an address asks of the list, and how the list is to look."""

    form_class: type[forms.Form] = LookForm
    view = "browse:browse"

    def __init__(self, params: QueryDict) -> None:
        """Read the parameters; a value that cannot be is an error to be shown, and left out."""
        self.filter: Any = EntryFilter(params, queryset=SearchQuery())
        self.query: SearchQuery = self.filter.qs
        self.cleaned: dict[str, Any] = self.filter.form.cleaned_data
        self.form = self.form_class(params)
        self.form.is_valid()
        self.own: dict[str, str] = {
            name: str(value)
            for name in self.form.fields
            if (value := self.form.cleaned_data.get(name)) not in (None, "")
        }

    @property
    def facet_order(self) -> str:
        """The order of the values of filters, a key of `FACET_ORDERS`."""
        return self.own.get("facets", "")

    @property
    def by_name(self) -> bool:
        """Whether values of filters stand in the order of their names."""
        return self.facet_order == BY_NAME

    @property
    def look(self) -> str:
        """The look of the list, a key of `LOOKS`."""
        return self.own.get("look", "")

    def address(self, **changes: Any) -> str:
        """Return the path of the list with some parameters changed, in canonical order."""
        return join_address(path_of("browse:browse"), self.parameters(**changes))

    def parameters(self, **changes: Any) -> str:
        """Return the parameters of such an address."""
        shared = {name: value for name, value in changes.items() if name.rstrip("_") in ORDER}
        own = {**self.own, **{name: one for name, one in changes.items() if name not in shared}}
        kept = [(name, own[name]) for name in LookForm.base_fields if own.get(name)]
        parts = [self.filter.canonical_query(**shared), urlencode(kept) if kept else ""]
        return "&".join(part for part in parts if part)


def join_address(path: str, query: str) -> str:
    """Return a path with its parameters, if there are any."""
    return f"{path}?{query}" if query else path
