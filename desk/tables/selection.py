"""Which entries are meant: those with these identifiers, or all that a list of the admin shows.

Both stand in an address: `pid=…&pid=…`, or `in=person` and the filters of that list.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict

from entries import rights
from entries.admin.labels import model_of
from entries.models import Entry

WHERE, WHICH, MANY = "in", "pid", "all"
MOST_NAMED: Final = 500
OWN: Final = (WHERE, WHICH, MANY, "format", "csrfmiddlewaretoken")
"""Parameters that are no filters of a list."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Some entries, and the address they came from."""

    entries: "QuerySet[Any]"
    kind: str
    """The kind of all of them; nothing if they may be of several."""
    query: str
    """What selects them, as it stands in an address."""
    is_all: bool
    """Whether it is everything that the user may look at."""


def read_selection(request: HttpRequest, given: QueryDict) -> Selection:
    """Return what is selected.

    Raises PermissionDenied for a kind that is not the user's to see, Http404 for filters that the
    list does not know.
    """
    kinds = rights.viewable_kinds(request.user)
    pids = given.getlist(WHICH)[:MOST_NAMED]
    where = given.get(WHERE, "")
    seen = Entry.objects.filter(kind__in=kinds)
    if pids:
        query: QueryDict = QueryDict(mutable=True)
        query.setlist(WHICH, pids)
        found = seen.filter(pid__in=pids)
        some = set(found.values_list("kind", flat=True))
        return Selection(found, some.pop() if len(some) == 1 else "", query.urlencode(), False)
    if not where:
        return Selection(seen, "", "", True)
    model = Entry if where == "entry" else model_of(where)
    if model is None or (model is not Entry and where not in kinds):
        raise PermissionDenied
    filters = given.copy()
    for name in OWN:
        filters.pop(name, None)
    listed = seen.filter(pk__in=_listed(request, model, filters))
    address = filters.copy()
    address[WHERE] = where
    return Selection(listed, "" if model is Entry else where, address.urlencode(), not filters)


def _listed(request: HttpRequest, model: type[Entry], filters: QueryDict) -> Any:
    """Return the keys of all entries that the list of a model shows with these filters."""
    asked = HttpRequest()
    asked.method, asked.META = "GET", request.META
    asked.GET = filters  # type: ignore[assignment]
    asked.user, asked.session = request.user, request.session
    model_admin: Any = admin.site.get_model_admin(model)
    try:
        shown = model_admin.get_changelist_instance(asked).get_queryset(asked)
    except IncorrectLookupParameters as error:
        raise Http404 from error
    return shown.order_by().values("pk")
