"""A list of work as an address asks for it: narrowed, a page of it, and the way through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from desk.flow.actions import colleagues
from desk.worklists.lists import LISTS, WorkList, rows_for
from entries import rights
from entries.admin.search import matching_keys
from entries.admin.walking import PARAMETER, Walk
from entries.choices import Kind
from entries.models import Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

PER_PAGE: Final = 50
MOST_COUNTED: Final = 1_000
"""What is more is not counted on."""
MOST_USERS: Final = 500


class NarrowForm(forms.Form):
    """What a list is narrowed to. An address with nonsense in it narrows nothing."""

    q = forms.CharField(label=_("Name"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    who = forms.ChoiceField(
        label=_("Who"),
        required=False,
        help_text=_("Began it, changed it last, or has it in hand."),
    )

    def __init__(self, data: QueryDict, kinds: Sequence[str]) -> None:
        """Read an address; offer the kinds that the user may look at."""
        super().__init__(data)
        fields: Any = self.fields
        offered = [(one, Kind(one).label) for one in kinds]
        fields["kind"].choices = [("", _("all")), *offered]
        names = colleagues().values_list("username", flat=True)[:MOST_USERS]
        fields["who"].choices = [("", _("all")), *((one, one) for one in names)]

    @property
    def given(self) -> dict[str, str]:
        """What narrows the list, as far as it makes sense."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True, slots=True)
class Asked:
    """A list, for somebody, narrowed."""

    worklist: WorkList
    user: User
    form: NarrowForm
    rows: QuerySet[Any]

    @property
    def address(self) -> str:
        """The address of the list as it is narrowed: for sharing."""
        path = reverse("desk:work", args=[self.worklist.code])
        query = urlencode(self.form.given)
        return f"{path}?{query}" if query else path

    def form_address(self, key: int) -> str:
        """Return the address of an entry's form that keeps to the list."""
        query = urlencode({PARAMETER: self.worklist.code, **self.form.given})
        return f"{reverse('admin:entries_entry_change', args=[key])}?{query}"

    def count(self) -> int:
        """Return how many entries are in the list, at most one more than `MOST_COUNTED`."""
        return count_rows(self.rows)

    def stretch(self, after: int | None, before: int | None) -> "Stretch":
        """Return a page of keys, from the beginning or from either side of a key (one query)."""
        key = self.worklist.key
        if before is not None:
            rows = self.rows.filter(**{f"{key}__lt": before}).order_by(f"-{key}")
            keys = list(rows.values_list(key, flat=True)[: PER_PAGE + 1])
            shown = keys[:PER_PAGE][::-1]
            return Stretch(shown, len(keys) > PER_PAGE, bool(shown))
        rows = self.rows if after is None else self.rows.filter(**{f"{key}__gt": after})
        keys = list(rows.order_by(key).values_list(key, flat=True)[: PER_PAGE + 1])
        return Stretch(keys[:PER_PAGE], after is not None, len(keys) > PER_PAGE)

    def walk(self, entry: Entry) -> Walk:
        """Return the way from an entry, whether or not it still is in the list (two queries)."""
        key = self.worklist.key
        later = self.rows.filter(**{f"{key}__gt": entry.pk}).order_by(key)
        earlier = self.rows.filter(**{f"{key}__lt": entry.pk}).order_by(f"-{key}")
        ends = [rows.values_list(key, flat=True).first() for rows in (earlier, later)]
        addresses = [self.form_address(one) if one is not None else "" for one in ends]
        return Walk(str(self.worklist.label), self.address, *addresses)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The keys of a page, and whether there are pages on either side."""

    keys: list[int]
    has_earlier: bool
    has_later: bool


def count_rows(rows: QuerySet[Any]) -> int:
    """Return how many rows there are, at most one more than `MOST_COUNTED` (one query)."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def ask(code: str, user: "User | AnonymousUser", data: QueryDict) -> Asked | None:
    """Return the list as it is asked for; None if there is none of that name for this user."""
    worklist = LISTS.get(code)
    if worklist is None or not isinstance(user, User) or not worklist.allowed(user):
        return None
    kinds = rights.viewable_kinds(user)
    form = NarrowForm(data, kinds)
    rows = narrow(rows_for(worklist, user, kinds), worklist, form.given)
    return Asked(worklist, user, form, rows)


def narrow(rows: QuerySet[Any], worklist: WorkList, given: dict[str, str]) -> QuerySet[Any]:
    """Return the rows of entries that are wanted (two queries for the search)."""
    path = worklist.path
    if "kind" in given:
        rows = rows.filter(**{worklist.kind: given["kind"]})
    if "who" in given:
        ends = ("created_by", "changed_by", "assignment__person")
        who = Q()
        for end in ends:
            who |= Q(**{f"{path}{end}__username": given["who"]})
        rows = rows.filter(who)
    if "q" in given:
        keys = matching_keys(given["q"], [given["kind"]] if "kind" in given else [])
        rows = rows.filter(**{f"{path}pk__in": keys})
    return rows


def find_walk(request: HttpRequest, entry: Entry) -> Walk | None:
    """Return the way through the list that the address of a form names."""
    asked = ask(request.GET.get(PARAMETER, ""), request.user, request.GET)
    return asked.walk(entry) if asked is not None else None
