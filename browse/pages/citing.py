"""Everything that rests on a source: the other direction of the numbered notes."""

from dataclasses import dataclass
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from browse.pages.sentences import Teller
from browse.words import link, when
from entries.choices import Stance, Status
from entries.models import Entry, Statement
from sources.models import Citation

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class CitingLine:
    """One claim that rests on the source."""

    when: SafeString
    link: SafeString
    sentence: SafeString
    locator: str
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Citing:
    """A page of the claims."""

    total: int
    lines: list[CitingLine]
    page: Page[Citation]


def public_citations(source: Entry) -> QuerySet[Citation]:
    """Return the citations of `source` of which the public may see the claim."""
    statement = Q(statement__in=Statement.objects.public())
    name = Q(name__entry__status=Status.PUBLISHED)
    whole = Q(entry__status=Status.PUBLISHED)
    return Citation.objects.filter(statement | name | whole, source_id=source.pk)


def fetch(source: Entry, number: int) -> Citing:
    """Return one page of what cites `source`: two queries. A number too high gives the last."""
    rows = (
        public_citations(source)
        .select_related(
            "statement__property",
            "statement__subject",
            "statement__object",
            "statement__place",
            "statement__event",
            "name__entry",
            "entry",
        )
        .order_by("pk")
    )
    paginator = Paginator(rows, PAGE_SIZE)
    page = paginator.get_page(number)
    return Citing(paginator.count, [_line(one) for one in page.object_list], page)


def _line(citation: Citation) -> CitingLine:
    """Return one line. The ends came with the citation."""
    entry = citation.cited_entry
    statement = citation.statement
    if statement is not None:
        sentence = Teller(entry.pk).tell(statement)
    elif citation.name is not None:
        sentence = format_html(_("the name {name}"), name=citation.name.text)
    else:
        sentence = format_html("{}", _("the entry as a whole"))
    return CitingLine(
        when=when(statement.date) if statement is not None else SafeString(""),
        link=link(entry),
        sentence=sentence,
        locator=citation.locator,
        contradicts=citation.stance == Stance.CONTRADICTS,
    )
