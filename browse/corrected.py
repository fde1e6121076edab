"""What readers put right: the corrections that the editors accepted, for everybody to see.

Shown are the day, the entry under the name that it has now, the statement that was meant as it now
reads, and who wished to be named. What readers wrote, and what they were answered at an address of
their own, is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import conditional_page, require_safe

from browse.addresses import entry_url
from browse.pages.sentences import Teller
from browse.paging import make_paging
from corrections.models import Correction
from entries.models import Entry, Statement
from interop.keeping import kept

PER_PAGE: Final = 25
NEWEST: Final = 3
"""So many entries stand on other pages, before the way to all."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """One accepted correction."""

    at: datetime | None
    """When the editors accepted it."""
    entry: Entry
    """The entry that it was about, or what that was merged into."""
    statement: Statement | None
    """The statement that it was about, if that is still public and held."""
    credit: str
    """The reader, if they wished to be named."""

    @property
    def address(self) -> str:
        """The page of the entry."""
        return entry_url(self.entry)

    @property
    def place(self) -> str:
        """The place of the statement on that page."""
        uid = self.statement.uid if self.statement is not None else ""
        return f"{self.address}?statement={uid}#s-{uid}" if uid else self.address

    @property
    def sentence(self) -> SafeString:
        """The statement in words; empty for the entry as a whole."""
        return Teller(self.entry.pk).tell(self.statement) if self.statement else SafeString("")


@require_safe
@conditional_page
@kept()
def corrected(request: HttpRequest) -> HttpResponse:
    """Answer with the accepted corrections, the latest first: `?page=…` for earlier ones.

    A number that is none means the first page, one beyond the end the last. Four queries. Kept,
    for every saved correction is in the change log.
    """
    page = Paginator(Correction.objects.told(), PER_PAGE).get_page(request.GET.get("page"))
    own = reverse("browse:corrections")
    paging = make_paging(
        page.number,
        page.paginator.num_pages,
        lambda number: f"{own}?page={number}" if number else own,
    )
    context = {
        "rows": _rows(page.object_list),
        "paging": paging,
        "canonical": own,
        "noindex": page.number > 1,
    }
    return render(request, "browse/corrections.html", context)


def newest_corrected() -> list[Corrected]:
    """Return the newest of the first page, an entry once, without statements (one query)."""
    rows = [_row(one, {}) for one in Correction.objects.told()[:PER_PAGE]]
    newest: dict[int, Corrected] = {}
    for row in rows:
        newest.setdefault(row.entry.pk, row)
    return list(newest.values())[:NEWEST]


def _rows(found: Iterable[Correction]) -> list[Corrected]:
    """Return the lines of a page (two queries)."""
    corrections = list(found)
    uids = {one.statement for one in corrections} - {""}
    statements = Statement.objects.public().standing().with_ends().filter(uid__in=uids)
    by_uid = {one.uid: one for one in statements}
    return [_row(one, by_uid) for one in corrections]


def _row(correction: Correction, statements: dict[str, Statement]) -> Corrected:
    """Return the line of a correction, with its statement if that is still about the entry."""
    entry = correction.entry.merged_into or correction.entry
    found = statements.get(correction.statement)
    ends = {found.subject_id, found.object_id, found.place_id, found.event_id} if found else set()
    return Corrected(
        at=correction.closed_at,
        entry=entry,
        statement=found if entry.pk in ends else None,
        credit=correction.name if correction.wants_credit else "",
    )
