"""What the first page of the desk shows: every list with its count, and the first of some."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from corrections.models import Correction
from desk.models import Pair
from desk.worklists.asking import MOST_COUNTED, count_rows
from desk.worklists.inspecting import catch_up
from desk.worklists.lists import DUPLICATES, LISTS, SECTIONS, lists_for, rows_for
from entries import rights
from entries.models import Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrOrPromise

SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One list."""

    code: str
    label: "_StrOrPromise"
    help: "_StrOrPromise"
    address: str
    count: int
    """At most one more than is counted."""

    @property
    def is_large(self) -> bool:
        """Whether there are more than are counted."""
        return self.count > MOST_COUNTED


@dataclass(frozen=True, slots=True)
class Section:
    """The lists of one sort."""

    code: str
    heading: "_StrOrPromise"
    lines: list[Line]


def build_home(user: "User") -> dict[str, Any]:
    """Return the lists by section, and the first entries of those that wait for somebody.

    A query for each list, of which none looks at more rows than are counted, and eight others,
    whatever the size of the archive.
    """
    kinds = rights.viewable_kinds(user)
    left = catch_up()
    sections = [
        Section(code, heading, list(_lines(code, user, kinds)))
        for code, heading in SECTIONS.items()
    ]
    latest = Entry.objects.filter(kind__in=kinds).order_by("-changed_at", "-pk")
    returned = _first("returned", user, kinds)
    return {
        "sections": sections,
        "left": left,
        "most": MOST_COUNTED,
        "waiting": _first("waiting", user, kinds),
        "mine": _first("mine", user, kinds),
        "returned": returned,
        "latest": latest[:SHOWN],
        "may_see": True,
        "may_review": rights.may_review(user),
    }


def _first(code: str, user: "User", kinds: Sequence[str]) -> list[Entry]:
    """Return the first entries of a list that consists of them."""
    return list(rows_for(LISTS[code], user, kinds).order_by("pk")[:SHOWN])


def _lines(section: str, user: "User", kinds: Sequence[str]) -> Iterator[Line]:
    if section == "mend":
        pairs = Pair.objects.filter(kind__in=kinds, dismissed_at=None)
        yield Line(
            DUPLICATES,
            _("Possible duplicates"),
            _("Two entries that may be the same, the likeliest first."),
            reverse("desk:duplicates"),
            count_rows(pairs),
        )
    for one in lists_for(user):
        if one.section == section:
            count = count_rows(rows_for(one, user, kinds))
            address = reverse("desk:work", args=[one.code])
            yield Line(one.code, one.label, one.help, address, count)
    if section == "queue" and rights.may_review(user):
        yield Line(
            "corrections",
            _("Corrections by readers"),
            _("What readers found wrong or missing."),
            reverse("admin:corrections_correction_changelist"),
            count_rows(Correction.objects.open()),
        )
