"""The parameters of an address: parsed, checked and written again in one order.

Pages and the API share this one `FilterSet`. Its queryset is a `SearchQuery`.
"""

from collections.abc import Mapping
from copy import copy
from functools import cached_property
from typing import Any, Final, Self

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from entries.languages import current_language
from search.facets import FACETS, Facet
from search.known import find_known
from search.limits import Limit, read_limit
from search.parse import MAX_LENGTH
from search.query import MAX_PAGES, SORTS, SearchQuery
from search.questions import NOT

MAX_VALUES: Final = 20

SORT_LABELS: Final = {
    "relevance": _("relevance"),
    "name": _("name"),
    "date": _("earliest first"),
    "-date": _("latest first"),
    "changed": _("recently changed"),
}


class ValuesField(forms.Field):
    """Any number of values of a facet, whether or not there are such (see `QuestionForm`).

    `NOT` before a value leaves out what has it.
    """

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Return the values as they stand in the address, each once."""
        return tuple(dict.fromkeys(str(one)[:60] for one in value or () if one not in ("", NOT)))

    def validate(self, value: tuple[str, ...]) -> None:
        """Raise ValidationError for more values than anybody chooses."""
        if len(value) > MAX_VALUES:
            raise ValidationError(_("Choose at most 20 values of one filter."), code="too_many")
        if any("\0" in one for one in value):
            raise ValidationError(_("This value cannot be used."), code="invalid")


class _Shared:
    """A filter of which a filter set takes a bare copy.

    A filter set copies its filters with all that they hold, for each request anew, which takes
    longer than to search. What ours hold is never changed.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return another filter that holds the same."""
        return copy(self)


class FacetFilter(_Shared, django_filters.Filter):
    """Applies the values of one facet."""

    field_class = ValuesField

    def __init__(self, facet: Facet) -> None:
        """Filter by `facet`."""
        self.facet = facet
        super().__init__(field_name=facet.code, label=facet.label)

    def filter(self, qs: SearchQuery, value: tuple[str, ...]) -> SearchQuery:
        """Return the query with the values asked for."""
        chosen = [one for one in value if not one.startswith(NOT)]
        left_out = [one.removeprefix(NOT) for one in value if one.startswith(NOT)]
        if chosen:
            qs = qs.where(self.facet.code, chosen)
        return qs.without(self.facet.code, left_out) if left_out else qs


class CalmCharField(forms.CharField):
    """A text of bounded length; what is too long is an error, what cannot be searched is cut."""

    def to_python(self, value: Any) -> str:
        """Return the text without signs that no database takes."""
        return str(super().to_python(str(value or "").replace("\0", " ")) or "")


class _QuestionField(CalmCharField):
    """What was typed to search for: of what is too long, the beginning."""

    def to_python(self, value: Any) -> str:
        """Return no more than is read."""
        return super().to_python(value)[:MAX_LENGTH].strip()


class LimitField(forms.Field):
    """A year, a month or a day, in figures or in words."""

    def to_python(self, value: Any) -> Limit | None:
        """Return it; raises ValidationError for what is none."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return read_limit(text, current_language())
        except ValueError as error:
            hint = _("Give a year (1905), a month (1905-10) or a day (1905-10-13).")
            raise ValidationError(hint, code="invalid") from error


class _LimitFilter(_Shared, django_filters.Filter):
    """One end of a stretch of time; applied together with the other."""

    field_class = LimitField

    def filter(self, qs: SearchQuery, value: Limit | None) -> SearchQuery:
        """Leave the query alone."""
        return qs


class _TextFilter(_Shared, django_filters.Filter):
    """The typed text."""

    field_class = _QuestionField

    def filter(self, qs: SearchQuery, value: str) -> SearchQuery:
        """Return the query with the text asked for."""
        return qs.matching(value) if value else qs


class _SortFilter(_Shared, django_filters.ChoiceFilter):
    """The order of the list."""

    def filter(self, qs: SearchQuery, value: str) -> SearchQuery:
        """Return the query in this order."""
        return qs.sorted_by(value) if value else qs


class _PageFilter(_Shared, django_filters.Filter):
    """The number of the page."""

    field_class = forms.IntegerField

    def filter(self, qs: SearchQuery, value: int | None) -> SearchQuery:
        """Return the query for this page."""
        return qs.page(value) if value else qs


class _Switch(forms.CheckboxInput):
    """A box to tick, which an address may also leave empty in so many words."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        """Return whether it is ticked: 0, false and nothing mean that it is not."""
        return data.get(name, "").strip().casefold() not in {"", "0", "false"}


class _EvidencedFilter(_Shared, django_filters.Filter):
    """Only what is well evidenced: every statement cited."""

    field_class = forms.BooleanField

    def filter(self, qs: SearchQuery, value: bool) -> SearchQuery:
        """Return the query limited to well-evidenced entries."""
        return qs.where("evidence", ("cited",)) if value else qs


_FACET_FILTERS: Final = {facet.code: FacetFilter(facet) for facet in FACETS}


class QuestionForm(forms.Form):
    """The form of all parameters: a value of a facet that is not there is left out, and named.

    A value that was merged becomes its survivor.
    """

    pks: Mapping[str, int] = {}
    """The keys of the entries among the values, by pid; there once the form is checked."""

    def clean(self) -> dict[str, Any]:
        """Look the values of facets up, all together (see `find_known` for what it costs)."""
        cleaned = super().clean() or {}
        asked = {code: cleaned[code] for code in _FACET_FILTERS if cleaned.get(code)}
        if not asked:
            return cleaned
        known = find_known(asked)
        for code, values in known.unknown.items():
            for value in values:
                error = _("There is no “%(value)s”.")
                self.add_error(code, ValidationError(error, "unknown", {"value": value}))
        self.pks = known.pks
        # An error takes all values of its field along; those that there are, are asked for.
        return {**cleaned, **known.values}


class EntryFilter(django_filters.FilterSet):
    """Everything one may ask of the archive in an address.

    Unknown parameters are ignored; a value that cannot be is an error of the form, and the query
    then leaves that parameter out, or of several values that one.
    """

    class Meta:
        """What django-filter builds the form on."""

        form = QuestionForm

    q = _TextFilter(label=_("Search"))
    well_evidenced = _EvidencedFilter(widget=_Switch, label=_("Well-evidenced only"))
    sort = _SortFilter(choices=list(SORT_LABELS.items()), label=_("Sort"))
    page = _PageFilter(min_value=1, max_value=MAX_PAGES, label=_("Page"))
    locals().update(_FACET_FILTERS)
    locals()["from"] = _LimitFilter(label=_("From"))
    to = _LimitFilter(label=_("To"))

    def filter_queryset(self, queryset: Any) -> Any:
        """Apply what is valid, then the two ends of the time together."""
        query: SearchQuery = queryset.knowing(self.form.pks)
        for name, value in self.form.cleaned_data.items():
            query = self.filters[name].filter(query, value)
        cleaned = self.form.cleaned_data
        return query.between(cleaned.get("from"), cleaned.get("to"))

    @property
    def qs(self) -> Any:
        """The query with every parameter that is valid."""
        if not hasattr(self, "_qs"):
            self.form.is_valid()
            self._qs = self.filter_queryset(self.queryset.all())
        return self._qs

    def canonical_query(self, **changes: Any) -> str:
        """Return the parameters in their one order, with some changed (None removes one).

        Any change but of the page leads to the first page.
        """
        parts = {**self._encoded, **({"page": ""} if "page" not in changes else {})}
        for name, value in changes.items():
            listed = value if isinstance(value, list | tuple) else [value]
            texts = [str(one) for one in listed if one not in (None, "")]
            parts[name.rstrip("_")] = _encode(name.rstrip("_"), texts)
        return "&".join(part for name in ORDER if (part := parts.get(name)))

    @cached_property
    def _encoded(self) -> dict[str, str]:
        """Return the valid parameters as they stand in an address, empty where they say nothing.

        A page writes them again for each of its dozens of links, all but one of them the same.
        """
        self.form.is_valid()
        cleaned = self.form.cleaned_data
        values = {name: _texts(cleaned.get(name)) for name in ORDER}
        if values["page"] == ["1"]:
            values["page"] = []
        return {name: _encode(name, texts) for name, texts in values.items()}


def _encode(name: str, texts: list[str]) -> str:
    """Return values of one parameter as they stand in an address."""
    return urlencode([(name, text) for text in texts]) if texts else ""


def _texts(value: Any) -> list[str]:
    """Return a cleaned value as texts of an address."""
    if value is None or value in ("", False):
        return []
    if isinstance(value, tuple):
        return sorted(value)
    return ["1"] if value is True else [str(value)]


ORDER: Final = ("q", *_FACET_FILTERS, "well_evidenced", "from", "to", "sort", "page")
"""The canonical order of parameters."""


def query_of(params: QueryDict) -> SearchQuery:
    """Return what the parameters of an address ask for."""
    found: SearchQuery = EntryFilter(params, queryset=SearchQuery()).qs
    return found


__all__ = ["ORDER", "SORTS", "EntryFilter", "query_of"]
